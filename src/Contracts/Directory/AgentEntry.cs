using System.Collections.Immutable;
using LiveChat.Core.Primitives;

namespace LiveChat.Contracts.Directory;

/// <summary>
/// An agent as routing sees it. <c>Cap</c> is the cap in force: its own, else the tenant's, else null for none.
/// </summary>
public sealed record AgentEntry(
    TenantId Tenant, AgentId Id, string DisplayName, bool Enabled, bool Deleted, int? Cap,
    ImmutableArray<AgentMembership> Memberships);

/// <summary><c>QueueCap</c>: how many conversations of that queue the agent may hold; null for no such cap.</summary>
/// <param name="Overflow">Not a member: the queue overflows to one of the agent's queues after <c>Delay</c>.</param>
public sealed record AgentMembership(
    QueueId Queue, int Priority, TimeSpan Delay, int? QueueCap, bool Overflow = false);
