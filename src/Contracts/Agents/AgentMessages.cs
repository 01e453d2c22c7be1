using LiveChat.Contracts.Actors;
using LiveChat.Contracts.Conversations;
using LiveChat.Contracts.Streams;
using LiveChat.Core.Primitives;
using LiveChat.Core.Queues;

namespace LiveChat.Contracts.Agents;

/// <summary>
/// A queue wants a slot for a conversation, under a token of its own; told again each second with the same token until
/// it is answered. With <c>Round</c> it is a bid in that round.
/// </summary>
public sealed record Reserve(
    QueueId Queue, ConversationId Conversation, ReservationToken Token, long StateVersion, int Priority,
    DateTimeOffset QueuedAt, long? Round, MatchReason? Why = null) : IMessage;

/// <summary>The queue has nothing for this round.</summary>
public sealed record NoBid(QueueId Queue, long Round) : IMessage;

/// <summary>The queue has taken note of news up to (<c>Epoch</c>, <c>Sequence</c>).</summary>
public sealed record NewsSeen(QueueId Queue, long Epoch, long Sequence) : IMessage;

/// <summary>A queue has (re)started and wants news of its agents.</summary>
public sealed record TellNews(QueueId Queue) : IMessage;

/// <summary>
/// The conversation was not assigned under this token and epoch. <c>Head</c> is where its thread stands: where that is
/// beyond the state of the assignment, it never will be.
/// </summary>
public sealed record AssignmentLapsed(
    ConversationId Conversation, ReservationToken Token, long AgentEpoch, ConversationHead? Head) : IMessage;

/// <summary>
/// An edge wants a slot for a conversation of <c>Queue</c> that it will commit itself, within 10 s. Refused with the
/// agent's reason. <c>OverCap</c>: a supervisor says that caps do not matter; <c>AnyQueue</c>: a supervisor takes over,
/// member of the queue or not.
/// </summary>
public sealed record ReserveSlot(
    ConversationId Conversation, QueueId Queue, bool OverCap = false, bool AnyQueue = false) : IAsk<SlotReply>;

/// <summary><c>OverCap</c>: by how many the slot exceeds a cap; null where it fits.</summary>
public sealed record SlotReply(Rejection Rejection, ReservationToken Token, long AgentEpoch, int? OverCap = null);

/// <summary>
/// The edge did not use the slot. Told only when the conversation answered with a refusal: after an unknown outcome the
/// agent itself frees the slot, once no commit can follow.
/// </summary>
public sealed record ReleaseSlot(ConversationId Conversation, ReservationToken Token) : IMessage;

/// <summary>The agent's definition, memberships or caps changed and are to be read again.</summary>
public sealed record AgentChanged : IMessage
{
    public static readonly AgentChanged Now = new();
}

/// <summary>
/// A stream of the agent has opened at <c>Node</c>. <c>After</c> is the last event id the client saw. From the answer
/// on, every notice is pushed to the stream in order.
/// </summary>
public sealed record AttachStream(NodeId Node, StreamId Stream, NoticeId? After)
    : IAsk<AttachReply>, IRepeatable;

/// <summary>
/// Either <c>Missed</c> (what the client has not seen) or, when that is no longer known, a snapshot that stands at
/// <c>At</c>. <c>Rejection</c> is AgentDisabled when there is no such agent to serve.
/// </summary>
public sealed record AttachReply(
    Rejection Rejection, NoticeId At, IReadOnlyList<Notice>? Missed, AgentSnapshot? Snapshot);

/// <summary>
/// Still open: told every 5 s, and when notices are missing; a stream not renewed for 15 s counts as dropped. A stream
/// the agent's actor does not know (any more) is ended with <see cref="Rejection.None"/>: the client is to come again.
/// What was pushed after <c>Seen</c>, the last notice that reached the stream, is pushed again.
/// </summary>
public sealed record RenewStream(NodeId Node, StreamId Stream, NoticeId? Seen = null) : IMessage;

public sealed record DetachStream(StreamId Stream) : IMessage;

/// <summary>
/// The agent's status is to be <c>Status</c>, a key of the tenant's statuses that the edge has checked.
/// </summary>
public sealed record SetStatus(string Status, bool TakesNew, By By) : IAsk<StatusReply>;

public sealed record StatusReply(Rejection Rejection);

public sealed record DescribeAgent : IAsk<AgentFigures>, IRepeatable;

/// <summary>What the agent's actor alone knows. <c>Held</c> counts the slots in use.</summary>
public sealed record AgentFigures(bool Online, string Status, int Held);

/// <summary>A delivery report for a message of a conversation the agent has.</summary>
public sealed record DeliveryTold(
    ConversationId Conversation, MessageId Message, string State, string? Code, DateTimeOffset At) : IMessage;

/// <summary>An agent asks this one, who supervises, for help with a conversation.</summary>
public sealed record HelpWanted(ConversationId Conversation, AgentId From) : IMessage;
