using System.Text.Json.Serialization;
using LiveChat.Core.Conversations;
using LiveChat.Core.Primitives;
using LiveChat.Core.Queues;

namespace LiveChat.Api.Views;

/// <summary>How a conversation was routed, in one sentence and in data.</summary>
public sealed record RoutingView(
    ConversationState State, string Summary, IReadOnlyList<RoutingDecisionView> Decisions)
{
    /// <summary>What would end the wait; left out where nothing is waited for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? WaitingFor { get; init; }
}

/// <summary>
/// One decision: who was chosen (left out while it waits), by what, of how many, and how many each rule left out. A
/// decision by hand considered nobody else.
/// </summary>
public sealed record RoutingDecisionView(
    DateTimeOffset At, QueueId QueueId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] AgentId? Chosen,
    string Strategy, int Considered, LeftOutView Excluded, IReadOnlyList<RoutedAgentView> Agents)
{
    internal static RoutingDecisionView Of(DateTimeOffset at, QueueId queue, AgentId? chosen, MatchReason? why) => new(
        at, queue, chosen, RoutingNames.Of(why?.By), why?.Considered ?? 0, LeftOutView.Of(why),
        chosen is { } agent ? [new RoutedAgentView(agent, "chosen")] : []);
}

/// <summary>How many agents each rule left out; an agent counts under the first that does.</summary>
public sealed record LeftOutView(
    int Offline, int Status, int Cap, int QueueCap, int Language, int Excluded, int Disabled, int Delay)
{
    internal static LeftOutView Of(MatchReason? why) => why is null
        ? new LeftOutView(0, 0, 0, 0, 0, 0, 0, 0)
        : new LeftOutView(
            why.Offline, why.Status, why.Cap, why.QueueCap, why.Language, why.Excluded, why.Disabled, why.Delay);
}

/// <summary><c>Rule</c>: <c>chosen</c>, <c>free</c>, or what leaves the agent out.</summary>
public sealed record RoutedAgentView(AgentId AgentId, string Rule);

/// <summary>The words of the routing view.</summary>
internal static class RoutingNames
{
    public const string Manual = "manual";

    public static string Of(MatchBy? by) => by switch
    {
        null => Manual,
        MatchBy.LongestIdle => "longestIdle",
        MatchBy.LeastLoaded => "leastLoaded",
        MatchBy.RoundRobin => "roundRobin",
        MatchBy.Preference => "previousAgent",
        _ => throw new ArgumentOutOfRangeException(nameof(by), by, "A choice without a name."),
    };

    public static string Of(LeftOutBy rule) => rule switch
    {
        LeftOutBy.None => "free",
        LeftOutBy.Disabled => "disabled",
        LeftOutBy.Offline => "offline",
        LeftOutBy.Status => "status",
        LeftOutBy.Cap => "cap",
        LeftOutBy.QueueCap => "queueCap",
        LeftOutBy.Excluded => "excluded",
        LeftOutBy.Language => "language",
        LeftOutBy.Delay => "delay",
        _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, "A rule without a name."),
    };

    /// <summary>What would end a wait.</summary>
    public static IEnumerable<string> WaitingFor(WaitReason wait)
    {
        if (!wait.Open)
        {
            yield return "opening";
            yield break;
        }

        var counts = wait.Counts;
        if (wait.Asked is not null || counts.Able > 0) yield return "agentAnswer";
        if (counts.Offline > 0) yield return "agentOnline";
        if (counts.Status > 0) yield return "agentAvailable";
        if (counts.Cap + counts.QueueCap > 0) yield return "freeSlot";
        if (counts.Language > 0) yield return "language";
        if (counts.Delay > 0) yield return "delay";
        if (counts.Excluded > 0) yield return "anotherAgent";
        if (counts.Considered == counts.Disabled) yield return "member";
    }
}
