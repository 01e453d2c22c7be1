namespace LiveChat.Api.Auth;

/// <summary>Who stands behind a bearer token.</summary>
public interface IAuthenticator
{
    /// <summary>
    /// The member or API key of the token; null when it is unknown, expired, revoked, or its member is disabled or
    /// deleted. Finding a session's member counts as activity of that session.
    /// </summary>
    ValueTask<Principal?> Find(string token, CancellationToken cancel = default);

    /// <summary>Whether the token is the platform key; compared in constant time.</summary>
    bool IsPlatformKey(string token);
}
