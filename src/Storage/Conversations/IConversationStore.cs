using LiveChat.Contracts.Conversations;
using LiveChat.Core.Conversations;
using LiveChat.Core.Primitives;

namespace LiveChat.Storage.Conversations;

/// <summary>
/// The log of every thread and the head rows of its conversations. Every read names the tenant. All members throw
/// <see cref="StoreUnavailableException"/> when the store cannot answer (disk full, file locked, server away).
/// </summary>
public interface IConversationStore
{
    /// <summary>
    /// Commits together with whatever other callers hand in at the same time. Returns when it is durable.
    /// An exception means that the outcome is unknown.
    /// </summary>
    ValueTask<AppendResult> Append(Append append, CancellationToken cancel = default);

    /// <summary>
    /// What a seen key was first answered, or null: for a repetition that is refused before it could be appended.
    /// </summary>
    ValueTask<SeenAnswer?> FindSeen(TenantId tenant, SeenKey key, CancellationToken cancel = default);

    /// <summary>
    /// The present session of a thread and its events, from its <c>Opened</c> on; null for an unknown thread.
    /// </summary>
    ValueTask<LoadedThread?> Load(TenantId tenant, ThreadId thread, CancellationToken cancel = default);

    ValueTask<ConversationHead?> Head(TenantId tenant, ConversationId id, CancellationToken cancel = default);

    /// <summary>Events of one conversation from a version on, in order, at most <c>limit</c> (1–1,000).</summary>
    ValueTask<IReadOnlyList<StoredEvent>> Events(
        TenantId tenant, ConversationId id, long fromVersion, int limit, CancellationToken cancel = default);

    /// <summary>Conversations that wait in a queue, by id, after <c>after</c>; at most <c>limit</c>.</summary>
    ValueTask<IReadOnlyList<ConversationHead>> WaitingIn(
        TenantId tenant, QueueId queue, ConversationId? after, int limit, CancellationToken cancel = default);

    /// <summary>Every conversation that fills a slot of the agent.</summary>
    ValueTask<IReadOnlyList<ConversationHead>> SlotsOf(
        TenantId tenant, AgentId agent, CancellationToken cancel = default);

    /// <summary>The same conversations by id, for a fraction of the cost: no row is read.</summary>
    ValueTask<IReadOnlyList<ConversationId>> SlotIdsOf(
        TenantId tenant, AgentId agent, CancellationToken cancel = default);

    /// <summary>Newest first by (openedAt, id); the cursor is the last head of the page before.</summary>
    ValueTask<IReadOnlyList<ConversationHead>> List(
        TenantId tenant, ConversationFilter filter, ListCursor? after, int limit, CancellationToken cancel = default);

    /// <summary>
    /// For each of the agents, in their order, how many conversations opened since then it has or had last. Counted in
    /// an index: no row is read.
    /// </summary>
    ValueTask<IReadOnlyList<long>> HandledBy(
        TenantId tenant, IReadOnlyList<AgentId> agents, DateTimeOffset since, CancellationToken cancel = default);

    /// <summary>
    /// How many of the tenant's conversations opened since then have or had an agent. Counted in an index: no row is
    /// read.
    /// </summary>
    ValueTask<long> HandledCount(TenantId tenant, DateTimeOffset since, CancellationToken cancel = default);

    /// <summary>Queues in which something waits, for the sweep.</summary>
    ValueTask<IReadOnlyList<(TenantId Tenant, QueueId Queue)>> QueuesWithWaiting(CancellationToken cancel = default);

    /// <summary>Agents that fill slots though they are disabled or deleted, for the sweep.</summary>
    ValueTask<IReadOnlyList<(TenantId Tenant, AgentId Agent)>> GoneAgentsWithSlots(CancellationToken cancel = default);
}

/// <summary>A thread's present session, with its events in order and the bound of its deadline.</summary>
public sealed record LoadedThread(
    ConversationHead Head, IReadOnlyList<ConversationEvent> Events, DateTimeOffset? DeadlineAt = null);

public readonly record struct StoredEvent(long Version, ConversationEvent Event);

/// <summary>Null members do not filter. Times bound <c>openedAt</c>: from inclusive, to exclusive.</summary>
public sealed record ConversationFilter(
    ConversationState? State = null, QueueId? Queue = null, AgentId? Agent = null, string? Contact = null,
    DateTimeOffset? From = null, DateTimeOffset? To = null, bool OpenOnly = false);

public readonly record struct ListCursor(DateTimeOffset OpenedAt, ConversationId Id);
