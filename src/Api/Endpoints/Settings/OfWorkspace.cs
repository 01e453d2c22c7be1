using LiveChat.Api.Auth;
using LiveChat.Api.Json;
using LiveChat.Api.Validation;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Administration;
using LiveChat.Storage.Administration.Settings;

namespace LiveChat.Api.Endpoints.Settings;

/// <summary>
/// <c>GET|PUT|PATCH /v1/settings/workspace</c>: what members may do in the workspace, and over that each role.
/// </summary>
internal static class OfWorkspace
{
    private const string Path = "/settings/workspace";
    private const string Example = """{"markImportant":true,"roles":{"agent":{"askForHelp":false}}}""";

    public static void Map(RouteGroupBuilder v1)
    {
        v1.MapGet(Path, (HttpContext http, IAdministrationDatabase database, CancellationToken cancel) =>
                SettingResource.Get(http, database, SettingKind.Workspace, Shown, cancel))
            .AsResource<WorkspaceSettings>("getWorkspacePermissions", "Get the permissions of the workspace");
        v1.MapPut(Path, (Body<WorkspaceSettings> body, HttpContext http, AdministrationCommands commands) =>
                Set(body.Value, http, commands, _ => new WorkspaceRules()))
            .AsResourceEdit<WorkspaceSettings>(
                "putWorkspacePermissions", "Replace the permissions of the workspace", Example);
        v1.MapPatch(Path, (Body<WorkspaceSettings> body, HttpContext http, AdministrationCommands commands) =>
                Set(body.Value, http, commands, present => present))
            .AsResourceEdit<WorkspaceSettings>(
                "patchWorkspacePermissions", "Change the permissions of the workspace", Example);
    }

    private static async Task<IResult> Set(
        WorkspaceSettings request, HttpContext http, AdministrationCommands commands,
        Func<WorkspaceRules, WorkspaceRules> otherwise)
    {
        var findings = new Findings();
        var roles = findings.Given("roles", request.Roles)?.Given(findings, "roles.") ?? [];
        CheckAvailable(findings, "", request);
        foreach (var (_, field, switches) in roles) CheckAvailable(findings, $"{field}.", switches);
        if (findings.Problem is { } problem) return problem;
        return await SettingResource.Set(
            http, commands, SettingKind.Workspace,
            present => Over(otherwise(present), request, roles), Shown);
    }

    private static WorkspaceRules Over(
        WorkspaceRules rules, WorkspaceSettings request,
        IReadOnlyList<(Role Role, string Field, WorkspaceSwitches Value)> roles) => new()
        {
            Tenant = rules.Tenant.With(Kept(request)),
            Roles = rules.Roles.With(roles, Kept),
        };

    /// <summary>What cannot be on is not kept: once it can, it starts from its default.</summary>
    private static IEnumerable<(WorkspaceAction Action, Optional<bool?> Given)> Kept(WorkspaceSwitches switches) =>
        switches.Each().Where(it => WorkspaceRules.Available.Contains(it.Action));

    /// <summary>What the product cannot do yet can only be off.</summary>
    private static void CheckAvailable(Findings findings, string prefix, WorkspaceSwitches switches)
    {
        foreach (var (action, given) in switches.Each())
        {
            findings.NotAvailableUnless(
                given.Value != true || WorkspaceRules.Available.Contains(action),
                prefix + PermissionNames.Of(action));
        }
    }

    private static WorkspaceSettings Shown(WorkspaceRules rules) =>
        WorkspaceSwitches.Of<WorkspaceSettings>(action => rules.Allows(action)) with
        {
            Roles = ByRole<WorkspaceSwitches>.Of(
                role => WorkspaceSwitches.Of<WorkspaceSwitches>(action => rules.OfRole(role, action))),
        };
}
