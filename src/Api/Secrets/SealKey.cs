using System.Security.Cryptography;
using System.Text;

namespace LiveChat.Api.Secrets;

/// <summary>
/// The operator's key, with which the keys in the database are sealed: AES-256-GCM under a key derived from it
/// (HKDF-SHA256). It is never stored.
/// </summary>
public sealed class SealKey
{
    private const int BytesCount = 32;
    private const int NonceBytesCount = 12;
    private const int TagBytesCount = 16;
    private const byte Version = 1;

    private static readonly byte[] _purpose = Encoding.ASCII.GetBytes("LiveChat sealing keys");

    private readonly byte[] _key;

    private SealKey(byte[] key) => _key = key;

    /// <summary>
    /// 32 bytes in base64, as <c>openssl rand -base64 32</c> makes them; null where it is something else.
    /// </summary>
    public static SealKey? Parse(string text)
    {
        var bytes = new byte[BytesCount];
        return Convert.TryFromBase64String(text, bytes, out var count) && count == BytesCount
            ? new SealKey(HKDF.DeriveKey(HashAlgorithmName.SHA256, bytes, BytesCount, info: _purpose)) : null;
    }

    internal byte[] Seal(ReadOnlySpan<byte> text)
    {
        var sealedText = new byte[1 + NonceBytesCount + TagBytesCount + text.Length];
        sealedText[0] = Version;
        var (nonce, tag, body) = Parts(sealedText);
        RandomNumberGenerator.Fill(nonce.Span);
        using var aes = new AesGcm(_key, TagBytesCount);
        aes.Encrypt(nonce.Span, text, body.Span, tag.Span, _purpose);
        return sealedText;
    }

    /// <summary>Null: another key has sealed it, or it is damaged.</summary>
    internal byte[]? Open(ReadOnlyMemory<byte> sealedText)
    {
        if (sealedText.Length <= 1 + NonceBytesCount + TagBytesCount || sealedText.Span[0] != Version) return null;
        var (nonce, tag, body) = Parts(sealedText.ToArray());
        var text = new byte[body.Length];
        using var aes = new AesGcm(_key, TagBytesCount);
        try
        {
            aes.Decrypt(nonce.Span, body.Span, tag.Span, text, _purpose);
            return text;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    private static (Memory<byte> Nonce, Memory<byte> Tag, Memory<byte> Body) Parts(Memory<byte> sealedText) =>
        (sealedText.Slice(1, NonceBytesCount), sealedText.Slice(1 + NonceBytesCount, TagBytesCount),
            sealedText[(1 + NonceBytesCount + TagBytesCount)..]);
}
