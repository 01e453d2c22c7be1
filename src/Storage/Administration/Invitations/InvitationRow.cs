using LiveChat.Core.Primitives;
using LiveChat.Storage.Administration.Credentials;

namespace LiveChat.Storage.Administration.Invitations;

/// <summary>A person who may become a member with a link; of the link's token only the hash is kept.</summary>
public sealed class InvitationRow
{
    public required TenantId Tenant { get; init; }
    public required Guid Id { get; init; }
    public required string Name { get; init; }
    public required string Email { get; init; }

    /// <summary>The email without case.</summary>
    public required string EmailKey { get; init; }

    public required string? Phone { get; init; }
    public required Role Role { get; init; }

    /// <summary>Whether the person will be an agent.</summary>
    public required bool HasSeat { get; init; }

    /// <summary>The name that the member had who invited; null where a key or the operator did.</summary>
    public required string? InvitedBy { get; init; }

    /// <summary>Of the newest link; those before it are worth nothing.</summary>
    public required TokenHash Hash { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset ExpiresAt { get; set; }
    public DateTimeOffset? AcceptedAt { get; set; }
    public DateTimeOffset? RevokedAt { get; set; }

    /// <summary>Who registered.</summary>
    public MemberId? Member { get; set; }

    /// <summary>The mail with the newest link; null where none was queued.</summary>
    public Guid? Mail { get; set; }

    /// <summary>How many links there were.</summary>
    public int Links { get; set; } = 1;

    public InvitationState StateAt(DateTimeOffset now) =>
        AcceptedAt is not null ? InvitationState.Active
        : RevokedAt is not null ? InvitationState.Revoked
        : ExpiresAt <= now ? InvitationState.Expired
        : InvitationState.Pending;
}
