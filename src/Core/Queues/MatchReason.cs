using LiveChat.Core.Primitives;

namespace LiveChat.Core.Queues;

/// <summary>By what an agent was chosen. The numbers are part of the storage format.</summary>
public enum MatchBy : byte
{
    LongestIdle = 1,
    LeastLoaded = 2,
    RoundRobin = 3,

    /// <summary>The conversation wanted this agent (R1.11, R1.15, R4.16).</summary>
    Preference = 4,
}

/// <summary>
/// Why an agent was chosen (R1.13): how many were considered, and how many of them each rule left out, at the moment of
/// the decision. An agent counts under the first rule, in this order, that leaves it out: disabled, offline, status,
/// cap, queue cap, excluded, language, delay.
/// </summary>
public sealed record MatchReason(
    MatchBy By, int Considered, int Disabled, int Offline, int Status, int Cap, int QueueCap, int Excluded,
    int Language, int Delay)
{
    /// <summary>Those whom no rule left out, the chosen one among them.</summary>
    public int Able =>
        Considered - Disabled - Offline - Status - Cap - QueueCap - Excluded - Language - Delay;
}

/// <summary>The rule that keeps an agent from a conversation; the API shows the camelCase name.</summary>
public enum LeftOutBy : byte
{
    None = 0,
    Disabled,
    Offline,
    Status,
    Cap,
    QueueCap,
    Excluded,
    Language,
    Delay,
}

/// <summary>Why a conversation still waits, at this moment.</summary>
/// <param name="Counts">Who was considered for it and left out.</param>
/// <param name="Agents">The first of these agents, with the rule that leaves each out.</param>
/// <param name="Open">Whether the queue serves now.</param>
/// <param name="Position">Its place: 1 is next.</param>
/// <param name="Asked">The agent that has been asked to take it and has not answered yet.</param>
public sealed record WaitReason(
    MatchReason Counts, IReadOnlyList<(AgentId Agent, LeftOutBy Rule)> Agents, bool Open, int Position,
    AgentId? Asked);
