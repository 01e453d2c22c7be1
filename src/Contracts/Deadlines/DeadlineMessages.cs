using LiveChat.Contracts.Actors;
using LiveChat.Core.Deadlines;
using LiveChat.Core.Primitives;

namespace LiveChat.Contracts.Deadlines;

/// <summary>
/// A conversation tells its shard when it wants to be woken; null: not at all. It is also the answer to
/// <see cref="DeadlineDue"/>.
/// </summary>
public sealed record DeadlineArmed(TenantId Tenant, ConversationId Conversation, DateTimeOffset? At) : IMessage;

/// <summary>
/// Something may be due in the conversation: it looks, acts, and answers with <see cref="DeadlineArmed"/>. Told again
/// until then: each second at first, more rarely later.
/// </summary>
public sealed record DeadlineDue(ConversationId Conversation) : IMessage;

/// <summary>Settings that timers depend on may have changed: the conversation arms its deadline anew.</summary>
public sealed record RulesChanged(ConversationId Conversation) : IMessage;

/// <summary>
/// An agent's status and connection, told to the conversations it has when either changes, and again every 5 s while it
/// is disconnected. Of one agent, the higher (<c>Epoch</c>, <c>Number</c>) is the newer.
/// </summary>
public sealed record AgentPresenceTold(
    ConversationId Conversation, AgentPresence Presence, long Epoch, long Number) : IMessage;
