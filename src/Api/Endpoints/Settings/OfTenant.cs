using LiveChat.Api.Auth;
using LiveChat.Api.Json;
using LiveChat.Api.Problems;
using LiveChat.Api.Validation;
using LiveChat.Contracts.Directory;
using LiveChat.Storage.Administration;
using LiveChat.Storage.Administration.Queues;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Api.Endpoints.Settings;

/// <summary>
/// <c>GET|PUT|PATCH /v1/settings/livechat</c>: in force for every queue that has no settings of its own.
/// </summary>
internal static class OfTenant
{
    private const string Path = "/settings/livechat";

    public static void Map(RouteGroupBuilder v1)
    {
        v1.MapGet(Path, Get)
            .RequiresAny([Permission.ManageTeam, Permission.Supervise], Scope.AdminRead)
            .Produces<LiveChatSettings>()
            .Described("Settings", "getLiveChatSettings", "Get the tenant's live-chat settings");
        v1.MapPut(Path, (Body<LiveChatSettingsRequest> body, HttpContext http, AdministrationCommands commands) =>
                Set(body.Value, http, commands, _ => LiveChatSettings.TenantDefault))
            .AsEdit("putLiveChatSettings", "Replace the tenant's live-chat settings");
        v1.MapPatch(Path, (Body<LiveChatSettingsRequest> body, HttpContext http, AdministrationCommands commands) =>
                Set(body.Value, http, commands, present => present))
            .AsEdit("patchLiveChatSettings", "Change the tenant's live-chat settings");
    }

    internal static void AsEdit(this RouteHandlerBuilder endpoint, string name, string summary) => endpoint
        .Requires(Permission.ManageTeam, Scope.AdminWrite)
        .Produces<LiveChatSettings>()
        .Refuses(404, 412)
        .WithExample("""{"conversationsPerAgent":5,"waitingPerOnlineAgent":3}""")
        .Described("Settings", name, summary, "Acts at once.")
        .TakesHeader("If-Match", "The ETag of the settings that you saw; without it whatever is there is replaced.");

    private static async Task<IResult> Get(
        HttpContext http, IAdministrationDatabase database, CancellationToken cancel)
    {
        var id = http.Principal().Tenant;
        var tenant = await database.Read(
            (rows, token) => rows.Tenants.SingleAsync(row => row.Id == id, token), cancel);
        return SettingsVersion.Answer(http, tenant.Settings, tenant.SettingsVersion);
    }

    /// <param name="request">The settings to come.</param>
    /// <param name="http">The exchange.</param>
    /// <param name="commands">Runs the change.</param>
    /// <param name="otherwise">What stands for a field that is left out, given the present settings.</param>
    private static async Task<IResult> Set(
        LiveChatSettingsRequest request, HttpContext http, AdministrationCommands commands,
        Func<LiveChatSettings, LiveChatSettings> otherwise)
    {
        var id = http.Principal().Tenant;
        var findings = new Findings();
        request.Check(findings);
        if (findings.Problem is { } problem) return problem;
        if (!SettingsVersion.TryReadIfMatch(http.Request, out var seen)) return SettingsVersion.Malformed;
        var outcome = await commands.Run(change => SettingsCommands.SetOfTenant(
            change, id, seen, present => request.Over(otherwise(present))));
        return outcome.Value is { } tenant
            ? SettingsVersion.Answer(http, tenant.Settings, tenant.SettingsVersion)
            : RefusalProblem.Of(outcome.Refusal, LiveChatSettingsRequest.FieldOf(outcome.Refusal));
    }
}
