using System.Security.Cryptography;
using System.Text;
using LiveChat.Storage.Administration.Senders;
using LiveChat.Storage.Installation;

namespace LiveChat.Silo.Composition;

/// <summary>
/// A text that the first start seals and keeps in the database: who cannot open it has other keys than those that the
/// rest of the database is sealed with.
/// </summary>
internal static class SealedMark
{
    private const string Name = "sealed-mark";
    private const string Text = "LiveChat";

    public static async Task<bool> Opens(IInstallation installation, ISecretSeal seal)
    {
        var mark = await installation.GetOrCreate(Name, () => Encoding.ASCII.GetBytes(seal.Seal(Text)));
        try
        {
            return seal.Open(Encoding.ASCII.GetString(mark.Span)) == Text;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
