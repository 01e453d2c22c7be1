using LiveChat.Core.Primitives;

namespace LiveChat.Core.Queues;

/// <summary>
/// What an agent last said of itself to a queue. The higher (<c>Epoch</c>, <c>Sequence</c>) is the newer.
/// </summary>
public sealed record AgentStanding
{
    public required AgentId Agent { get; init; }
    public required long Epoch { get; init; }
    public required long Sequence { get; init; }

    /// <summary>An open stream now.</summary>
    public required bool Online { get; init; }

    /// <summary>Counts for the waiting room: online, or remembered as online shortly after a start.</summary>
    public required bool CountsForAdmission { get; init; }

    /// <summary>Online, enabled, and in a status that takes new conversations.</summary>
    public required bool TakesNew { get; init; }

    /// <summary>Slots in use over all queues.</summary>
    public required int Used { get; init; }

    /// <summary>The agent's cap in force, at least 1; null is unlimited.</summary>
    public required int? Cap { get; init; }

    /// <summary>How many more conversations of this queue it can take now, both caps considered.</summary>
    public required int Free { get; init; }

    /// <summary>When a slot was last freed, or the agent became eligible.</summary>
    public required DateTimeOffset IdleSince { get; init; }

    public required DateTimeOffset? LastAssignedAt { get; init; }

    /// <summary>The agent runs a bidding round: it gets only what it asks for.</summary>
    public bool InRound { get; init; }

    internal bool IsThatOf(AgentStanding? other) => (Epoch, Sequence) == (other?.Epoch, other?.Sequence);

    internal bool IsNewerThan(AgentStanding? other) =>
        other is null || (Epoch, Sequence).CompareTo((other.Epoch, other.Sequence)) > 0;
}
