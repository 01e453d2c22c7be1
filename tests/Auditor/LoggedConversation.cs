namespace LiveChat.Auditor;

/// <summary>A conversation as the API tells it, with its whole log.</summary>
public sealed record LoggedConversation
{
    public required string Id { get; init; }
    public required string ThreadId { get; init; }
    public required string State { get; init; }
    public required string? QueueId { get; init; }
    public required string? AgentId { get; init; }
    public required string Sender { get; init; }
    public required string Contact { get; init; }
    public required string? CloseReason { get; init; }

    /// <summary>In order of their versions.</summary>
    public required IReadOnlyList<LoggedEvent> Events { get; init; }

    /// <summary>In order of their <c>seq</c>.</summary>
    public required IReadOnlyList<LoggedMessage> Messages { get; init; }
}

public sealed record LoggedEvent(long Version, string Type, DateTimeOffset At, string? AgentId, string? Reason);

public sealed record LoggedMessage(long Seq, string Id, string Direction, string Kind, string Text);

/// <summary>An agent as the API tells it.</summary>
public sealed record ListedAgent(string Id, bool Enabled, string Presence, string Status);
