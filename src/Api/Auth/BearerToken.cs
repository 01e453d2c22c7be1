using System.Buffers.Text;
using System.Security.Cryptography;

namespace LiveChat.Api.Auth;

/// <summary>The tokens of the API: a prefix that tells the kind, then 256 random bits in base64url.</summary>
internal static class BearerToken
{
    public const string SessionPrefix = "lcs_";
    public const string ApiKeyPrefix = "lck_";
    public const string PlatformKeyPrefix = "lcp_";
    public const string InvitationPrefix = "lci_";

    private const int RandomBytesCount = 32;
    private const int ShownLength = 10;

    public static string Create(string prefix) =>
        prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytesCount));

    /// <summary>What of a token is kept to be shown.</summary>
    public static string ShownOf(string token) => token[..ShownLength];

    public static bool IsSessionOrApiKey(string token) =>
        token.StartsWith(SessionPrefix, StringComparison.Ordinal)
        || token.StartsWith(ApiKeyPrefix, StringComparison.Ordinal);
}
