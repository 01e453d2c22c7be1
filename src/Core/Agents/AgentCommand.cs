using System.Collections.Immutable;
using LiveChat.Core.Primitives;

namespace LiveChat.Core.Agents;

public abstract record AgentCommand(DateTimeOffset At);

/// <summary>A queue wants a slot for a conversation.</summary>
public sealed record OfferBid(DateTimeOffset At, Bid Bid) : AgentCommand(At);

/// <summary>A queue has nothing for this round.</summary>
public sealed record PassRound(DateTimeOffset At, QueueId Queue, long Round) : AgentCommand(At);

/// <summary>The time for bids is over.</summary>
public sealed record EndRound(DateTimeOffset At, long Round) : AgentCommand(At);

/// <summary>
/// An edge wants a slot that it will fill itself. <c>OverCap</c>: a supervisor says that caps do not matter.
/// <c>AnyQueue</c>: a supervisor takes it over, member of the queue or not.
/// </summary>
public sealed record ReserveForEdge(
    DateTimeOffset At, ConversationId Conversation, QueueId Queue, ReservationToken Token, bool OverCap = false,
    bool AnyQueue = false) : AgentCommand(At);

/// <summary>An offer to the agent has ended: <c>Silent</c>, or with an answer.</summary>
public sealed record NoteOfferEnd(DateTimeOffset At, bool Silent) : AgentCommand(At);

/// <summary>The reservation came to nothing.</summary>
public sealed record LapseReservation(
    DateTimeOffset At, ConversationId Conversation, ReservationToken Token) : AgentCommand(At);

/// <summary>What a conversation's log says about whose slot it fills.</summary>
/// <param name="Mine">It fills a slot of this agent.</param>
public sealed record LearnConversation(
    DateTimeOffset At, ConversationId Conversation, long Version, bool Mine, QueueId? Queue, ReservationToken? Token)
    : AgentCommand(At);

public sealed record OpenStream(DateTimeOffset At, StreamId Stream) : AgentCommand(At);

public sealed record RenewStream(DateTimeOffset At, StreamId Stream) : AgentCommand(At);

public sealed record DropStream(DateTimeOffset At, StreamId Stream, TimeSpan Grace) : AgentCommand(At);

/// <summary>Streams not renewed for <see cref="AgentLimits.StreamSilentMax"/> are dropped.</summary>
public sealed record DropSilentStreams(DateTimeOffset At, TimeSpan Grace) : AgentCommand(At);

/// <summary>What was counted on without a stream (grace, memory of a former start) may be over.</summary>
public sealed record EndGrace(DateTimeOffset At) : AgentCommand(At);

public sealed record ChangeStatus(DateTimeOffset At, string Status, bool TakesNew, By By) : AgentCommand(At);

public sealed record ChangeProfile(DateTimeOffset At, AgentProfile Profile) : AgentCommand(At);

/// <summary>
/// The epoch has been raised on disk, so that no assignment of an older one can commit any more, and only then the rows
/// were read: what fills the agent's slots is taken up, whoever saw to its commit, and reservations silent for
/// <see cref="AgentLimits.ReservationSilentMax"/> are freed; all of them, where others had raised the epoch before.
/// </summary>
public sealed record AdoptEpoch(DateTimeOffset At, long Epoch, ImmutableArray<FilledSlot> Filled) : AgentCommand(At);

/// <summary>What a conversation's row says of the slot that it fills.</summary>
public readonly record struct FilledSlot(
    ConversationId Conversation, QueueId Queue, ReservationToken Token, long Version);

/// <summary>The bounds of an agent's patience.</summary>
public static class AgentLimits
{
    public static readonly TimeSpan ReservationSilentMax = TimeSpan.FromSeconds(10);
    public static readonly TimeSpan AssignRetryAfter = TimeSpan.FromSeconds(1);
    public static readonly TimeSpan StreamSilentMax = TimeSpan.FromSeconds(15);
    public static readonly TimeSpan BidWaitMax = TimeSpan.FromMilliseconds(20);
    public static readonly TimeSpan RememberedOnlineMax = TimeSpan.FromSeconds(30);

    /// <summary>R1.7: after so many in a row the agent is set to a status that takes nothing new.</summary>
    public const int SilentOffersMax = 2;
}
