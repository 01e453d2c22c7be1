using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace LiveChat.Storage.Administration.Credentials;

/// <summary>
/// The SHA-256 of a token. Tokens have 256 random bits, so that a hash without salt is enough to keep them.
/// </summary>
public readonly record struct TokenHash(UInt128 High, UInt128 Low)
{
    public const int BytesCount = 32;

    public static TokenHash Of(string token)
    {
        Span<byte> hash = stackalloc byte[BytesCount];
        SHA256.HashData(Encoding.UTF8.GetBytes(token), hash);
        return From(hash);
    }

    public static TokenHash From(ReadOnlySpan<byte> hash) => new(
        BinaryPrimitives.ReadUInt128BigEndian(hash),
        BinaryPrimitives.ReadUInt128BigEndian(hash[16..]));

    public byte[] ToBytes()
    {
        var bytes = new byte[BytesCount];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, High);
        BinaryPrimitives.WriteUInt128BigEndian(bytes.AsSpan(16), Low);
        return bytes;
    }

    /// <summary>Takes the same time whatever the difference.</summary>
    public bool Matches(TokenHash other) => CryptographicOperations.FixedTimeEquals(ToBytes(), other.ToBytes());
}
