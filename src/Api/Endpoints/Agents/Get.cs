using LiveChat.Api.Auth;
using LiveChat.Api.Problems;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Administration;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Api.Endpoints.Agents;

/// <summary><c>GET /v1/agents/{id}</c>.</summary>
internal static class Get
{
    public static void Map(RouteGroupBuilder v1) => v1.MapGet("/agents/{id}", Handle)
        .RequiresAny([Permission.ManageTeam, Permission.Supervise], Scope.AdminRead)
        .Produces<AgentView>()
        .Refuses(404)
        .Described("Agents", "getAgent", "Get an agent");

    private static async Task<IResult> Handle(
        string id, HttpContext http, IAdministrationDatabase database, AgentViews views, CancellationToken cancel)
    {
        var tenant = http.Principal().Tenant;
        if (!GuidId.TryParse<MemberId>(id, out var memberId)) return Problem.NotFound();
        var agent = await database.Read(
            (rows, token) => rows.AgentsOf(tenant).FirstOrDefaultAsync(row => row.Id == memberId, token), cancel);
        return agent is null ? Problem.NotFound() : TypedResults.Ok(await views.Of(agent, cancel));
    }
}
