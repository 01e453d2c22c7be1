using System.Globalization;
using LiveChat.Api.Auth;
using LiveChat.Api.Lists;
using LiveChat.Api.Problems;
using LiveChat.Api.Validation;
using LiveChat.Storage.Administration;
using LiveChat.Storage.Administration.Audit;

namespace LiveChat.Api.Endpoints.Audit;

/// <summary><c>GET /v1/audit</c>, <c>GET /v1/platform/audit</c>: newest first.</summary>
internal static class ListAll
{
    private const string ListName = "audit";

    public static void Map(RouteGroupBuilder v1)
    {
        v1.MapGet("/audit", Handle)
            .Requires(Permission.ManageTeam, Scope.AdminRead)
            .Produces<PageOf<AuditView>>()
            .Described("Audit", "listAudit", "List what was administered",
                "Newest first. Nobody can change or delete a row.")
            .TakesAuditQuery()
            .TakesPage();
        v1.MapGet("/platform/audit", Handle)
            .RequiresPlatformKey()
            .Produces<PageOf<AuditView>>()
            .Refuses(404)
            .Described("Audit", "listPlatformAudit", "List what the platform's operator did", "Newest first.")
            .TakesAuditQuery()
            .TakesQuery(("tenant", "A tenant's slug"))
            .TakesPage();
    }

    private static async Task<IResult> Handle(
        HttpContext http, IAdministrationDatabase database, CancellationToken cancel)
    {
        var findings = new Findings();
        var page = Page.Of(http.Request, findings);
        var before = Before(page, findings);
        var filter = AuditQuery.Read(http.Request.Query, findings);
        if (findings.Problem is { } problem) return problem;
        var chain = AuditQuery.ChainOf(http);
        if (chain == AuditRow.Platform)
        {
            (var found, filter) = await AuditQuery.OfTenant(http.Request.Query, filter, database, cancel);
            if (!found) return Problem.NotFound();
        }

        var rows = await database.Read(
            (it, token) => AuditReading.Page(it, chain, filter, before, page.Limit + 1, token), cancel);
        return TypedResults.Ok(rows.ToPage(
            page, AuditView.Of, it => Cursor.Of(ListName, it.Number.ToString(CultureInfo.InvariantCulture))));
    }

    private static long Before(Page page, Findings findings)
    {
        var number = page.AfterVersion(ListName, findings);
        return number == 0 ? long.MaxValue : number;
    }
}
