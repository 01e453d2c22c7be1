using LiveChat.Api.Auth;
using LiveChat.Api.Problems;
using LiveChat.Storage.Administration;
using LiveChat.Storage.Administration.Credentials;
using LiveChat.Storage.Administration.Invitations;

namespace LiveChat.Api.Endpoints.Registration;

/// <summary>The tokens of invitations' links, as anyone may send them.</summary>
internal static class LinkToken
{
    private const int LengthMax = 256;

    public static Problem Unknown => Problem.NotFound("The link is not valid; ask for a new one.");

    /// <summary>The hash of a token; null for what cannot be one.</summary>
    public static TokenHash? HashOf(string token) =>
        token.Length <= LengthMax && token.StartsWith(BearerToken.InvitationPrefix, StringComparison.Ordinal)
            ? TokenHash.Of(token)
            : null;

    /// <summary>Why nobody can register with the link now; null when one can.</summary>
    public static Problem? ProblemOf(InvitationRow? invitation, DateTimeOffset now) =>
        invitation is null ? Unknown
        : invitation.RefusalAt(now) is var refusal and not Refusal.None ? RefusalProblem.Of(refusal)
        : null;
}
