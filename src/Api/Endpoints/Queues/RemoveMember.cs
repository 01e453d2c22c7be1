using LiveChat.Api.Auth;
using LiveChat.Api.Problems;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Administration;
using LiveChat.Storage.Administration.Queues;

namespace LiveChat.Api.Endpoints.Queues;

/// <summary><c>DELETE /v1/queues/{id}/agents/{agentId}</c>: the agent keeps the conversations it has.</summary>
internal static class RemoveMember
{
    public static void Map(RouteGroupBuilder v1) => v1.MapDelete("/queues/{id}/agents/{agentId}", Handle)
        .Requires(Permission.ManageTeam, Scope.AdminWrite)
        .Produces(StatusCodes.Status204NoContent)
        .Refuses(404)
        .Described("Queues", "removeQueueMember", "Remove an agent from a queue");

    private static async Task<IResult> Handle(
        string id, string agentId, HttpContext http, AdministrationCommands commands)
    {
        var tenant = http.Principal().Tenant;
        if (!GuidId.TryParse<QueueId>(id, out var queue) || !GuidId.TryParse<AgentId>(agentId, out var agent))
            return Problem.NotFound();
        var outcome = await commands.Run(change => QueueCommands.RemoveMember(change, tenant, queue, agent));
        return outcome.Refusal == Refusal.None ? TypedResults.NoContent() : RefusalProblem.Of(outcome.Refusal);
    }
}
