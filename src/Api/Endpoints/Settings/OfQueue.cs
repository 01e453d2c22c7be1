using LiveChat.Api.Auth;
using LiveChat.Api.Json;
using LiveChat.Api.Problems;
using LiveChat.Api.Validation;
using LiveChat.Contracts.Directory;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Administration;
using LiveChat.Storage.Administration.Queues;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Api.Endpoints.Settings;

/// <summary><c>GET|PUT|PATCH /v1/queues/{id}/settings</c>: what the queue does not inherit.</summary>
internal static class OfQueue
{
    private const string Path = "/queues/{id}/settings";

    public static void Map(RouteGroupBuilder v1)
    {
        v1.MapGet(Path, Get)
            .RequiresAny([Permission.ManageTeam, Permission.Supervise], Scope.AdminRead)
            .Produces<LiveChatSettings>()
            .Refuses(404)
            .Described("Settings", "getQueueSettings", "Get a queue's own settings", "Null is the tenant's.");
        v1.MapPut(
                Path,
                (string id, Body<LiveChatSettingsRequest> body, HttpContext http, AdministrationCommands commands) =>
                    Set(id, body.Value, http, commands, _ => LiveChatSettings.QueueDefault))
            .AsEdit("putQueueSettings", "Replace a queue's own settings");
        v1.MapPatch(
                Path,
                (string id, Body<LiveChatSettingsRequest> body, HttpContext http, AdministrationCommands commands) =>
                    Set(id, body.Value, http, commands, present => present))
            .AsEdit("patchQueueSettings", "Change a queue's own settings");
    }

    private static async Task<IResult> Get(
        string id, HttpContext http, IAdministrationDatabase database, CancellationToken cancel)
    {
        var tenant = http.Principal().Tenant;
        if (!GuidId.TryParse<QueueId>(id, out var queueId)) return Problem.NotFound();
        var queue = await database.Read(
            (rows, token) => rows.Queues.FirstOrDefaultAsync(
                row => row.Tenant == tenant && row.Id == queueId, token),
            cancel);
        return queue is null
            ? Problem.NotFound()
            : SettingsVersion.Answer(http, queue.Settings, queue.SettingsVersion);
    }

    private static async Task<IResult> Set(
        string id, LiveChatSettingsRequest request, HttpContext http, AdministrationCommands commands,
        Func<LiveChatSettings, LiveChatSettings> otherwise)
    {
        var tenant = http.Principal().Tenant;
        if (!GuidId.TryParse<QueueId>(id, out var queueId)) return Problem.NotFound();
        var findings = new Findings();
        request.Check(findings);
        if (findings.Problem is { } problem) return problem;
        if (!SettingsVersion.TryReadIfMatch(http.Request, out var seen)) return SettingsVersion.Malformed;
        var outcome = await commands.Run(change => SettingsCommands.SetOfQueue(
            change, tenant, queueId, seen, present => request.Over(otherwise(present))));
        return outcome.Value is { } queue
            ? SettingsVersion.Answer(http, queue.Settings, queue.SettingsVersion)
            : RefusalProblem.Of(outcome.Refusal, LiveChatSettingsRequest.FieldOf(outcome.Refusal));
    }
}
