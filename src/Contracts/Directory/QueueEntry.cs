using System.Collections.Immutable;
using LiveChat.Core.Hours;
using LiveChat.Core.Primitives;
using LiveChat.Core.Queues;
using LiveChat.Core.Rules;

namespace LiveChat.Contracts.Directory;

/// <summary>A queue with the rules in force and its members.</summary>
public sealed record QueueEntry(
    TenantId Tenant, QueueId Id, string Name, QueueStrategy Strategy, QueueMode Mode, LiveChatRules Rules,
    ImmutableArray<QueueMember> Members)
{
    /// <summary>Its own, else the tenant's, else always open.</summary>
    public OpeningHours Hours { get; init; } = OpeningHours.Always;
}

/// <summary>
/// A membership: lower <c>Priority</c> is served first; a conversation reaches this agent only after <c>Delay</c> in
/// the queue. <c>RememberedOnline</c> is what the agent's row said last.
/// </summary>
public sealed record QueueMember(AgentId Agent, int Priority, TimeSpan Delay, bool Enabled, bool RememberedOnline)
{
    /// <summary>
    /// Not a member, but of a queue to which this one overflows after <c>Delay</c> (R1.12); it opens no waiting room.
    /// </summary>
    public bool Overflow { get; init; }

    public ImmutableArray<string> Languages { get; init; } = [];
}
