namespace LiveChat.Api.Auth;

/// <summary>Who stands behind a bearer token.</summary>
public interface IAuthenticator
{
    /// <summary>
    /// The member or API key of the token; null when it is unknown, expired, revoked, or its member is disabled or
    /// deleted. Finding a session's member counts as activity of that session.
    /// </summary>
    ValueTask<Principal?> Find(string token, CancellationToken cancel = default);

    /// <summary>The operator's key that the token is; null when it is none. Counts as its use.</summary>
    ValueTask<PlatformCaller?> FindPlatform(string token, CancellationToken cancel = default);
}
