using LiveChat.Core.Primitives;

namespace LiveChat.Storage.Administration.Credentials;

/// <summary>A member's sign-in; of its token only the hash is kept.</summary>
public sealed class SessionRow
{
    public required TenantId Tenant { get; init; }
    public required Guid Id { get; init; }
    public required MemberId Member { get; init; }
    public required TokenHash Hash { get; init; }

    /// <summary>As the client named itself, cut to some length; null where it did not.</summary>
    public string? UserAgent { get; init; }

    /// <summary>From where it was opened.</summary>
    public string? Address { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Some minutes behind at most: it is not written with every request.</summary>
    public required DateTimeOffset LastSeenAt { get; set; }
}
