using System.Text.Json.Serialization;
using LiveChat.Core.Primitives;
using LiveChat.Core.Queues;

namespace LiveChat.Api.Endpoints.Queues;

/// <summary>
/// A queue with its live figures. <c>Available</c> counts the agents that would take a conversation now. In lists the
/// members are left out.
/// </summary>
public sealed record QueueView(
    QueueId Id, string Name, QueueStrategy Strategy, QueueMode Mode, DateTimeOffset CreatedAt,
    int Waiting, int? LongestWaitSeconds, int Online, int Available, bool Open)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<AgentId>? Agents { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<MembershipView>? Members { get; init; }
}

/// <summary>
/// The agent serves its queues with lower priority numbers first, a conversation once it waited the delay.
/// </summary>
public sealed record MembershipView(AgentId AgentId, int Priority, int DelaySeconds);
