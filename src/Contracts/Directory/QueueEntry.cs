using System.Collections.Immutable;
using LiveChat.Core.Primitives;
using LiveChat.Core.Queues;

namespace LiveChat.Contracts.Directory;

/// <summary>A queue with its settings in force (the tenant's where it has none of its own) and its members.</summary>
public sealed record QueueEntry(
    TenantId Tenant, QueueId Id, string Name, QueueStrategy Strategy, int WaitingPerOnlineAgent,
    int WaitingWithNobodyOnline, ImmutableArray<QueueMember> Members);

/// <summary>
/// A membership: lower <c>Priority</c> is served first; a conversation reaches this agent only after <c>Delay</c> in
/// the queue. <c>RememberedOnline</c> is what the agent's row said last.
/// </summary>
public sealed record QueueMember(AgentId Agent, int Priority, TimeSpan Delay, bool Enabled, bool RememberedOnline);
