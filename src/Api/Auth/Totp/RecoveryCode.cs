using System.Collections.Immutable;
using System.Security.Cryptography;
using LiveChat.Storage.Administration.Credentials;

namespace LiveChat.Api.Auth.Totp;

/// <summary>
/// What replaces a code when the phone is lost, once each: 80 random bits, so that a hash without salt is enough to
/// keep them; four groups of four letters and digits.
/// </summary>
internal static class RecoveryCode
{
    public const int Count = 10;

    private const int BytesCount = 10;
    private const int LettersCount = 16;
    private const int GroupLength = 4;

    public static ImmutableArray<string> NewSet() => [.. Enumerable.Range(0, Count).Select(_ => New())];

    /// <summary>How they are kept.</summary>
    public static ImmutableArray<string> Hashed(ImmutableArray<string> codes) =>
        [.. codes.Select(code => TotpCommands.Text(HashOf(code)!.Value))];

    /// <summary>Case, spaces and hyphens do not matter; null for what is no recovery code.</summary>
    public static TokenHash? HashOf(string given)
    {
        var letters = string.Concat(given.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
        return letters.Length == LettersCount ? TokenHash.Of(letters) : null;
    }

    private static string New()
    {
        var letters = Base32.Encode(RandomNumberGenerator.GetBytes(BytesCount)).ToLowerInvariant();
        return string.Join('-', letters.Chunk(GroupLength).Select(group => new string(group)));
    }
}
