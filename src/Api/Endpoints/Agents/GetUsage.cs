using LiveChat.Api.Auth;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Administration;
using LiveChat.Storage.Conversations;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Api.Endpoints.Agents;

/// <summary><c>GET /v1/agents/usage</c>: how many seats are taken, and what was done with them.</summary>
internal static class GetUsage
{
    private const int AmberFromPercent = 80;

    /// <param name="Seats">How many agents the tenant may have.</param>
    /// <param name="SeatsUsed">How many it has; disabled ones count.</param>
    /// <param name="SeatsLeft">How many more it may have.</param>
    /// <param name="Amber">From 80 % of the seats on.</param>
    /// <param name="HandledLast30Days">
    /// Conversations opened in these days that an agent has or had, deleted agents included.
    /// </param>
    public sealed record UsageView(int Seats, int SeatsUsed, int SeatsLeft, bool Amber, long HandledLast30Days);

    public static void Map(RouteGroupBuilder v1) => v1.MapGet("/agents/usage", Handle)
        .RequiresAny([Permission.ManageTeam, Permission.Supervise], Scope.AdminRead)
        .Produces<UsageView>()
        .Described("Agents", "getAgentUsage", "Get the use of seats", "amber is true from 80 % on.");

    private static async Task<IResult> Handle(
        HttpContext http, IAdministrationDatabase database, IConversationStore conversations, TimeProvider time,
        CancellationToken cancel)
    {
        var tenant = http.Principal().Tenant;
        var (seats, members) = await database.Read(
            async (rows, token) => (
                await rows.Tenants.Where(row => row.Id == tenant).Select(row => row.Seats).SingleAsync(token),
                await rows.Members.Where(row => row.Tenant == tenant && row.HasSeat)
                    .Select(row => new { row.Id, Deleted = row.DeletedAt != null }).ToListAsync(token)),
            cancel);
        var used = members.Count(it => !it.Deleted);
        var handled = await conversations.HandledBy(
            tenant, [.. members.Select(it => new AgentId(it.Id.Value))],
            time.GetUtcNow() - AgentViews.HandledWithin, cancel);
        return TypedResults.Ok(new UsageView(
            seats, used, seats - used, (long)used * 100 >= (long)seats * AmberFromPercent, handled.Sum()));
    }
}
