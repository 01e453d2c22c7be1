using LiveChat.Api.Auth;
using LiveChat.Api.Lists;
using LiveChat.Api.Validation;
using LiveChat.Storage.Administration;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Api.Endpoints.ApiKeys;

/// <summary><c>GET /v1/api-keys</c>: oldest first.</summary>
internal static class ListAll
{
    private const string ListName = "api-keys";

    public static void Map(RouteGroupBuilder v1) => v1.MapGet("/api-keys", Handle)
        .Requires(Permission.AccessApiKeys, Scope.AdminRead)
        .Produces<PageOf<ApiKeyView>>()
        .Described("API keys", "listApiKeys", "List API keys",
            "Oldest first, without the keys themselves, with the usage of each in this month (UTC).")
        .TakesPage();

    private static async Task<IResult> Handle(
        HttpContext http, IAdministrationDatabase database, ApiKeyViews views, CancellationToken cancel)
    {
        var tenant = http.Principal().Tenant;
        var findings = new Findings();
        var page = Page.Of(http.Request, findings);
        var after = page.IdOr(Guid.Empty, ListName, findings);
        if (findings.Problem is { } problem) return problem;
        var found = await database.Read(
            (rows, token) => rows.ApiKeys
                .Where(row => row.Tenant == tenant && row.Id.CompareTo(after) > 0)
                .OrderBy(row => row.Id).Take(page.Limit + 1).ToListAsync(token),
            cancel);
        var shown = await views.Of(tenant, [.. found.Take(page.Limit)], cancel);
        var next = found.Count > page.Limit ? Cursor.Of(ListName, shown[^1].Id) : null;
        return TypedResults.Ok(new PageOf<ApiKeyView>(shown, next));
    }
}
