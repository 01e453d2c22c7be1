using System.Collections.Immutable;
using System.Diagnostics;
using LiveChat.Contracts.Actors;
using LiveChat.Core.Conversations;
using LiveChat.Core.Primitives;

namespace LiveChat.Contracts.Outbox;

/// <summary>An MT that is on disk and waits to be handed to its adapter.</summary>
public sealed record OutboxMessage(
    TenantId Tenant, MessageId Id, ConversationId Conversation, SenderId Sender, Channel Channel, string SenderAddress,
    string To, string Text, ImmutableArray<AttachmentRef> Attachments, DateTimeOffset At, int Attempts,
    DateTimeOffset NextAttemptAt)
{
    /// <summary>
    /// The trace that led to it. Its row keeps one that is recorded, as <see cref="TraceParent"/>; none otherwise.
    /// </summary>
    public ActivityContext Cause { get; init; }
}

/// <summary>Where a message stands on its way to the contact; states only move forward, <c>Failed</c> ends.</summary>
public enum DeliveryState : byte
{
    Queued = 1,
    Sent,
    Delivered,
    Read,
    Failed,
}

/// <summary>Told what has just been committed, so that MT leave at once. A hint: the outbox rows decide.</summary>
public interface IOutboxFeed
{
    /// <summary>Returns at once, never throws; what does not fit its buffer is found in the rows later.</summary>
    void Committed(IReadOnlyList<OutboxMessage> messages);

    /// <summary>
    /// There may be queued rows of the sender that were not told: a commit whose outcome stayed unknown, or messages
    /// put back. Until they have been read, nothing of the sender that is told later overtakes them.
    /// </summary>
    void Missed(SenderId sender);
}

/// <summary>Where each sender's messages are handed out: at one place, or they would overtake one another.</summary>
public interface ISenderDesk
{
    /// <summary>The sender has queued rows: whoever hands them out is to make sure that they are known.</summary>
    void Recheck(SenderId sender);
}

/// <summary>The desks at this process.</summary>
public interface ILocalDesks : IOutboxFeed, ISenderDesk
{
    /// <summary>The sender's desk is elsewhere from now on: nothing more is begun here.</summary>
    void Leave(SenderId sender);
}

/// <summary>The sender has new rows, to a desk at another node.</summary>
public sealed record OutboxMissed(SenderId Sender) : IMessage;

/// <summary><see cref="ISenderDesk.Recheck"/>, to a desk at another node.</summary>
public sealed record OutboxRecheck(SenderId Sender) : IMessage;

/// <summary>At this node somebody waits for messages of the sender that are to be fetched, to its desk.</summary>
public sealed record FetcherWaits(SenderId Sender, NodeId Node) : IMessage;

/// <summary>
/// <see cref="IOutboxBell.Ring"/>, to a sender's desk and from there to the nodes where fetchers wait.
/// </summary>
public sealed record OutboxRang(SenderId Sender) : IMessage;

/// <summary>Where fetchers wait for MT of senders whose adapter fetches.</summary>
public interface IOutboxBell
{
    /// <summary>
    /// A task that ends at the next ring: when something may have become ready to be fetched. Taken before looking, it
    /// misses nothing. It never fails, and it may never end: wait for it with a time limit.
    /// </summary>
    Task NextRing(SenderId sender);

    /// <summary>
    /// Something of the sender was acknowledged or given up, and the next of its thread may be ready.
    /// </summary>
    void Ring(SenderId sender);
}

/// <summary>The bell at this process: it rings here alone.</summary>
public interface ILocalBell : IOutboxBell;
