using System.Collections.Immutable;
using LiveChat.Core.Primitives;

namespace LiveChat.Core.Agents;

/// <summary>
/// What happened to an agent. These live in memory only: the durable facts are the conversations' events and the
/// agent's row.
/// </summary>
public abstract record AgentEvent(DateTimeOffset At);

/// <summary>A slot is kept for a queue's conversation; the conversation is to be told to commit.</summary>
public sealed record SlotReserved(DateTimeOffset At, Bid Bid) : AgentEvent(At);

/// <summary><c>OverCap</c>: by how many the slot exceeds a cap, as a supervisor wanted.</summary>
public sealed record SlotReservedForEdge(
    DateTimeOffset At, ConversationId Conversation, QueueId Queue, ReservationToken Token, int OverCap = 0)
    : AgentEvent(At);

/// <summary>How many offers in a row have passed in silence.</summary>
public sealed record SilentOffersCounted(DateTimeOffset At, int InARow) : AgentEvent(At);

/// <summary>The conversation is with the agent.</summary>
public sealed record SlotFilled(
    DateTimeOffset At, ConversationId Conversation, QueueId Queue, ReservationToken Token, long Version)
    : AgentEvent(At);

public sealed record SlotFreed(DateTimeOffset At, ConversationId Conversation) : AgentEvent(At);

/// <summary>A queue is to be told that its reservation came to nothing. Changes no state.</summary>
public sealed record BidDeclined(
    DateTimeOffset At, QueueId Queue, ConversationId Conversation, ReservationToken Token, BidDeclinedBecause Why)
    : AgentEvent(At);

/// <summary>
/// A queue offers what the agent already has: the conversation is to say where it is. Changes no state.
/// </summary>
public sealed record ConversationDoubted(DateTimeOffset At, ConversationId Conversation, QueueId Queue)
    : AgentEvent(At);

public sealed record RoundOpened(DateTimeOffset At, long Number, ImmutableHashSet<QueueId> Queues) : AgentEvent(At);

public sealed record BidJoined(DateTimeOffset At, Bid Bid) : AgentEvent(At);

public sealed record BidderPassed(DateTimeOffset At, QueueId Queue) : AgentEvent(At);

public sealed record RoundEnded(DateTimeOffset At) : AgentEvent(At);

public sealed record StreamOpened(DateTimeOffset At, StreamId Stream) : AgentEvent(At);

public sealed record StreamRenewed(DateTimeOffset At, StreamId Stream) : AgentEvent(At);

/// <summary><c>CountedUntil</c> matters when it was the last one.</summary>
public sealed record StreamDropped(DateTimeOffset At, StreamId Stream, DateTimeOffset CountedUntil) : AgentEvent(At);

public sealed record GraceEnded(DateTimeOffset At) : AgentEvent(At);

public sealed record StatusChanged(DateTimeOffset At, string Status, bool TakesNew, By By) : AgentEvent(At);

public sealed record ProfileChanged(DateTimeOffset At, AgentProfile Profile) : AgentEvent(At);

public sealed record EpochRaised(DateTimeOffset At, long Epoch) : AgentEvent(At);

public enum BidDeclinedBecause : byte
{
    Unavailable = 1,
    Full,
    Outbid,
    Gone,
    TimedOut,
}
