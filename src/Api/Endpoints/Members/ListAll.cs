using LiveChat.Api.Auth;
using LiveChat.Api.Lists;
using LiveChat.Api.Validation;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Administration;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Api.Endpoints.Members;

/// <summary><c>GET /v1/members</c>: oldest first, agents among them.</summary>
internal static class ListAll
{
    private const string ListName = "members";

    public static void Map(RouteGroupBuilder v1) => v1.MapGet("/members", Handle)
        .Requires(Permission.ManageTeam, Scope.AdminRead)
        .Produces<PageOf<MemberView>>()
        .Described("Members", "listMembers", "List members", "Oldest first, with a seat or without.")
        .TakesPage();

    private static async Task<IResult> Handle(
        HttpContext http, IAdministrationDatabase database, CancellationToken cancel)
    {
        var tenant = http.Principal().Tenant;
        var findings = new Findings();
        var page = Page.Of(http.Request, findings);
        var after = page.AfterId<MemberId>(ListName, findings);
        if (findings.Problem is { } problem) return problem;
        var found = await database.Read(
            (rows, token) => rows.Members
                .Where(row => row.Tenant == tenant && row.DeletedAt == null && row.Id.CompareTo(after) > 0)
                .OrderBy(row => row.Id).Take(page.Limit + 1).ToListAsync(token),
            cancel);
        return TypedResults.Ok(found.ToPage(page, MemberView.Of, row => Cursor.Of(ListName, row.Id.ToString())));
    }
}
