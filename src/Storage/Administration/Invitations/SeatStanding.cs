using LiveChat.Storage.Administration.Tenants;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Storage.Administration.Invitations;

/// <summary>
/// A tenant's seats: agents use them, and pending invitations of agents hold them, so that whoever is invited can come.
/// Used and pending together are never more than there are, whichever commands race.
/// </summary>
public sealed record SeatStanding(int Seats, int Used, int Pending)
{
    /// <summary>Never negative.</summary>
    public int Left => Math.Max(0, Seats - Used - Pending);

    public static async Task<SeatStanding> Of(
        AdministrationContext rows, TenantRow tenant, DateTimeOffset now, CancellationToken cancel) => new(
            tenant.Seats,
            await rows.AgentsOf(tenant.Id).CountAsync(cancel),
            await InvitationQueries.In(rows, tenant.Id, InvitationState.Pending, now)
                .CountAsync(row => row.HasSeat, cancel));
}
