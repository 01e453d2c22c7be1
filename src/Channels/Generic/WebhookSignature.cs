using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace LiveChat.Channels.Generic;

/// <summary>The symmetric signature (v1) of the Standard Webhooks specification.</summary>
public static class WebhookSignature
{
    public const string SecretPrefix = "whsec_";

    private const string Version = "v1,";

    /// <summary>The key in a secret of the form <c>whsec_</c> and base64; false when it is none.</summary>
    public static bool TryReadSecret(string secret, out byte[] key)
    {
        key = [];
        if (!secret.StartsWith(SecretPrefix, StringComparison.Ordinal)) return false;
        var text = secret.AsSpan(SecretPrefix.Length);
        if (!Base64.IsValid(text, out var length) || length == 0) return false;
        key = Convert.FromBase64String(secret[SecretPrefix.Length..]);
        return true;
    }

    /// <summary>
    /// The value of <c>webhook-signature</c> for signed content: id, full stop, timestamp, full stop, body.
    /// </summary>
    public static string Sign(ReadOnlySpan<byte> key, ReadOnlySpan<byte> signedContent)
    {
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, signedContent, mac);
        return Version + Convert.ToBase64String(mac);
    }

    /// <summary>The same for its three parts.</summary>
    public static string Sign(ReadOnlySpan<byte> key, string id, long timestamp, ReadOnlySpan<byte> body) =>
        Sign(key, [.. Encoding.UTF8.GetBytes(FormattableString.Invariant($"{id}.{timestamp}.")), .. body]);
}
