using LiveChat.Api.Auth;
using LiveChat.Api.Json;
using LiveChat.Api.Validation;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Administration;
using LiveChat.Storage.Administration.Settings;

namespace LiveChat.Api.Endpoints.Settings;

/// <summary>
/// <c>GET|PUT|PATCH /v1/settings/roles</c>: the matrix of roles and permissions (R3.3). Of members only admins change
/// it: whoever else manages the team could give itself what it lacks.
/// </summary>
internal static class OfRoles
{
    private const string Path = "/settings/roles";
    private const string Example = """{"agent":{"viewConversations":true},"viewer":{"viewAnalytics":false}}""";

    /// <summary>What a role may do; null is the default.</summary>
    public sealed record RolePermissions
    {
        public Optional<bool?> ViewConversations { get; init; }
        public Optional<bool?> ReplyInInbox { get; init; }
        public Optional<bool?> ManageKnowledgeBase { get; init; }
        public Optional<bool?> CreateCampaigns { get; init; }
        public Optional<bool?> EditBotConfig { get; init; }
        public Optional<bool?> ViewAnalytics { get; init; }

        /// <summary>Of admins always true.</summary>
        public Optional<bool?> ManageTeam { get; init; }
        public Optional<bool?> AccessApiKeys { get; init; }

        internal IEnumerable<(Permission Permission, Optional<bool?> Given)> Each() =>
        [
            (Permission.ViewConversations, ViewConversations),
            (Permission.ReplyInInbox, ReplyInInbox),
            (Permission.ManageKnowledgeBase, ManageKnowledgeBase),
            (Permission.CreateCampaigns, CreateCampaigns),
            (Permission.EditBotConfig, EditBotConfig),
            (Permission.ViewAnalytics, ViewAnalytics),
            (Permission.ManageTeam, ManageTeam),
            (Permission.AccessApiKeys, AccessApiKeys),
        ];

        internal static RolePermissions Of(Func<Permission, bool> of) => new()
        {
            ViewConversations = of(Permission.ViewConversations),
            ReplyInInbox = of(Permission.ReplyInInbox),
            ManageKnowledgeBase = of(Permission.ManageKnowledgeBase),
            CreateCampaigns = of(Permission.CreateCampaigns),
            EditBotConfig = of(Permission.EditBotConfig),
            ViewAnalytics = of(Permission.ViewAnalytics),
            ManageTeam = of(Permission.ManageTeam),
            AccessApiKeys = of(Permission.AccessApiKeys),
        };
    }

    public static void Map(RouteGroupBuilder v1)
    {
        v1.MapGet(Path, (HttpContext http, IAdministrationDatabase database, CancellationToken cancel) =>
                SettingResource.Get(http, database, SettingKind.Roles, Shown, cancel))
            .AsResource<ByRole<RolePermissions>>("getRoles", "Get what each role may do");
        v1.MapPut(Path, (Body<ByRole<RolePermissions>> body, HttpContext http, AdministrationCommands commands) =>
                Set(body.Value, http, commands, _ => new RoleRules()))
            .AsResourceEdit<ByRole<RolePermissions>>("putRoles", "Replace what each role may do", Example)
            .OfAdmins();
        v1.MapPatch(Path, (Body<ByRole<RolePermissions>> body, HttpContext http, AdministrationCommands commands) =>
                Set(body.Value, http, commands, present => present))
            .AsResourceEdit<ByRole<RolePermissions>>("patchRoles", "Change what each role may do", Example)
            .OfAdmins();
    }

    private static async Task<IResult> Set(
        ByRole<RolePermissions> request, HttpContext http, AdministrationCommands commands,
        Func<RoleRules, RoleRules> otherwise)
    {
        var findings = new Findings();
        var roles = request.Given(findings);
        foreach (var (role, field, permissions) in roles) CheckFixed(findings, role, field, permissions);
        if (findings.Problem is { } problem) return problem;
        return await SettingResource.Set(
            http, commands, SettingKind.Roles,
            present => new RoleRules { Set = otherwise(present).Set.With(roles, it => it.Each()) }, Shown);
    }

    private static void CheckFixed(Findings findings, Role role, string field, RolePermissions permissions)
    {
        foreach (var (permission, given) in permissions.Each())
        {
            findings.Require(
                given.Value != false || !RoleRules.IsFixed(role, permission),
                $"{field}.{PermissionNames.Of(permission)}", "must be true: somebody has to manage the team");
        }
    }

    private static ByRole<RolePermissions> Shown(RoleRules rules) =>
        ByRole<RolePermissions>.Of(role => RolePermissions.Of(permission => rules.Has(role, permission)));
}
