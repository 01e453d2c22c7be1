using LiveChat.Api.Auth.Totp;

namespace LiveChat.Api.Tests.Support;

/// <summary>
/// An authenticator app whose clock is the machine's. A code is used up with its step, and the next step's is taken
/// too, so that a test needs no waiting for two of them: it enrols with the present one and signs in with the next,
/// which may have become the present one meanwhile.
/// </summary>
public sealed class SteppedCodes(string secret)
{
    private readonly byte[] _secret = Decode(secret);

    public static SteppedCodes Of(ApiAnswer enrolment) => new((string)enrolment.Expect(200)["secret"]!);

    /// <summary>The code that many steps from now.</summary>
    public string At(int steps) =>
        TotpCode.Of(_secret, TotpCode.StepOf(TimeProvider.System.GetUtcNow()) + steps);

    /// <summary>Confirms the enrolment; its recovery codes.</summary>
    public async Task<IReadOnlyList<string>> Confirm(ApiClient member)
    {
        var confirmed = (await member.Post("/v1/me/totp/confirm", new { code = At(0) })).Expect(200);
        return [.. confirmed["recoveryCodes"]!.AsArray().Select(it => (string)it!)];
    }

    private static byte[] Decode(string base32)
    {
        var bytes = new List<byte>();
        var (kept, bits) = (0, 0);
        foreach (var letter in base32)
        {
            kept = (kept << 5) | "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(letter);
            bits += 5;
            if (bits < 8) continue;
            bytes.Add((byte)(kept >> (bits - 8)));
            (kept, bits) = (kept & ((1 << (bits - 8)) - 1), bits - 8);
        }

        return [.. bytes];
    }
}
