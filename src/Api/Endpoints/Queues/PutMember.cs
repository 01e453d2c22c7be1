using LiveChat.Api.Auth;
using LiveChat.Api.Json;
using LiveChat.Api.Problems;
using LiveChat.Api.Validation;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Administration;
using LiveChat.Storage.Administration.Queues;

namespace LiveChat.Api.Endpoints.Queues;

/// <summary><c>PUT /v1/queues/{id}/agents/{agentId}</c>: adds the agent, or changes its membership.</summary>
internal static class PutMember
{
    private const int PriorityMax = 100;
    private const int DelaySecondsMax = 24 * 60 * 60;

    /// <param name="Priority">0–100; lower is served first.</param>
    /// <param name="DelaySeconds">0–86,400: how long a conversation must have waited.</param>
    public sealed record PutMemberRequest(int Priority = 1, int DelaySeconds = 0) : IMayBeEmpty;

    public static void Map(RouteGroupBuilder v1) => v1.MapPut("/queues/{id}/agents/{agentId}", Handle)
        .Requires(Permission.ManageTeam, Scope.AdminWrite)
        .Produces<MembershipView>()
        .Refuses(404, 409)
        .WithExample("""{"priority":1,"delaySeconds":0}""")
        .Described("Queues", "putQueueMember", "Add an agent to a queue");

    private static async Task<IResult> Handle(
        string id, string agentId, Body<PutMemberRequest> body, HttpContext http, AdministrationCommands commands)
    {
        var tenant = http.Principal().Tenant;
        if (!GuidId.TryParse<QueueId>(id, out var queue) || !GuidId.TryParse<AgentId>(agentId, out var agent))
            return Problem.NotFound();
        var findings = new Findings();
        var priority = findings.Within("priority", body.Value.Priority, 0, PriorityMax);
        var delaySeconds = findings.Within("delaySeconds", body.Value.DelaySeconds, 0, DelaySecondsMax);
        if (findings.Problem is { } problem) return problem;
        var outcome = await commands.Run(
            change => QueueCommands.PutMember(change, tenant, queue, agent, priority, delaySeconds));
        return outcome.Value is { } membership
            ? TypedResults.Ok(new MembershipView(agent, membership.Priority, membership.DelaySeconds))
            : RefusalProblem.Of(outcome.Refusal);
    }
}
