using LiveChat.Api.Auth;
using LiveChat.Api.Problems;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Administration;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Api.Endpoints.Queues;

/// <summary><c>GET /v1/queues/{id}</c>: with its members and live figures.</summary>
internal static class Get
{
    public static void Map(RouteGroupBuilder v1) => v1.MapGet("/queues/{id}", Handle)
        .RequiresAny([Permission.ManageTeam, Permission.Supervise], Scope.AdminRead)
        .Produces<QueueView>()
        .Refuses(404)
        .Described("Queues", "getQueue", "Get a queue");

    private static async Task<IResult> Handle(
        string id, HttpContext http, IAdministrationDatabase database, QueueViews views, CancellationToken cancel)
    {
        var tenant = http.Principal().Tenant;
        if (!GuidId.TryParse<QueueId>(id, out var queueId)) return Problem.NotFound();
        var queue = await database.Read(
            (rows, token) => rows.Queues.FirstOrDefaultAsync(
                row => row.Tenant == tenant && row.Id == queueId, token),
            cancel);
        return queue is null ? Problem.NotFound() : TypedResults.Ok(await views.WithMembers(queue, cancel));
    }
}
