using LiveChat.Core.Primitives;

namespace LiveChat.Storage.Deadlines;

/// <summary>
/// When conversations want to be woken. The column is a lower bound: it stands before or at the next deadline of an
/// open conversation that has one, so whoever reads it misses nothing. Written with an append
/// (<see cref="Conversations.Append.Deadline"/>), or by itself when the bound has passed and nothing was due. All
/// members throw <see cref="StoreUnavailableException"/> when the store cannot answer.
/// </summary>
public interface IDeadlineStore
{
    /// <summary>
    /// Moves the bound of a conversation whose head still stands at <c>version</c>; false, and nothing is written, when
    /// it does not: whoever moved it on has armed it.
    /// </summary>
    ValueTask<bool> Move(
        TenantId tenant, ConversationId conversation, long version, DateTimeOffset? at,
        CancellationToken cancel = default);

    /// <summary>
    /// Of one shard, the bounds up to and including <c>until</c>, earliest first, after <c>after</c>; at most
    /// <c>limit</c>.
    /// </summary>
    ValueTask<IReadOnlyList<ArmedDeadline>> Armed(
        int shard, DateTimeOffset until, ArmedDeadline? after, int limit, CancellationToken cancel = default);

    /// <summary>Agents that fill slots: their presence is to be watched, whether or not they come back.</summary>
    ValueTask<IReadOnlyList<(TenantId Tenant, AgentId Agent)>> AgentsWithSlots(CancellationToken cancel = default);

    /// <summary>The reviews that are owed, of every tenant; at most <c>limit</c>.</summary>
    ValueTask<IReadOnlyList<DeadlineReview>> Reviews(int limit, CancellationToken cancel = default);

    /// <summary>The review is done, unless it has been asked for anew since.</summary>
    ValueTask EndReview(DeadlineReview review, CancellationToken cancel = default);
}

public readonly record struct ArmedDeadline(TenantId Tenant, ConversationId Conversation, DateTimeOffset At);

/// <summary>
/// Rules have changed: every open conversation of the queue, or with null of the tenant, is to arm its deadline anew.
/// <c>Number</c> rises each time it is asked for.
/// </summary>
public sealed record DeadlineReview(TenantId Tenant, QueueId? Queue, long Number);
