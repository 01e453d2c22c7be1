using LiveChat.Core.Primitives;
using LiveChat.Storage.Administration.Avatars;

namespace LiveChat.Api.Endpoints.Invitations;

/// <summary>How people reach this server (<c>LiveChat:PublicUrl</c>), without a slash at its end.</summary>
public sealed record PublicUrl(string Value) : IAvatarAddresses
{
    public const string AvatarPath = "/v1/avatars/";

    /// <summary>
    /// The page where an invited person registers. The token stands behind the hash sign, so that no server and no
    /// proxy on the way sees it.
    /// </summary>
    public string Registration(string token) => $"{Value}/register#token={token}";

    public string Of(AvatarId avatar) => $"{Value}{AvatarPath}{avatar}";

    /// <summary>The picture of ours that an address is of; null for any other address.</summary>
    public AvatarId? AvatarAt(string? url) =>
        url?.StartsWith(Value + AvatarPath, StringComparison.Ordinal) == true
        && GuidId.TryParse<AvatarId>(url.AsSpan(Value.Length + AvatarPath.Length), out var avatar)
            ? avatar
            : null;
}
