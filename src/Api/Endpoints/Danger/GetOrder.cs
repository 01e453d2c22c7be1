using LiveChat.Api.Auth;
using LiveChat.Api.Problems;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Administration;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Api.Endpoints.Danger;

/// <summary>
/// <c>GET /v1/danger/{id}</c>, <c>GET /v1/platform/danger/{id}</c>: how far an order is. Of a tenant's deletion only
/// the operator can ask.
/// </summary>
internal static class GetOrder
{
    public static void Map(RouteGroupBuilder v1)
    {
        v1.MapGet("/danger/{id}", (string id, HttpContext http, IAdministrationDatabase database, CancellationToken it)
                => Handle(id, http.Principal().Tenant, database, it))
            .Requires(Permission.ManageTeam)
            .OfAdmins()
            .Produces<DangerView>()
            .Refuses(404)
            .Described("Danger zone", "getDangerOrder", "Get how far an order is");
        v1.MapGet("/platform/danger/{id}", (string id, IAdministrationDatabase database, CancellationToken it)
                => Handle(id, null, database, it))
            .RequiresPlatformKey()
            .Produces<DangerView>()
            .Refuses(404)
            .Described("Platform", "getPlatformDangerOrder", "Get how far an order is");
    }

    private static async Task<IResult> Handle(
        string id, TenantId? tenant, IAdministrationDatabase database, CancellationToken cancel)
    {
        if (!Guid.TryParseExact(id, "N", out var jobId)) return Problem.NotFound();
        var job = await database.Read(
            (rows, token) => rows.DangerJobs.FirstOrDefaultAsync(
                row => row.Id == jobId && (tenant == null || row.Tenant == tenant), token),
            cancel);
        return job is null ? Problem.NotFound() : TypedResults.Ok(DangerView.Of(job));
    }
}
