using System.Collections.Immutable;
using LiveChat.Core.Conversations;
using LiveChat.Core.Primitives;

namespace LiveChat.Contracts.Conversations;

/// <summary>The way in for every MO, whatever adapter brings it.</summary>
public interface IMoEntry
{
    /// <summary>
    /// Takes an MO. With <c>Accepted</c> or <c>Duplicate</c> it is on disk. The caller has authenticated the adapter,
    /// and keeps the order of one contact's messages by waiting for each answer before it brings the next.
    /// </summary>
    /// <exception cref="Actors.ActorBusyException">Nothing was done; the adapter is to try again.</exception>
    /// <exception cref="Actors.ActorFaultedException">The outcome is unknown; trying again is harmless.</exception>
    ValueTask<MoAnswer> Receive(IncomingMo mo, CancellationToken cancel = default);
}

/// <summary>
/// An MO as an adapter brings it. The sender's address is in its stored form; the contact's has been normalised by
/// <see cref="Core.Addresses.ContactAddress"/>; the text holds only what can be stored.
/// </summary>
/// <param name="Tenant">The tenant the adapter's credentials belong to; the sender must be its own.</param>
/// <param name="SentAt">When the contact sent it, if known; in the future it counts as now.</param>
public sealed record IncomingMo(
    TenantId Tenant, Channel Channel, string Sender, string Contact, string ProviderId, string Text,
    DateTimeOffset? SentAt, ImmutableArray<AttachmentRef> Attachments);

public enum MoOutcome : byte
{
    Accepted = 1,

    /// <summary>This provider id was accepted before for the sender; the conversation is the one of then.</summary>
    Duplicate,

    /// <summary>The tenant has no such sender.</summary>
    SenderUnknown,

    /// <summary>Live chat is off for the tenant; nothing was kept.</summary>
    LiveChatOff,
}

/// <summary><c>Conversation</c> is set with Accepted and Duplicate.</summary>
public readonly record struct MoAnswer(MoOutcome Outcome, ConversationId Conversation = default);
