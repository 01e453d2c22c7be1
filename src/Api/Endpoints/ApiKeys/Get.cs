using LiveChat.Api.Auth;
using LiveChat.Api.Problems;
using LiveChat.Storage.Administration;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Api.Endpoints.ApiKeys;

/// <summary><c>GET /v1/api-keys/{id}</c>: with what came with it in the last twelve months.</summary>
internal static class Get
{
    public static void Map(RouteGroupBuilder v1) => v1.MapGet("/api-keys/{id}", Handle)
        .Requires(Permission.AccessApiKeys, Scope.AdminRead)
        .Produces<ApiKeyView>()
        .Refuses(404)
        .Described("API keys", "getApiKey", "Get an API key",
            "Without the key itself; with its usage by month, in UTC.");

    private static async Task<IResult> Handle(
        string id, HttpContext http, IAdministrationDatabase database, ApiKeyViews views, CancellationToken cancel)
    {
        var tenant = http.Principal().Tenant;
        if (!Guid.TryParseExact(id, "N", out var keyId)) return Problem.NotFound();
        var key = await database.Read(
            (rows, token) => rows.ApiKeys.FirstOrDefaultAsync(
                row => row.Tenant == tenant && row.Id == keyId, token),
            cancel);
        return key is null ? Problem.NotFound() : TypedResults.Ok(await views.WithMonths(key, cancel));
    }
}
