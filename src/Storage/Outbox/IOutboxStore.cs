using LiveChat.Contracts.Outbox;
using LiveChat.Core.Primitives;

namespace LiveChat.Storage.Outbox;

/// <summary>
/// MT on their way. Rows are written by <see cref="Conversations.IConversationStore.Append"/>; here they are found and
/// their fate is recorded. Rows of one thread are always handed out in the order of their versions, and a later one never
/// before the earlier ones have left <see cref="DeliveryState.Queued"/>.
/// </summary>
public interface IOutboxStore
{
    /// <summary>Senders that have queued rows.</summary>
    ValueTask<IReadOnlyList<SenderId>> SendersWithQueued(CancellationToken cancel = default);

    /// <summary>
    /// The first queued row of each thread of the sender that is due at <c>now</c> and not leased, oldest due first, at
    /// most <c>max</c> (1–1,000).
    /// </summary>
    ValueTask<IReadOnlyList<OutboxMessage>> Due(
        SenderId sender, DateTimeOffset now, int max, CancellationToken cancel = default);

    /// <summary>
    /// The same, leased until <c>until</c>: no one else gets them before, nor a later one of the same thread.
    /// </summary>
    ValueTask<IReadOnlyList<OutboxMessage>> Lease(
        TenantId tenant, SenderId sender, DateTimeOffset now, DateTimeOffset until, int max,
        CancellationToken cancel = default);

    /// <summary>
    /// Records what happened to messages; durable on return. An update of an unknown message, of another tenant's, or
    /// backwards in state changes nothing and answers null, otherwise the conversation it belongs to.
    /// </summary>
    ValueTask<IReadOnlyList<DeliveryChange?>> Record(
        IReadOnlyList<DeliveryUpdate> updates, CancellationToken cancel = default);

    /// <summary>The delivery states of a conversation's MT whose version lies in the range, ends included.</summary>
    ValueTask<IReadOnlyList<DeliveryStanding>> Standing(
        TenantId tenant, ConversationId conversation, long fromVersion, long toVersion,
        CancellationToken cancel = default);
}

/// <summary>
/// <c>State</c> null: an attempt that failed for now; <c>Attempts</c> grows and the next is due at <c>NextAttemptAt</c>.
/// <c>DeadLetter</c>: given up.
/// </summary>
public sealed record DeliveryUpdate(
    TenantId Tenant, MessageId Message, DeliveryState? State, string? Code, DateTimeOffset At,
    DateTimeOffset? NextAttemptAt = null, bool DeadLetter = false);

/// <summary><c>Agent</c> is the agent the conversation is with now, who is told.</summary>
public sealed record DeliveryChange(ConversationId Conversation, AgentId? Agent, DeliveryState State);

public sealed record DeliveryStanding(long Version, DeliveryState State, string? Code, DateTimeOffset At);
