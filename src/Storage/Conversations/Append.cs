using System.Collections.Immutable;
using LiveChat.Contracts.Conversations;
using LiveChat.Contracts.Outbox;
using LiveChat.Core.Conversations;
using LiveChat.Core.Primitives;

namespace LiveChat.Storage.Conversations;

/// <summary>
/// One actor's commit: events of one thread, whose first has version <c>FirstVersion</c>, with the head row as it is
/// after them, and what must be written in the same transaction.
/// </summary>
/// <param name="Head">The row of the conversation the events belong to; it is inserted or replaced.</param>
/// <param name="Seen">Written with the events; if it is there already, nothing of this append is written.</param>
/// <param name="Fence">Whose epoch must still be this one.</param>
/// <param name="Outbox">The MT among the events.</param>
/// <param name="Deadline">A new bound of the conversation's deadline; null leaves it as it is.</param>
public sealed record Append(
    TenantId Tenant, ThreadId Thread, long FirstVersion, ImmutableArray<ConversationEvent> Events,
    ConversationHead Head, SeenKey? Seen, Fence? Fence, ImmutableArray<OutboxMessage> Outbox,
    DeadlineMark? Deadline = null);

/// <summary>
/// When the conversation wants to be woken, at the latest; null: not at all. A lower bound of its next deadline.
/// </summary>
public readonly record struct DeadlineMark(DateTimeOffset? At);

/// <summary>
/// A key accepted once for ever: 128 bits of a hash over what identifies the request (sender and provider message id,
/// or caller and idempotency key).
/// </summary>
public readonly record struct SeenKey(Guid Value);

/// <summary>The epoch on disk under which an actor decided what this append commits.</summary>
public abstract record Fence(long Epoch);

/// <summary>The agent that reserved the slot that this append fills.</summary>
public sealed record AgentFence(AgentId Agent, long Epoch) : Fence(Epoch);

/// <summary>The queue that admitted or refused the conversation, or keeps a place for it.</summary>
public sealed record QueueFence(QueueId Queue, long Epoch) : Fence(Epoch);

/// <summary>
/// What became of an append. Exactly one member of a batch decides for itself: others are not affected.
/// </summary>
public enum AppendOutcome : byte
{
    /// <summary>On disk.</summary>
    Appended = 1,

    /// <summary>
    /// The thread already has an event of that version: the caller's state is old. Nothing was written.
    /// </summary>
    Conflict,

    /// <summary>
    /// The seen key is there; <see cref="AppendResult.First"/> is the first answer. Nothing was written.
    /// </summary>
    Duplicate,

    /// <summary>The fence's epoch has moved on. Nothing was written.</summary>
    Fenced,

    /// <summary>The writer's queue is full. Nothing was written.</summary>
    Busy,
}

public readonly record struct AppendResult(AppendOutcome Outcome, SeenAnswer? First = null);

/// <summary>The conversation that first used a seen key, and the version of its first event then.</summary>
public sealed record SeenAnswer(ConversationId Conversation, long Version, DateTimeOffset At);
