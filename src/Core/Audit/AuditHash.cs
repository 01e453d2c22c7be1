using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace LiveChat.Core.Audit;

/// <summary>
/// How rows of the audit log are hashed: SHA-256 over every field, each with its length before it (so that no two rows
/// have the same bytes), and over the hash of the row before. Part of the storage format; hexadecimal, lower case.
/// </summary>
public static class AuditHash
{
    private const byte Format = 1;
    private const int Absent = -1;

    /// <summary>What the first row of a chain follows.</summary>
    public static readonly string First = new('0', SHA256.HashSizeInBytes * 2);

    public static string Of(AuditFacts facts, string previous)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData([Format]);
        Append(hash, facts.Chain);
        Append(hash, facts.Number);
        Append(hash, facts.AtMicroseconds);
        Append(hash, facts.Tenant ?? Guid.Empty);
        Append(hash, facts.Actor);
        Append(hash, facts.ActorId);
        Append(hash, facts.Ip);
        Append(hash, facts.Action);
        Append(hash, facts.TargetKind);
        Append(hash, facts.Target);
        Append(hash, facts.DetailDigest);
        Append(hash, previous);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    public static string OfDetail(string detail) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(detail)));

    private static void Append(IncrementalHash hash, Guid value) =>
        hash.AppendData(value.ToByteArray(bigEndian: true));

    private static void Append(IncrementalHash hash, long value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, value);
        hash.AppendData(bytes);
    }

    private static void Append(IncrementalHash hash, string? text)
    {
        var bytes = text is null ? [] : Encoding.UTF8.GetBytes(text);
        Append(hash, text is null ? Absent : (long)bytes.Length);
        hash.AppendData(bytes);
    }
}
