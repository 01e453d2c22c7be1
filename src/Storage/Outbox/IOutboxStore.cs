using LiveChat.Contracts.Outbox;
using LiveChat.Core.Primitives;

namespace LiveChat.Storage.Outbox;

/// <summary>
/// MT on their way. Rows are written by <see cref="Conversations.IConversationStore.Append"/>; here they are found and
/// their fate is recorded. Rows of one thread are always handed out in the order of their versions, and a later one
/// never before the earlier ones have left <see cref="DeliveryState.Queued"/>.
/// </summary>
public interface IOutboxStore
{
    /// <summary>Senders that have queued rows.</summary>
    ValueTask<IReadOnlyList<SenderId>> SendersWithQueued(CancellationToken cancel = default);

    /// <summary>
    /// The first queued row of each thread of the sender that is due at <c>now</c> and not leased, oldest due first, at
    /// most <c>max</c> (1–1,000). With <c>DateTimeOffset.MaxValue</c> it is the first queued row of every thread.
    /// </summary>
    ValueTask<IReadOnlyList<OutboxMessage>> Due(
        SenderId sender, DateTimeOffset now, int max, CancellationToken cancel = default);

    /// <summary>
    /// The same, leased until <c>until</c>, which becomes their <c>NextAttemptAt</c>: no one else gets them before, nor
    /// a later one of the same thread.
    /// </summary>
    ValueTask<IReadOnlyList<OutboxMessage>> Lease(
        TenantId tenant, SenderId sender, DateTimeOffset now, DateTimeOffset until, int max,
        CancellationToken cancel = default);

    /// <summary>
    /// Records what happened to messages, as <see cref="DeliveryRules"/> allow; durable on return. An update of an
    /// unknown message or of another tenant's changes nothing and answers null. One that would go backwards in state,
    /// or that comes for a message that is no longer queued without giving it a state, changes nothing and answers
    /// <c>Changed</c> false.
    /// </summary>
    ValueTask<IReadOnlyList<DeliveryChange?>> Record(
        IReadOnlyList<DeliveryUpdate> updates, CancellationToken cancel = default);

    /// <summary>The delivery states of a conversation's MT whose version lies in the range, ends included.</summary>
    ValueTask<IReadOnlyList<DeliveryStanding>> Standing(
        TenantId tenant, ConversationId conversation, long fromVersion, long toVersion,
        CancellationToken cancel = default);

    /// <summary>
    /// Messages that were given up and not put back since, newest first by (givenUpAt, id), of one sender or of all;
    /// at most <c>limit</c> (1–1,000). The cursor is the last one of the page before.
    /// </summary>
    ValueTask<IReadOnlyList<DeadLetter>> DeadLetters(
        TenantId tenant, SenderId? sender, DeadLetterCursor? after, int limit, CancellationToken cancel = default);

    /// <summary>
    /// Puts dead letters back: queued, without attempts, due at <c>now</c>. Durable on return. One answer for each id:
    /// the message as it is queued again, or null when the tenant has no such dead letter.
    /// </summary>
    ValueTask<IReadOnlyList<OutboxMessage?>> Requeue(
        TenantId tenant, IReadOnlyList<MessageId> messages, DateTimeOffset now, CancellationToken cancel = default);
}

/// <summary>
/// <c>State</c> null: an attempt that failed for now; <c>Attempts</c> grows and the next is due at
/// <c>NextAttemptAt</c>.
/// <c>DeadLetter</c>: given up.
/// </summary>
public sealed record DeliveryUpdate(
    TenantId Tenant, MessageId Message, DeliveryState? State, string? Code, DateTimeOffset At,
    DateTimeOffset? NextAttemptAt = null, bool DeadLetter = false);

/// <summary>
/// <c>State</c> is the one that stands after the update; <c>Agent</c> is the agent the conversation is with now, who is
/// told when something changed.
/// </summary>
public sealed record DeliveryChange(
    ConversationId Conversation, SenderId Sender, AgentId? Agent, DeliveryState State, bool Changed);

public sealed record DeliveryStanding(long Version, DeliveryState State, string? Code, DateTimeOffset At);

/// <summary>A message that was given up: refused by its adapter for good, or not taken for 24 hours.</summary>
public sealed record DeadLetter(OutboxMessage Message, string? Code, DateTimeOffset GivenUpAt);

public readonly record struct DeadLetterCursor(DateTimeOffset GivenUpAt, MessageId Message);
