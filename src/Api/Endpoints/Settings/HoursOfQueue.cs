using LiveChat.Api.Auth;
using LiveChat.Api.Json;
using LiveChat.Api.Problems;
using LiveChat.Api.Validation;
using LiveChat.Contracts.Directory;
using LiveChat.Core.Hours;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Administration;
using LiveChat.Storage.Administration.Queues;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Api.Endpoints.Settings;

/// <summary>
/// <c>GET|PUT|DELETE /v1/queues/{id}/hours</c>: the queue's own, else the tenant's. With <c>?at=</c>, GET tells how the
/// queue stands at that instant.
/// </summary>
internal static class HoursOfQueue
{
    private const string Path = "/queues/{id}/hours";
    private const string At = "at";

    /// <param name="Open">Whether it serves.</param>
    /// <param name="Admits">Whether it takes in new conversations: not in the last part before the end of
    /// service.</param>
    /// <param name="NextChange">When open turns to closed, or closed to open; null: never.</param>
    public sealed record StandingView(bool Open, bool Admits, DateTimeOffset? NextChange);

    public static void Map(RouteGroupBuilder v1)
    {
        v1.MapGet(Path, Get)
            .RequiresAny([Permission.ManageTeam, Permission.Supervise], Scope.AdminRead)
            .Produces<HoursFields>()
            .Refuses(404)
            .Described(
                "Hours", "getQueueHours", "Get a queue's opening hours",
                "With at, instead: {\"open\",\"admits\",\"nextChange\"} at that instant.")
            .TakesQuery((At, "An instant, as in RFC 3339"));
        v1.MapPut(Path, Put)
            .AsEditOfHours()
            .Produces<HoursFields>()
            .WithExample(HoursOfTenant.Example)
            .Described("Hours", "putQueueHours", "Replace a queue's opening hours", "Acts at once.");
        v1.MapDelete(Path, Delete)
            .AsEditOfHours()
            .Produces(StatusCodes.Status204NoContent)
            .Described("Hours", "deleteQueueHours", "Remove a queue's own opening hours", "It has the tenant's again.");
    }

    private static async Task<IResult> Get(
        string id, HttpContext http, IDirectory directory, IAdministrationDatabase database, CancellationToken cancel)
    {
        var tenant = http.Principal().Tenant;
        var findings = new Findings();
        var at = findings.Time(At, http.Request.Query);
        if (findings.Problem is { } problem) return problem;
        if (!GuidId.TryParse<QueueId>(id, out var queueId)) return Problem.NotFound();
        if (at is null) return await Show(http, tenant, queueId, database, cancel);
        if (await directory.Queue(tenant, queueId, cancel) is not { } queue) return Problem.NotFound();
        var standing = queue.Hours.StandingAt(at.Value, queue.Rules.CloseQueueBeforeEnd);
        return TypedResults.Ok(new StandingView(standing.Open, standing.Admits, standing.NextChange));
    }

    private static async Task<IResult> Show(
        HttpContext http, TenantId tenant, QueueId id, IAdministrationDatabase database, CancellationToken cancel)
    {
        var (found, inForce) = await database.Read(
            async (rows, token) =>
            {
                var queue = await rows.Queues.FirstOrDefaultAsync(
                    row => row.Tenant == tenant && row.Id == id, token);
                if (queue is null || queue.Hours is not null) return (queue, queue?.Hours);
                var owner = await rows.Tenants.SingleAsync(row => row.Id == tenant, token);
                return (queue, await HoursOfTenant.InForce(rows, owner, token));
            },
            cancel);
        if (found is null) return Problem.NotFound();
        var hours = HoursFields.Of(inForce!) with { Inherited = found.Hours is null };
        return SettingsVersion.Answer(http, hours, found.HoursVersion);
    }

    private static async Task<IResult> Put(
        string id, Body<HoursFields> body, HttpContext http, AdministrationCommands commands)
    {
        var findings = new Findings();
        var hours = findings.Hours(body.Value);
        if (findings.Problem is { } problem) return problem;
        var outcome = await Set(id, http, commands, hours);
        return outcome.Answer ?? SettingsVersion.Answer(
            http, HoursFields.Of(hours) with { Inherited = false }, outcome.Queue!.HoursVersion);
    }

    private static async Task<IResult> Delete(string id, HttpContext http, AdministrationCommands commands) =>
        (await Set(id, http, commands, null)).Answer ?? TypedResults.NoContent();

    private static async Task<(IResult? Answer, QueueRow? Queue)> Set(
        string id, HttpContext http, AdministrationCommands commands, HoursDefinition? hours)
    {
        var tenant = http.Principal().Tenant;
        if (!GuidId.TryParse<QueueId>(id, out var queueId)) return (Problem.NotFound(), null);
        if (!SettingsVersion.TryReadIfMatch(http.Request, out var seen)) return (SettingsVersion.Malformed, null);
        var outcome = await commands.Run(change => HoursCommands.SetOfQueue(change, tenant, queueId, seen, hours));
        return outcome.Value is { } queue ? (null, queue) : (RefusalProblem.Of(outcome.Refusal), null);
    }
}
