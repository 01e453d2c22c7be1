using LiveChat.Api.Auth;
using LiveChat.Api.Lists;
using LiveChat.Api.Validation;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Administration;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Api.Endpoints.Queues;

/// <summary><c>GET /v1/queues</c>: oldest first.</summary>
internal static class ListAll
{
    private const string ListName = "queues";

    public static void Map(RouteGroupBuilder v1) => v1.MapGet("/queues", Handle)
        .RequiresAny([Permission.ManageTeam, Permission.Supervise], Scope.AdminRead)
        .Produces<PageOf<QueueView>>()
        .Described("Queues", "listQueues", "List queues", "Oldest first, without their members.")
        .TakesPage();

    private static async Task<IResult> Handle(
        HttpContext http, IAdministrationDatabase database, QueueViews views, CancellationToken cancel)
    {
        var tenant = http.Principal().Tenant;
        var findings = new Findings();
        var page = Page.Of(http.Request, findings);
        var after = page.AfterId<QueueId>(ListName, findings);
        if (findings.Problem is { } problem) return problem;
        var found = await database.Read(
            (rows, token) => rows.Queues
                .Where(row => row.Tenant == tenant && row.Id.CompareTo(after) > 0)
                .OrderBy(row => row.Id).Take(page.Limit + 1).ToListAsync(token),
            cancel);
        var shown = await Task.WhenAll(found.Take(page.Limit).Select(row => views.Of(row, cancel)));
        var next = found.Count > page.Limit ? Cursor.Of(ListName, shown[^1].Id.ToString()) : null;
        return TypedResults.Ok(new PageOf<QueueView>(shown, next));
    }
}
