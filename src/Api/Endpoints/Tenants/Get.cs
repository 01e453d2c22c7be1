using LiveChat.Api.Auth;
using LiveChat.Api.Problems;
using LiveChat.Storage.Administration;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Api.Endpoints.Tenants;

/// <summary><c>GET /v1/platform/tenants/{slug}</c>.</summary>
internal static class Get
{
    public static void Map(RouteGroupBuilder v1) => v1.MapGet("/platform/tenants/{slug}", Handle)
        .RequiresPlatformKey()
        .Produces<TenantView>()
        .Refuses(404)
        .Described("Platform", "getTenant", "Get a tenant");

    private static async Task<IResult> Handle(
        string slug, IAdministrationDatabase database, CancellationToken cancel) =>
        await database.Read(
            async (rows, token) => await rows.PresentTenants.FirstOrDefaultAsync(
                row => row.Slug == slug, token) is { } row
                ? TenantView.Of(row, await rows.AgentsOf(row.Id).CountAsync(token))
                : null,
            cancel) is { } view
            ? TypedResults.Ok(view)
            : Problem.NotFound();
}
