namespace LiveChat.Contracts.Outbox;

/// <summary>
/// Which addresses this installation may call for a tenant. Asked when a tenant enters a URL; the connection itself is
/// checked once more when it is made, so a name that resolves elsewhere later does not get through.
/// </summary>
public interface IOutgoingUrls
{
    /// <summary>
    /// Judges an absolute URL, looking its name up. A name that cannot be resolved now is allowed: it may be about to
    /// exist, and no connection is made without a check. Never throws but for cancellation.
    /// </summary>
    ValueTask<UrlVerdict> Judge(string url, CancellationToken cancel = default);
}

/// <summary>Everything but <c>Allowed</c> is answered 422 <c>url-not-allowed</c>.</summary>
public enum UrlVerdict : byte
{
    Allowed = 1,

    /// <summary>Not an absolute URL of at most 2,048 characters.</summary>
    Malformed,

    /// <summary>Neither http nor https.</summary>
    SchemeNotAllowed,

    /// <summary>It carries a user name or a password.</summary>
    HasCredentials,

    /// <summary>
    /// The host is, or resolves to, an address that is not public and that the settings do not allow.
    /// </summary>
    AddressNotPublic,
}
