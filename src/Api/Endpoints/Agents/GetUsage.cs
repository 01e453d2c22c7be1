using LiveChat.Api.Auth;
using LiveChat.Storage.Administration;
using LiveChat.Storage.Administration.Invitations;
using LiveChat.Storage.Conversations;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Api.Endpoints.Agents;

/// <summary><c>GET /v1/agents/usage</c>: how many seats are taken, and what was done with them.</summary>
internal static class GetUsage
{
    private const int AmberFromPercent = 80;

    /// <param name="Seats">How many agents the tenant may have.</param>
    /// <param name="SeatsUsed">How many it has; disabled ones count.</param>
    /// <param name="SeatsPending">How many more are held for whom it has invited.</param>
    /// <param name="SeatsLeft">How many more it may have besides.</param>
    /// <param name="Amber">From 80 % of the seats on.</param>
    /// <param name="HandledLast30Days">
    /// Conversations opened in these days that an agent has or had, deleted agents included.
    /// </param>
    public sealed record UsageView(
        int Seats, int SeatsUsed, int SeatsPending, int SeatsLeft, bool Amber, long HandledLast30Days);

    public static void Map(RouteGroupBuilder v1) => v1.MapGet("/agents/usage", Handle)
        .RequiresAny([Permission.ManageTeam, Permission.Supervise], Scope.AdminRead)
        .Produces<UsageView>()
        .Described("Agents", "getAgentUsage", "Get the use of seats", "amber is true from 80 % on.");

    private static async Task<IResult> Handle(
        HttpContext http, IAdministrationDatabase database, IConversationStore conversations, TimeProvider time,
        CancellationToken cancel)
    {
        var tenant = http.Principal().Tenant;
        var now = time.GetUtcNow();
        var seats = await database.Read(
            async (rows, token) => await SeatStanding.Of(
                rows, await rows.Tenants.SingleAsync(row => row.Id == tenant, token), now, token),
            cancel);
        var handled = await conversations.HandledCount(tenant, now - AgentViews.HandledWithin, cancel);
        return TypedResults.Ok(new UsageView(
            seats.Seats, seats.Used, seats.Pending, seats.Left,
            (long)seats.Used * 100 >= (long)seats.Seats * AmberFromPercent, handled));
    }
}
