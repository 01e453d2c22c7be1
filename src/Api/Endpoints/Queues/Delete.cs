using LiveChat.Api.Auth;
using LiveChat.Api.Problems;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Administration;
using LiveChat.Storage.Administration.Queues;

namespace LiveChat.Api.Endpoints.Queues;

/// <summary><c>DELETE /v1/queues/{id}</c>: only without senders and open conversations.</summary>
internal static class Delete
{
    public static void Map(RouteGroupBuilder v1) => v1.MapDelete("/queues/{id}", Handle)
        .Requires(Permission.ManageTeam, Scope.AdminWrite)
        .Produces(StatusCodes.Status204NoContent)
        .Refuses(404, 409)
        .Described("Queues", "deleteQueue", "Delete a queue", "Refused with queue-in-use.");

    private static async Task<IResult> Handle(string id, HttpContext http, AdministrationCommands commands)
    {
        var tenant = http.Principal().Tenant;
        if (!GuidId.TryParse<QueueId>(id, out var queueId)) return Problem.NotFound();
        var outcome = await commands.Run(change => QueueCommands.Delete(change, tenant, queueId));
        return outcome.Refusal == Refusal.None ? TypedResults.NoContent() : RefusalProblem.Of(outcome.Refusal);
    }
}
