using LiveChat.Core.Primitives;

namespace LiveChat.Core.Queues;

/// <summary>
/// A conversation that waits in the queue, as its row says. The higher <c>Version</c> is the newer; a changed
/// <c>StateVersion</c> is another stay in the queue. <c>Priority</c> is 0–9. <c>QueuedAt</c> is the time of first
/// entry.
/// <c>Excluded</c> is the agent who gave it away. <c>Language</c> is carried for language routing.
/// <c>Preferred</c> is the agent who gets it at once if it can take it when this stay begins.
/// </summary>
public readonly record struct WaitingHead(
    ConversationId Conversation, long Version, long StateVersion, int Priority, DateTimeOffset QueuedAt, bool Admitted,
    AgentId? Excluded = null, string? Language = null,
    AgentId? Preferred = null);
