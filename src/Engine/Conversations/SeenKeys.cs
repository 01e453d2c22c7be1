using System.Security.Cryptography;
using System.Text;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Conversations;

namespace LiveChat.Engine.Conversations;

/// <summary>
/// 128 bits of SHA-256 over what identifies a request, each part preceded by its length, so that no two requests that
/// differ give the same text.
/// </summary>
internal static class SeenKeys
{
    private const int StackBytesMax = 512;

    /// <summary>A provider message id is accepted once per sender, for ever (R1.1).</summary>
    public static SeenKey OfMo(SenderId sender, string providerId) => Of('m', sender.Value, "", providerId);

    /// <summary>An idempotency key belongs to its caller and thread.</summary>
    public static SeenKey OfRequest(ThreadId thread, By caller, string key) =>
        Of('r', thread.Value, caller.Id ?? "", key);

    private static SeenKey Of(char kind, Guid scope, string caller, string key)
    {
        var length = 1 + 16 + 4 + Encoding.UTF8.GetByteCount(caller) + Encoding.UTF8.GetByteCount(key);
        Span<byte> text = length <= StackBytesMax ? stackalloc byte[StackBytesMax] : new byte[length];
        text[0] = (byte)kind;
        scope.TryWriteBytes(text[1..], bigEndian: true, out _);
        var callerBytes = Encoding.UTF8.GetBytes(caller, text[21..]);
        BitConverter.TryWriteBytes(text[17..], callerBytes);
        Encoding.UTF8.GetBytes(key, text[(21 + callerBytes)..]);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(text[..length], hash);
        return new SeenKey(new Guid(hash[..16], bigEndian: true));
    }
}
