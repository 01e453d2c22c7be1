using LiveChat.Api.Auth;
using LiveChat.Api.Problems;
using LiveChat.Api.Views;
using LiveChat.Contracts.Actors;
using LiveChat.Contracts.Conversations;
using LiveChat.Contracts.Directory;
using LiveChat.Contracts.Queues;
using LiveChat.Core.Conversations;
using LiveChat.Core.Primitives;
using LiveChat.Core.Queues;
using LiveChat.Storage.Conversations;

namespace LiveChat.Api.Endpoints.Conversations;

/// <summary>
/// <c>GET /v1/conversations/{id}/routing</c>: why each agent got it, and why it still waits (R1.13). What was decided
/// is read from the log; what still waits is explained by its queue as things stand.
/// </summary>
internal static class ExplainRouting
{
    private const int AgentsMax = 50;
    private const int EventsPageMax = 1_000;

    public static void Map(RouteGroupBuilder v1) => v1.MapGet("/conversations/{id}/routing", Handle)
        .RequiresAny([Permission.ViewConversations, Permission.AgentWorkspace], Scope.ConversationsRead)
        .Produces<RoutingView>()
        .Refuses(404)
        .Described("Conversations", "explainRouting", "Explain how a conversation was routed",
            "Each decision with the agents considered and left out, by rule; while it waits, what it waits for.");

    private static async Task<IResult> Handle(
        string id, HttpContext http, IConversationStore store, IDirectory directory, IActors actors, TimeProvider time,
        CancellationToken cancel)
    {
        if (await store.Visible(id, http.Principal(), cancel) is not { } head) return Problem.NotFound();
        var decisions = await Decisions(head, store, cancel);
        var queue = head.Queue is { } standsIn ? await directory.Queue(head.Tenant, standsIn, cancel) : null;
        var wait = await WaitOf(head, actors, cancel);
        if (wait is not null)
            decisions.Add(RoutingDecisionView.Of(time.GetUtcNow(), head.Queue!.Value, null, wait.Counts) with
            {
                Agents = [.. wait.Agents.Select(it => new RoutedAgentView(it.Agent, RoutingNames.Of(it.Rule)))],
            });
        var agent = head.Agent is { } has ? await directory.Agent(head.Tenant, has, cancel) : null;
        var summary = RoutingSentence.Of(
            head, agent?.DisplayName ?? "an agent", queue?.Name ?? "the queue", decisions, wait);
        return TypedResults.Ok(new RoutingView(head.State, summary, decisions) { WaitingFor = WaitingFor(head, wait) });
    }

    /// <summary>Who was chosen, each time; an accepted offer was decided when it was made.</summary>
    private static async ValueTask<List<RoutingDecisionView>> Decisions(
        ConversationHead head, IConversationStore store, CancellationToken cancel)
    {
        var decisions = new List<RoutingDecisionView>();
        AgentId? offeredTo = null;
        for (var from = head.FirstVersion; ;)
        {
            var page = await store.Events(head.Tenant, head.Id, from, EventsPageMax, cancel);
            foreach (var (_, happened) in page)
            {
                if (happened is Offered offered)
                {
                    offeredTo = offered.Agent;
                    decisions.Add(RoutingDecisionView.Of(offered.At, offered.Queue, offered.Agent, offered.Why));
                }
                else if (happened is Queued or Unassigned) offeredTo = null;
                else if (happened is Assigned assigned && assigned.Agent != offeredTo)
                    decisions.Add(RoutingDecisionView.Of(assigned.At, assigned.Queue, assigned.Agent, assigned.Why));
            }

            if (page.Count < EventsPageMax) return decisions;
            from = page[^1].Version + 1;
        }
    }

    private static async ValueTask<WaitReason?> WaitOf(
        ConversationHead head, IActors actors, CancellationToken cancel)
    {
        if (head is not { State: ConversationState.Waiting, Queue: { } queue }) return null;
        var reply = await actors.Ask(
            ActorId.Of(head.Tenant, queue), new ExplainWait(head.Id, AgentsMax), cancel);
        return reply.Reason;
    }

    private static IReadOnlyList<string>? WaitingFor(ConversationHead head, WaitReason? wait) => head.State switch
    {
        ConversationState.Offered => ["agentAnswer"],
        ConversationState.Held or ConversationState.Parked => ["contactMessage"],
        ConversationState.WrapUp => ["wrapUpEnd"],
        ConversationState.Waiting when wait is not null => [.. RoutingNames.WaitingFor(wait)],
        _ => null,
    };
}
