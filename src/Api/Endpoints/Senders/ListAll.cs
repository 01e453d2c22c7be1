using LiveChat.Api.Auth;
using LiveChat.Api.Lists;
using LiveChat.Api.Validation;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Administration;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Api.Endpoints.Senders;

/// <summary><c>GET /v1/senders</c>: oldest first.</summary>
internal static class ListAll
{
    private const string ListName = "senders";

    public static void Map(RouteGroupBuilder v1) => v1.MapGet("/senders", Handle)
        .Requires(Permission.ManageTeam, Scope.AdminRead)
        .Produces<PageOf<SenderView>>()
        .Described("Senders", "listSenders", "List senders", "Oldest first.")
        .TakesPage();

    private static async Task<IResult> Handle(
        HttpContext http, IAdministrationDatabase database, SenderViews views, CancellationToken cancel)
    {
        var tenant = http.Principal().Tenant;
        var findings = new Findings();
        var page = Page.Of(http.Request, findings);
        var after = page.AfterId<SenderId>(ListName, findings);
        if (findings.Problem is { } problem) return problem;
        var found = await database.Read(
            (rows, token) => rows.Senders
                .Where(row => row.Tenant == tenant && row.Id.CompareTo(after) > 0)
                .OrderBy(row => row.Id).Take(page.Limit + 1).ToListAsync(token),
            cancel);
        return TypedResults.Ok(found.ToPage(
            page, row => views.Of(row, http.Request), row => Cursor.Of(ListName, row.Id.ToString())));
    }
}
