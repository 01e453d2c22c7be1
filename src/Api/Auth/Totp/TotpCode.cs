using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace LiveChat.Api.Auth.Totp;

/// <summary>
/// Time-based one-time passwords, RFC 6238 over RFC 4226, with what every authenticator app knows: HMAC-SHA-1, steps of
/// 30 s from the Unix epoch, six digits.
/// </summary>
internal static class TotpCode
{
    public const int SecretBytesCount = 20;
    public const int Digits = 6;
    public const int StepSeconds = 30;

    /// <summary>A clock may be one step off, before or after.</summary>
    private const int DriftSteps = 1;

    public static byte[] NewSecret() => RandomNumberGenerator.GetBytes(SecretBytesCount);

    public static long StepOf(DateTimeOffset time) => time.ToUnixTimeSeconds() / StepSeconds;

    public static string Of(ReadOnlySpan<byte> secret, long step, int digits = Digits)
    {
        Span<byte> counter = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
#pragma warning disable CA5350 // RFC 6238 has HMAC-SHA-1; collisions do not matter to it.
        HMACSHA1.HashData(secret, counter, hash);
#pragma warning restore CA5350
        var binary = BinaryPrimitives.ReadInt32BigEndian(hash[(hash[^1] & 15)..]) & int.MaxValue;
        var modulus = (int)Math.Pow(10, digits);
        return (binary % modulus).ToString(CultureInfo.InvariantCulture).PadLeft(digits, '0');
    }

    /// <summary>
    /// The step that the code is of, near that time and after the last one used; null when it is none. Takes as long
    /// whatever the code.
    /// </summary>
    public static long? Match(ReadOnlySpan<byte> secret, string code, DateTimeOffset now, long lastStep)
    {
        var given = Encoding.UTF8.GetBytes(code);
        long? matched = null;
        var present = StepOf(now);
        for (var step = present - DriftSteps; step <= present + DriftSteps; step++)
        {
            var expected = Encoding.ASCII.GetBytes(Of(secret, step));
            if (CryptographicOperations.FixedTimeEquals(expected, given) && step > lastStep) matched ??= step;
        }

        return matched;
    }
}
