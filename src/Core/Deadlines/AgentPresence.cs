using LiveChat.Core.Primitives;

namespace LiveChat.Core.Deadlines;

/// <summary>
/// What timers need to know of an agent: its status, and when its last stream dropped (null while it has one).
/// </summary>
public sealed record AgentPresence(AgentId Agent, string Status, DateTimeOffset? DroppedAt);
