using LiveChat.Contracts.Actors;
using LiveChat.Contracts.Conversations;
using LiveChat.Core.Primitives;
using LiveChat.Core.Queues;

namespace LiveChat.Contracts.Queues;

/// <summary>
/// An agent's availability as one of its queues sees it. Of one agent, the higher (<c>Epoch</c>, <c>Sequence</c>) is
/// the newer; older news is dropped.
/// </summary>
public sealed record AgentNews
{
    public required AgentId Agent { get; init; }
    public required long Epoch { get; init; }
    public required long Sequence { get; init; }

    /// <summary>An open stream now.</summary>
    public required bool Online { get; init; }

    /// <summary>Counts for the waiting room: online, or remembered as online within 30 s after a start.</summary>
    public required bool CountsForAdmission { get; init; }

    /// <summary>Online, enabled, and in a status that takes new conversations.</summary>
    public required bool TakesNew { get; init; }

    /// <summary>Slots in use over all queues: reserved, offered, active, wrap-up.</summary>
    public required int Used { get; init; }

    /// <summary>The agent's cap in force; null is unlimited.</summary>
    public required int? Cap { get; init; }

    /// <summary>
    /// How many more conversations of this queue it can take now, both caps considered; int.MaxValue without a cap.
    /// </summary>
    public required int Free { get; init; }

    /// <summary>When a slot was last freed, or the agent became eligible.</summary>
    public required DateTimeOffset IdleSince { get; init; }

    public required DateTimeOffset? LastAssignedAt { get; init; }

    /// <summary>The agent runs a bidding round for its next slot: wait for its <see cref="AskBid"/>.</summary>
    public bool InRound { get; init; }

    /// <summary>The agent wants <see cref="Agents.NewsSeen"/> back.</summary>
    public bool AckWanted { get; init; }
}

/// <summary>Tells a queue what an agent of it can take.</summary>
public sealed record AgentTold(AgentNews News) : IMessage;

/// <summary>
/// A slot is free at an agent of several queues: answer with a <c>Reserve</c> for this round, or <c>NoBid</c>.
/// </summary>
public sealed record AskBid(AgentNews News, long Round) : IMessage;

/// <summary>Why an agent did not take a reservation.</summary>
public enum RefusedBecause : byte
{
    Unavailable = 1,
    Full,
    Outbid,
    /// <summary>The conversation no longer waits; <c>Head</c> tells where it is.</summary>
    Gone,
    /// <summary>The conversation did not answer in time; the agent's epoch was raised.</summary>
    TimedOut,
}

/// <summary>The agent's answer to a reservation that came to nothing.</summary>
public sealed record ReservationRefused(
    ConversationId Conversation, ReservationToken Token, RefusedBecause Why, AgentNews News, ConversationHead? Head)
    : IMessage;

/// <summary>
/// The agent of <c>Head</c> has not answered the contact for too long (R4.6): the queue is to find another one, however
/// long that takes, while the conversation stays where it is. Told again each few seconds while it is wanted.
/// </summary>
public sealed record SeekAgent(ConversationHead Head) : IMessage;

/// <summary>No other agent is wanted any more; <c>Holder</c> is the one it is with at <c>Version</c>, if any.</summary>
public sealed record SeekEnded(ConversationId Conversation, long Version, AgentId? Holder) : IMessage;

/// <summary>The queue's definition or its members changed and are to be read again.</summary>
public sealed record QueueChanged : IMessage
{
    public static readonly QueueChanged Now = new();
}

/// <summary>
/// A place for a conversation that is about to be transferred here, kept for 10 s. <c>Queue*</c> rejections say why
/// not.
/// </summary>
public sealed record KeepPlace(ConversationHead Head, AgentId? Excluded) : IAsk<PlaceReply>;

/// <summary><c>Epoch</c> is the queue's under which the place is kept: the commit of the transfer names it.</summary>
public sealed record PlaceReply(Rejection Rejection, ReservationToken Place, long Epoch);

/// <summary>The place is not needed.</summary>
public sealed record DropPlace(ReservationToken Place) : IMessage;

/// <summary>The queue's live figures.</summary>
public sealed record DescribeQueue : IAsk<QueueFigures>, IRepeatable;

public sealed record QueueFigures(int Waiting, DateTimeOffset? LongestWaitingSince, int Online, int Available);

/// <summary>A waiting conversation's place: 1 is next; null when it does not wait here.</summary>
public sealed record FindPosition(ConversationId Conversation) : IAsk<PositionReply>, IRepeatable;

/// <summary><c>EstimatedWait</c> is null while nothing has been measured.</summary>
public sealed record PositionReply(int? Position, TimeSpan? EstimatedWait);

/// <summary>Why a conversation still waits, with at most <c>AgentsMax</c> of the agents considered.</summary>
public sealed record ExplainWait(ConversationId Conversation, int AgentsMax) : IAsk<WaitReply>, IRepeatable;

/// <summary>Null when it does not wait here.</summary>
public sealed record WaitReply(WaitReason? Reason);
