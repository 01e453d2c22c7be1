using LiveChat.Contracts.Actors;
using LiveChat.Contracts.Conversations;
using LiveChat.Core.Conversations;
using LiveChat.Core.Primitives;

namespace LiveChat.Contracts.Streams;

/// <summary>
/// The id of a notice, unique in an agent's life: a new activation of the agent is a new epoch. Text form: epoch, a
/// full stop, sequence.
/// </summary>
public readonly record struct NoticeId(long Epoch, long Sequence)
{
    public override string ToString() => FormattableString.Invariant($"{Epoch}.{Sequence}");

    public static bool TryParse(string? text, out NoticeId id)
    {
        id = default;
        var dot = text?.IndexOf('.') ?? -1;
        if (dot < 1
            || !long.TryParse(text.AsSpan(0, dot), out var epoch)
            || !long.TryParse(text.AsSpan(dot + 1), out var sequence)) return false;
        id = new NoticeId(epoch, sequence);
        return true;
    }
}

/// <summary>What an agent's streams are told, in order.</summary>
public sealed record Notice(NoticeId Id, NoticeBody Body);

public abstract record NoticeBody;

public sealed record AssignedNotice(ConversationHead Conversation) : NoticeBody;

/// <summary>The agent has until <c>ExpiresAt</c> to accept.</summary>
public sealed record OfferNotice(ConversationHead Conversation, DateTimeOffset ExpiresAt) : NoticeBody;

/// <summary>The offer is over and the agent does not have the conversation.</summary>
public sealed record OfferEndedNotice(ConversationId Conversation, string Reason) : NoticeBody;

public sealed record TransferredNotice(
    ConversationHead Conversation, AgentId? FromAgent, QueueId? FromQueue, string? Note) : NoticeBody;

/// <summary>
/// A message of either direction, or a note, in a conversation the agent has. <c>Contact</c> is the contact's address,
/// which not every agent may see.
/// </summary>
public sealed record MessageNotice(
    ConversationId Conversation, string Contact, long Version, ConversationEvent Message) : NoticeBody;

public sealed record UnassignedNotice(ConversationId Conversation, string Reason) : NoticeBody;

public sealed record ClosedNotice(ConversationId Conversation, CloseReason Reason) : NoticeBody;

/// <summary>Of what <c>Kind</c> something will happen at <c>At</c>, unless somebody acts.</summary>
public sealed record WarningNotice(ConversationId Conversation, string Kind, DateTimeOffset At) : NoticeBody;

/// <summary>Another agent asks for help with a conversation.</summary>
public sealed record HelpNotice(ConversationId Conversation, AgentId From) : NoticeBody;

public sealed record StatusNotice(string Status, By By) : NoticeBody;

public sealed record DeliveryNotice(
    ConversationId Conversation, MessageId Message, string State, string? Code, DateTimeOffset At) : NoticeBody;

/// <summary>What the agent has at the moment its stream opens.</summary>
public sealed record AgentSnapshot(AgentId Agent, string Status, IReadOnlyList<ConversationHead> Conversations);

/// <summary>
/// The way from an agent's actor to the node that holds its stream. A push is a hint that may be lost when the node
/// dies; the ids tell the node of a gap, and it attaches again.
/// </summary>
public interface IStreamNodes
{
    /// <summary>Returns at once; never blocks and never throws.</summary>
    void Push(NodeId node, StreamId stream, Notice notice);

    /// <summary>
    /// Tells the node to end a stream: with AgentDisabled the agent is gone, with None the client is to come again with
    /// the last event id it saw.
    /// </summary>
    void End(NodeId node, StreamId stream, Rejection why);
}

/// <summary>The streams that are open at this node.</summary>
public interface ILocalStreams : IStreamNodes
{
    NodeId Node { get; }

    /// <summary>Has every stream tell its agent at once that it is still open: the agent may be another one.</summary>
    void Renew();
}

/// <summary><see cref="IStreamNodes.Push"/> on its way to another node.</summary>
public sealed record NoticePushed(StreamId Stream, Notice Notice) : IMessage;

/// <summary><see cref="IStreamNodes.End"/> on its way to another node.</summary>
public sealed record StreamEnded(StreamId Stream, Rejection Why) : IMessage;
