using LiveChat.Core.Primitives;
using LiveChat.Storage.Administration.Credentials;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Storage.Administration.Invitations;

/// <summary>What is asked of invitations.</summary>
public static class InvitationQueries
{
    /// <summary>Those of the tenant that stand so now; null: all.</summary>
    public static IQueryable<InvitationRow> In(
        AdministrationContext rows, TenantId tenant, InvitationState? state, DateTimeOffset now)
    {
        var all = rows.Invitations.Where(row => row.Tenant == tenant);
        return state switch
        {
            InvitationState.Active => all.Where(row => row.AcceptedAt != null),
            InvitationState.Revoked => all.Where(row => row.AcceptedAt == null && row.RevokedAt != null),
            InvitationState.Expired => all.Where(
                row => row.AcceptedAt == null && row.RevokedAt == null && row.ExpiresAt <= now),
            InvitationState.Pending => all.Where(
                row => row.AcceptedAt == null && row.RevokedAt == null && row.ExpiresAt > now),
            _ => all,
        };
    }

    /// <summary>
    /// The invitation of a link, however it stands; null when there is none, or its tenant is being deleted.
    /// </summary>
    public static async Task<InvitationRow?> Of(
        AdministrationContext rows, TokenHash token, CancellationToken cancel) =>
        await rows.Invitations.FirstOrDefaultAsync(row => row.Hash == token, cancel) is { } found
            && found.Hash.Matches(token)
            && await rows.PresentTenants.AnyAsync(row => row.Id == found.Tenant, cancel)
            ? found
            : null;

    /// <summary>Why nobody can register with it now; none when one can.</summary>
    public static Refusal RefusalAt(this InvitationRow invitation, DateTimeOffset now) =>
        invitation.StateAt(now) switch
        {
            InvitationState.Active => Refusal.InvitationUsed,
            InvitationState.Revoked => Refusal.InvitationRevoked,
            InvitationState.Expired => Refusal.InvitationExpired,
            _ => Refusal.None,
        };
}
