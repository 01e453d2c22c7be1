using LiveChat.Api.Auth;
using LiveChat.Api.Problems;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Administration;
using LiveChat.Storage.Administration.Senders;

namespace LiveChat.Api.Endpoints.Senders;

/// <summary><c>DELETE /v1/senders/{id}</c>: its address is free again; MO for it are unknown from now on.</summary>
internal static class Delete
{
    public static void Map(RouteGroupBuilder v1) => v1.MapDelete("/senders/{id}", Handle)
        .Requires(Permission.ManageTeam, Scope.AdminWrite)
        .Produces(StatusCodes.Status204NoContent)
        .Refuses(404)
        .Described("Senders", "deleteSender", "Delete a sender");

    private static async Task<IResult> Handle(string id, HttpContext http, AdministrationCommands commands)
    {
        var tenant = http.Principal().Tenant;
        if (!GuidId.TryParse<SenderId>(id, out var senderId)) return Problem.NotFound();
        var outcome = await commands.Run(change => SenderCommands.Delete(change, tenant, senderId));
        return outcome.Refusal == Refusal.None ? TypedResults.NoContent() : RefusalProblem.Of(outcome.Refusal);
    }
}
