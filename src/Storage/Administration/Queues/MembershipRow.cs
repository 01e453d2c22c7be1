using LiveChat.Core.Primitives;

namespace LiveChat.Storage.Administration.Queues;

/// <summary>An agent's place in a queue.</summary>
public sealed class MembershipRow
{
    public required TenantId Tenant { get; init; }
    public required QueueId Queue { get; init; }
    /// <summary>The member who is the agent.</summary>
    public required MemberId Agent { get; init; }

    /// <summary>The agent serves its queues with lower numbers first.</summary>
    public int Priority { get; set; } = 1;

    /// <summary>A conversation reaches the agent only after it has waited this long.</summary>
    public int DelaySeconds { get; set; }
}
