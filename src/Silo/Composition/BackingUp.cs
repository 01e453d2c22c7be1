using LiveChat.Silo.Starting;
using LiveChat.Storage;
using LiveChat.Storage.Sqlite;
using LiveChat.Storage.Sqlite.Copying;

namespace LiveChat.Silo.Composition;

/// <summary>
/// <c>livechat backup --to …</c>: what the data folder's file has at one moment, in a file of its own, while a server
/// may run on it.
/// </summary>
internal static class BackingUp
{
    /// <exception cref="StartRefusedException">There is no backup.</exception>
    public static int Run(LiveChatOptions options, string to)
    {
        if (options.Store != StoreKind.Sqlite)
            throw new StartRefusedException("backup is for --store sqlite; of PostgreSQL pg_dump makes one.");
        var folder = Path.GetFullPath(options.Data);
        var (file, target) = (Path.Combine(folder, DataFolder.DatabaseName), Path.GetFullPath(to));
        try
        {
            var bytes = SqliteBackup.Write(new SqliteOptions(file), target);
            Console.WriteLine(FormattableString.Invariant($"{target} has all of {file}: {bytes} bytes, found sound."));
            Console.WriteLine(
                $"Now copy {Path.Combine(folder, DataFolder.KeysName)}, with which what is sealed in it is opened.");
            return 0;
        }
        catch (StoreUnavailableException trouble)
        {
            throw new StartRefusedException($"No backup of {file}: {trouble.Message}", trouble);
        }
    }
}
