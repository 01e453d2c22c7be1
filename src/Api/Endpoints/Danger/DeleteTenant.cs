using LiveChat.Api.Auth;
using LiveChat.Api.Json;
using LiveChat.Api.Problems;
using LiveChat.Storage.Administration;
using LiveChat.Storage.Administration.Danger;
using LiveChat.Storage.Erasures;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Api.Endpoints.Danger;

/// <summary>
/// <c>POST /v1/danger/delete-tenant</c> by an admin, <c>DELETE /v1/platform/tenants/{slug}?confirm=</c> by the
/// operator: from the answer on nobody gets in and nothing goes out; a job erases all that the tenant had.
/// </summary>
internal static class DeleteTenant
{
    private const string Description =
        "From the answer on nobody signs in, keys are refused, nothing is taken or sent; the rest is erased in the "
        + "background.";

    public static void Map(RouteGroupBuilder v1)
    {
        v1.MapPost("/danger/delete-tenant", Handle)
            .AsDangerous("deleteOwnTenant", "Delete the tenant and all its data", Description)
            .Produces<DangerView>(StatusCodes.Status202Accepted);
        v1.MapDelete("/platform/tenants/{slug}", HandleOfPlatform)
            .RequiresPlatformKey()
            .Produces<DangerView>(StatusCodes.Status202Accepted)
            .Refuses(404, 422)
            .Described("Platform", "deleteTenant", "Delete a tenant and all its data", Description)
            .TakesQuery(("confirm", "The tenant's name, letter for letter"));
    }

    private static Task<IResult> Handle(
        Body<ConfirmRequest> body, HttpContext http, AdministrationCommands commands, DangerBell bell) =>
        DangerEndpoints.Order(
            commands, bell, http.Principal().Tenant, body.Value.Confirm, "/v1/danger", DangerCommands.DeleteTenant);

    private static async Task<IResult> HandleOfPlatform(
        string slug, HttpContext http, IAdministrationDatabase database, AdministrationCommands commands,
        DangerBell bell, CancellationToken cancel)
    {
        var tenant = await database.Read(
            (rows, token) => rows.PresentTenants.FirstOrDefaultAsync(row => row.Slug == slug, token),
            cancel);
        if (tenant is null) return Problem.NotFound();
        return await DangerEndpoints.Order(
            commands, bell, tenant.Id, http.Request.Query["confirm"].ToString(), "/v1/platform/danger",
            DangerCommands.DeleteTenant);
    }
}
