using System.Text.Json.Serialization;
using LiveChat.Contracts.Conversations;
using LiveChat.Contracts.Queues;
using LiveChat.Core.Addresses;
using LiveChat.Core.Conversations;
using LiveChat.Core.Primitives;

namespace LiveChat.Api.Views;

/// <summary>A conversation as the API shows it.</summary>
/// <param name="AgentId">Who has it, is offered it, put it on hold, or had it when it was parked or closed.</param>
/// <param name="PreviousAgentId">The last agent before the present one, in this conversation or the thread's former
/// one.</param>
/// <param name="QueuedAt">The time of first entry into a queue.</param>
/// <param name="Position">While it waits, where it was asked for alone: 1 is next.</param>
/// <param name="OptedOut">The contact wants no messages: answers are refused.</param>
/// <param name="Blocked">The contact is blocked.</param>
/// <param name="Version">Grows with each change; the version of the last event.</param>
public sealed record ConversationView(
    ConversationId Id, ThreadId ThreadId, ConversationState State, QueueId? QueueId, AgentId? AgentId,
    AgentId? PreviousAgentId, int Priority, string? Language, Channel Channel, string Sender, ContactView Contact,
    DateTimeOffset OpenedAt, DateTimeOffset? QueuedAt, DateTimeOffset? AssignedAt, DateTimeOffset? ClosedAt,
    CloseReason? CloseReason, int? Position, int? EstimatedWaitSeconds, IReadOnlyList<LabelId> Labels, bool Important,
    bool OptedOut, bool Blocked, long Version)
{
    /// <summary>While it is offered or in wrap-up: the end of that.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <param name="head">The conversation.</param>
    /// <param name="fullPhone">Whether the reader may see the contact's full number.</param>
    /// <param name="place">Its place in the queue, where known.</param>
    public static ConversationView Of(ConversationHead head, bool fullPhone, PositionReply? place = null) => new(
        head.Id, head.Id.Thread, head.State, head.Queue, head.Agent, head.PreviousAgent, head.Priority, head.Language,
        head.Channel, head.SenderAddress, ContactView.Of(head.Contact, fullPhone), head.OpenedAt, head.QueuedAt,
        head.AssignedAt, head.ClosedAt, head.State == ConversationState.Closed ? head.CloseReason : null,
        place?.Position, Seconds(place?.EstimatedWait), head.Labels.Ids, head.Important,
        head.OptedOut, head.Blocked, head.Version)
    {
        ExpiresAt = head.ExpiresAt,
    };

    private static int? Seconds(TimeSpan? wait) => wait is { } time ? (int)Math.Ceiling(time.TotalSeconds) : null;
}

/// <summary>The contact, its address masked for readers without the right to full numbers.</summary>
public sealed record ContactView(
    string Address, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Name)
{
    public static ContactView Of(string address, bool fullPhone) =>
        new(fullPhone ? address : PhoneNumber.Mask(address), null);
}
