using LiveChat.Api.Auth;
using LiveChat.Api.Problems;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Administration;
using LiveChat.Storage.Administration.Members;

namespace LiveChat.Api.Endpoints.Agents;

/// <summary>
/// <c>DELETE /v1/agents/{id}</c>: ends its sessions, returns its conversations to their queues and frees its seat;
/// history keeps its name.
/// </summary>
internal static class Delete
{
    public static void Map(RouteGroupBuilder v1) => v1.MapDelete("/agents/{id}", Handle)
        .Requires(Permission.ManageTeam, Scope.AdminWrite)
        .Produces(StatusCodes.Status204NoContent)
        .Refuses(404)
        .Described("Agents", "deleteAgent", "Delete an agent");

    private static async Task<IResult> Handle(string id, HttpContext http, AdministrationCommands commands)
    {
        var tenant = http.Principal().Tenant;
        if (!GuidId.TryParse<AgentId>(id, out var agentId)) return Problem.NotFound();
        var outcome = await commands.Run(change => AgentCommands.Delete(change, tenant, agentId));
        return outcome.Refusal == Refusal.None ? TypedResults.NoContent() : RefusalProblem.Of(outcome.Refusal);
    }
}
