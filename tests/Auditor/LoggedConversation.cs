namespace LiveChat.Auditor;

/// <summary>A conversation as the API tells it, with its whole log.</summary>
public sealed record LoggedConversation
{
    public required string Id { get; init; }
    public required string Sender { get; init; }
    public required string Contact { get; init; }

    /// <summary>Where it stands, as the API shows it beside the log.</summary>
    public required LoggedHead Head { get; init; }

    /// <summary>In order of their versions.</summary>
    public required IReadOnlyList<LoggedEvent> Events { get; init; }

    /// <summary>In order of their <c>seq</c>.</summary>
    public required IReadOnlyList<LoggedMessage> Messages { get; init; }

    public string State => Head.State;
    public string? QueueId => Head.QueueId;
    public string? AgentId => Head.AgentId;
    public string? CloseReason => Head.CloseReason;
}

/// <summary>Where a conversation stands: what its events alone must lead to.</summary>
public sealed record LoggedHead
{
    public required long Version { get; init; }
    public required string State { get; init; }
    public string? QueueId { get; init; }
    public string? AgentId { get; init; }
    public string? PreviousAgentId { get; init; }
    public int Priority { get; init; }
    public DateTimeOffset? QueuedAt { get; init; }
    public DateTimeOffset? AssignedAt { get; init; }
    public DateTimeOffset? ClosedAt { get; init; }
    public string? CloseReason { get; init; }
}

public sealed record LoggedEvent(long Version, string Type, DateTimeOffset At, string? AgentId, string? Reason)
{
    /// <summary>The author's kind: <c>system</c>, <c>agent</c> (any member), <c>contact</c> or <c>bot</c>.</summary>
    public string By { get; init; } = "system";

    public string? QueueId { get; init; }

    /// <summary>With a transfer: who had it.</summary>
    public string? FromAgentId { get; init; }

    public string? PreviousAgentId { get; init; }
    public int? Priority { get; init; }
    public DateTimeOffset? QueuedAt { get; init; }
    public string? MessageId { get; init; }
    public string? Text { get; init; }
}

public sealed record LoggedMessage(long Seq, string Id, string Direction, string Kind, string Text);

/// <summary>An agent as the API tells it.</summary>
public sealed record ListedAgent(string Id, bool Enabled, string Presence, string Status);
