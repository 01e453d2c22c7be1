using System.Text.Json.Serialization;
using LiveChat.Api.Auth;
using LiveChat.Api.Endpoints.Agents;
using LiveChat.Api.Endpoints.Settings;
using LiveChat.Api.Problems;
using LiveChat.Contracts.Directory;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Administration;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Api.Endpoints.Me;

/// <summary><c>GET /v1/me</c>: the member who is signed in.</summary>
internal static class GetMe
{
    /// <summary>
    /// <c>Permissions</c> are in camelCase. <c>Workspace</c> tells which of its actions are allowed, so that the others
    /// can be left out of sight. <c>Agent</c> is there for members with a seat.
    /// </summary>
    public sealed record MeView(
        MemberId Id, string Username, string DisplayName, string? Email, string? Phone, Role Role, MyTenantView Tenant,
        IReadOnlyList<string> Permissions, WorkspaceSwitches Workspace,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] AgentView? Agent);

    public sealed record MyTenantView(TenantId Id, string Slug, string Name, string TimeZone, string Language);

    public static void Map(RouteGroupBuilder v1) => v1.MapGet("/me", Handle)
        .RequiresMember()
        .AllowsBeforeEnrolment()
        .Produces<MeView>()
        .Described("Me", "getMe", "Get the signed-in member");

    private static Task<IResult> Handle(
        HttpContext http, IAdministrationDatabase database, IDirectory directory, AgentViews views,
        CancellationToken cancel) => View(http.Principal(), database, directory, views, cancel);

    /// <summary>The member as it is now.</summary>
    public static async Task<IResult> View(
        Principal caller, IAdministrationDatabase database, IDirectory directory, AgentViews views,
        CancellationToken cancel)
    {
        var owner = await directory.Tenant(caller.Tenant, cancel);
        var member = await database.Read(
            (rows, token) => rows.Members.FirstOrDefaultAsync(
                row => row.Tenant == caller.Tenant && row.Id == caller.Member && row.DeletedAt == null, token),
            cancel);
        if (owner is null || member is null) return Problem.Credentials();
        return TypedResults.Ok(new MeView(
            member.Id, member.Username, member.DisplayName, member.Email, member.Phone, member.Role,
            new MyTenantView(owner.Id, owner.Slug, owner.Name, owner.TimeZone, owner.Language),
            [.. caller.Permissions.Order().Select(PermissionNames.Of)],
            WorkspaceSwitches.Of<WorkspaceSwitches>(it => caller.Workspace.Contains(it)),
            member.HasSeat ? await views.Of(member, cancel) : null));
    }
}
