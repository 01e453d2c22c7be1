using System.Collections.Immutable;
using LiveChat.Core.Conversations;
using LiveChat.Core.Primitives;

namespace LiveChat.Contracts.Outbox;

/// <summary>An MT that is on disk and waits to be handed to its adapter.</summary>
public sealed record OutboxMessage(
    TenantId Tenant, MessageId Id, ConversationId Conversation, SenderId Sender, Channel Channel, string SenderAddress,
    string To, string Text, ImmutableArray<AttachmentRef> Attachments, DateTimeOffset At, int Attempts,
    DateTimeOffset NextAttemptAt);

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
}
