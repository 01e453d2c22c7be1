using LiveChat.Api.Auth;
using LiveChat.Api.Problems;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Administration;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Api.Endpoints.Senders;

/// <summary><c>GET /v1/senders/{id}</c>.</summary>
internal static class Get
{
    public static void Map(RouteGroupBuilder v1) => v1.MapGet("/senders/{id}", Handle)
        .Requires(Permission.ManageTeam, Scope.AdminRead)
        .Produces<SenderView>()
        .Refuses(404)
        .Described("Senders", "getSender", "Get a sender");

    private static async Task<IResult> Handle(
        string id, HttpContext http, IAdministrationDatabase database, SenderViews views, CancellationToken cancel)
    {
        var tenant = http.Principal().Tenant;
        if (!GuidId.TryParse<SenderId>(id, out var senderId)) return Problem.NotFound();
        var sender = await database.Read(
            (rows, token) => rows.Senders.FirstOrDefaultAsync(
                row => row.Tenant == tenant && row.Id == senderId, token),
            cancel);
        return sender is null ? Problem.NotFound() : TypedResults.Ok(views.Of(sender, http.Request));
    }
}
