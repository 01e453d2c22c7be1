using LiveChat.Api.Auth;
using LiveChat.Api.Lists;
using LiveChat.Api.Validation;
using LiveChat.Storage.Administration;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Api.Endpoints.Tenants;

/// <summary><c>GET /v1/platform/tenants</c>: by slug.</summary>
internal static class ListAll
{
    private const string ListName = "tenants";

    public static void Map(RouteGroupBuilder v1) => v1.MapGet("/platform/tenants", Handle)
        .RequiresPlatformKey()
        .Produces<PageOf<TenantView>>()
        .Described("Platform", "listTenants", "List tenants", "By slug.")
        .TakesPage();

    private static async Task<IResult> Handle(
        HttpContext http, IAdministrationDatabase database, CancellationToken cancel)
    {
        var findings = new Findings();
        var page = Page.Of(http.Request, findings);
        var after = page.After(ListName, 1, findings)?[0] ?? "";
        if (findings.Problem is { } problem) return problem;
        var found = await database.Read(
            (rows, token) => rows.PresentTenants
                .Where(row => row.Slug.CompareTo(after) > 0)
                .OrderBy(row => row.Slug)
                .Select(row => new
                {
                    Tenant = row,
                    SeatsUsed = rows.Members.Count(
                        member => member.Tenant == row.Id && member.HasSeat && member.DeletedAt == null),
                })
                .Take(page.Limit + 1).ToListAsync(token),
            cancel);
        return TypedResults.Ok(found.ToPage(
            page, it => TenantView.Of(it.Tenant, it.SeatsUsed), it => Cursor.Of(ListName, it.Tenant.Slug)));
    }
}
