namespace LiveChat.Api.Endpoints.Invitations;

/// <summary>How people reach this server (<c>LiveChat:PublicUrl</c>), without a slash at its end.</summary>
public sealed record PublicUrl(string Value)
{
    /// <summary>
    /// The page where an invited person registers. The token stands behind the hash sign, so that no server and no
    /// proxy on the way sees it.
    /// </summary>
    public string Registration(string token) => $"{Value}/register#token={token}";
}
