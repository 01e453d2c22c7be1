using System.Security.Cryptography;
using System.Text;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Installation;

namespace LiveChat.Api.Mo;

/// <summary>
/// Thread ids: the first 128 bits of HMAC-SHA-256 (RFC 2104) over tenant, sender and contact, under a key of the
/// installation. So an MO finds its actor without a look-up, and an id tells nothing of the contact.
/// </summary>
internal sealed class ThreadIds(IInstallation installation)
{
    private const string KeyName = "thread-key";
    private const int KeyBytes = 32;
    private const int GuidBytes = 16;
    private const int ContactCharsMax = 256;
    private byte[]? _key;

    public ValueTask<ThreadId> Of(TenantId tenant, SenderId sender, string contact, CancellationToken cancel) =>
        _key is { } key
            ? ValueTask.FromResult(Hash(key, tenant, sender, contact))
            : ReadKeyThen(tenant, sender, contact, cancel);

    private async ValueTask<ThreadId> ReadKeyThen(
        TenantId tenant, SenderId sender, string contact, CancellationToken cancel)
    {
        var key = await installation.GetOrCreate(KeyName, () => RandomNumberGenerator.GetBytes(KeyBytes), cancel);
        _key = key.ToArray();
        return Hash(_key, tenant, sender, contact);
    }

    private static ThreadId Hash(byte[] key, TenantId tenant, SenderId sender, string contact)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(contact.Length, ContactCharsMax);
        Span<byte> text = stackalloc byte[(2 * GuidBytes) + (3 * ContactCharsMax)];
        tenant.Value.TryWriteBytes(text, bigEndian: true, out _);
        sender.Value.TryWriteBytes(text[GuidBytes..], bigEndian: true, out _);
        var length = (2 * GuidBytes) + Encoding.UTF8.GetBytes(contact, text[(2 * GuidBytes)..]);
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, text[..length], hash);
        return new ThreadId(new Guid(hash[..GuidBytes], bigEndian: true));
    }
}
