using System.Globalization;
using LiveChat.Contracts.Conversations;
using LiveChat.Core.Conversations;
using LiveChat.Core.Queues;

namespace LiveChat.Api.Views;

/// <summary>One plain English sentence that says where a conversation is, and why.</summary>
internal static class RoutingSentence
{
    public static string Of(
        ConversationHead head, string agent, string queue, IReadOnlyList<RoutingDecisionView> decisions,
        WaitReason? wait) => head.State switch
        {
            ConversationState.Waiting => Waiting(queue, wait),
            ConversationState.Offered => $"Offered to {agent}{How(decisions)}; the answer is awaited.",
            ConversationState.Assigned => $"With {agent}{How(decisions)}.",
            ConversationState.Held => $"On hold with {agent} until the contact writes.",
            ConversationState.WrapUp => $"Closed, and in wrap-up with {agent}.",
            ConversationState.Parked => $"Parked by {agent} until the contact writes.",
            ConversationState.Closed when head.Agent is not null => $"Closed; it was with {agent}{How(decisions)}.",
            ConversationState.Closed => $"Closed without an agent ({CloseReasonNames.Of(head.CloseReason)}).",
            _ => "Not routed to a queue yet.",
        };

    private static string Waiting(string queue, WaitReason? wait)
    {
        if (wait is null) return $"Waiting in {queue}.";
        var place = string.Create(CultureInfo.InvariantCulture, $"Waiting in {queue} at place {wait.Position}");
        if (!wait.Open) return $"{place} until the queue opens.";
        var counts = wait.Counts;
        if (wait.Asked is not null || counts.Able > 0) return $"{place}; an agent has been asked and is to answer.";
        if (counts.Considered == 0) return $"{place}, because the queue has no agents.";
        var leftOut = LeftOut(LeftOutView.Of(counts));
        return $"{place}, because none of {Agents(counts.Considered)} can take it now: {leftOut}.";
    }

    /// <summary>By what the last agent was chosen, of whom, and who was left out.</summary>
    private static string How(IReadOnlyList<RoutingDecisionView> decisions)
    {
        if (decisions is not [.., var last]) return "";
        if (last.Strategy == RoutingNames.Manual) return ", by hand";
        var by = last.Strategy switch
        {
            "longestIdle" => "the longest idle",
            "leastLoaded" => "the least loaded",
            "roundRobin" => "the next in turn",
            _ => "the agent it had before",
        };
        var leftOut = LeftOut(last.Excluded);
        return leftOut.Length == 0
            ? $", {by} of {Agents(last.Considered)}"
            : $", {by} of {Agents(last.Considered)} ({leftOut})";
    }

    private static string LeftOut(LeftOutView view)
    {
        (int Count, string What)[] rules =
        [
            (view.Offline, "offline"), (view.Status, "in a status that takes nothing new"), (view.Cap, "at the cap"),
            (view.QueueCap, "at the queue's cap"), (view.Language, "without the language"),
            (view.Excluded, "passed over, having given it away"), (view.Disabled, "disabled"),
            (view.Delay, "only after a longer wait"),
        ];
        return string.Join(", ", rules.Where(rule => rule.Count > 0).Select(
            rule => string.Create(CultureInfo.InvariantCulture, $"{rule.Count} {rule.What}")));
    }

    private static string Agents(int count) =>
        count == 1 ? "1 agent" : string.Create(CultureInfo.InvariantCulture, $"{count} agents");
}
