namespace LiveChat.Auditor;

/// <summary>What was configured and must have held all the time.</summary>
public sealed record Rules
{
    /// <summary>The most conversations that each agent may have at a time.</summary>
    public required IReadOnlyDictionary<string, int> CapOfAgent { get; init; }

    /// <summary>The agents of each queue.</summary>
    public required IReadOnlyDictionary<string, IReadOnlySet<string>> AgentsOfQueue { get; init; }
}
