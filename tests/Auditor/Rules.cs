namespace LiveChat.Auditor;

/// <summary>
/// What was configured and must have held all the time. Queues without hours, languages, delays and overflow, which
/// would each be a reason to pass somebody over.
/// </summary>
public sealed record Rules
{
    /// <summary>
    /// The most conversations that each agent may have at a time. Every agent of the tenant is in it.
    /// </summary>
    public required IReadOnlyDictionary<string, int> CapOfAgent { get; init; }

    /// <summary>The agents of each queue; every queue of the tenant is in it.</summary>
    public required IReadOnlyDictionary<string, IReadOnlySet<string>> AgentsOfQueue { get; init; }

    /// <summary>The addresses of the tenant's senders.</summary>
    public required IReadOnlySet<string> Senders { get; init; }
}
