using LiveChat.Api.Secrets;
using LiveChat.Silo.Starting;
using LiveChat.Storage;
using LiveChat.Storage.Installation;

namespace LiveChat.Silo.Composition;

/// <summary>The keys that seal secrets: in the data folder, or with a seal key in the database.</summary>
internal static class SealingComposition
{
    /// <exception cref="StartRefusedException">A key is none. It is not repeated.</exception>
    public static void Check(LiveChatOptions options)
    {
        if (IsWrong(options.SealKey)) throw Wrong(nameof(options.SealKey));
        if (IsWrong(options.SealKeyFormer)) throw Wrong(nameof(options.SealKeyFormer));
        if (string.IsNullOrEmpty(options.SealKey) && !string.IsNullOrEmpty(options.SealKeyFormer))
            throw new StartRefusedException("SealKeyFormer is for a change of SealKey, which is not given.");
    }

    /// <exception cref="StartRefusedException">
    /// The keys of the database are sealed with another one, or cannot be read.
    /// </exception>
    public static async Task<SealingKeys> Load(LiveChatOptions options, DataFolder data, IInstallation installation)
    {
        if (string.IsNullOrEmpty(options.SealKey)) return SealingKeys.InFolder(data.KeysFolder);
        try
        {
            return await SealingKeys.InDatabase(
                installation, SealKey.Parse(options.SealKey)!,
                string.IsNullOrEmpty(options.SealKeyFormer) ? null : SealKey.Parse(options.SealKeyFormer),
                data.KeysFolder, TimeProvider.System)
                ?? throw new StartRefusedException(
                    "SealKey is not the one that the keys of this database are sealed with; in a change of it, "
                    + "SealKeyFormer gives the one before.");
        }
        catch (Exception failure) when (failure is StoreUnavailableException or StoreBusyException)
        {
            throw new StartRefusedException(failure.Message, failure);
        }
    }

    private static bool IsWrong(string? key) => !string.IsNullOrEmpty(key) && SealKey.Parse(key) is null;

    private static StartRefusedException Wrong(string name) =>
        new($"{name}: 32 bytes in base64 are wanted, as 'openssl rand -base64 32' makes them.");
}
