using System.Text.Json.Serialization;
using LiveChat.Api.Views;
using LiveChat.Core.Primitives;

namespace LiveChat.Api.Streams;

/// <summary>What the agent has when its stream opens.</summary>
public sealed record SnapshotData(AgentId Agent, string Status, IReadOnlyList<ConversationView> Conversations);

public sealed record AssignedData(ConversationView Conversation);

/// <summary>The agent has until <c>ExpiresAt</c> to accept.</summary>
public sealed record OfferData(ConversationView Conversation, DateTimeOffset ExpiresAt);

/// <summary>To the receiver, in place of <c>assigned</c>.</summary>
public sealed record TransferredData(
    ConversationView Conversation, TransferOrigin From,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Note);

public sealed record TransferOrigin(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] AgentId? AgentId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] QueueId? QueueId);

public sealed record MessageData(ConversationId ConversationId, MessageView Message);

public sealed record DeliveryData(ConversationId ConversationId, MessageId MessageId, DeliveryView Delivery);

/// <summary>
/// The conversation is not, or no longer, the agent's: <c>unassigned</c>, <c>closed</c> or <c>offerEnded</c>.
/// </summary>
public sealed record EndedData(ConversationId ConversationId, string Reason);

/// <summary>What the agent is warned of will happen at <c>At</c>.</summary>
public sealed record WarningData(ConversationId ConversationId, string Kind, DateTimeOffset At);

public sealed record StatusData(string Status, AuthorView By);

/// <summary>Who asks for help, and with which conversation.</summary>
public sealed record HelpData(ConversationId ConversationId, AuthorView From);
