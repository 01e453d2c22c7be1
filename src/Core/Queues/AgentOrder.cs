namespace LiveChat.Core.Queues;

/// <summary>
/// Agents in the order of their delay, with the two whom the strategy would take first: two, because at most one agent
/// is excluded. All strategies give a total order, ties go to the lower id.
/// </summary>
internal sealed class AgentOrder(QueueStrategy strategy) : ITreeOrder<LineAgent, BestTwo>
{
    public BestTwo Nothing => default;

    public int Compare(LineAgent one, LineAgent other)
    {
        var byDelay = one.Member.Delay.CompareTo(other.Member.Delay);
        return byDelay != 0 ? byDelay : one.Id.CompareTo(other.Id);
    }

    public BestTwo Summarise(LineAgent item) => new(item, null);

    public BestTwo Join(BestTwo before, BestTwo after)
    {
        if (before.Best is null) return after;
        if (after.Best is null) return before;
        return Precedes(before.Best, after.Best)
            ? new BestTwo(before.Best, Better(before.Second, after.Best))
            : new BestTwo(after.Best, Better(after.Second, before.Best));
    }

    private LineAgent Better(LineAgent? one, LineAgent other) =>
        one is not null && Precedes(one, other) ? one : other;

    private bool Precedes(LineAgent one, LineAgent other)
    {
        var compared = strategy switch
        {
            QueueStrategy.LongestIdle => one.Standing!.IdleSince.CompareTo(other.Standing!.IdleSince),
            QueueStrategy.LeastLoaded => CompareLoad(one, other),
            QueueStrategy.RoundRobin => Nullable.Compare(one.LastAssignedAt, other.LastAssignedAt),
            _ => throw new InvalidOperationException($"The strategy {strategy} is not defined."),
        };
        return compared != 0 ? compared < 0 : one.Id.CompareTo(other.Id) < 0;
    }

    /// <summary>
    /// By the share of the cap in use. Without a cap, n conversations count as the share n/(n+1): that orders agents
    /// without a cap by count, and stands between idle (0) and full (1) beside those with one.
    /// </summary>
    private static int CompareLoad(LineAgent one, LineAgent other)
    {
        long ownSize = one.Standing!.Cap ?? one.Used + 1;
        long otherSize = other.Standing!.Cap ?? other.Used + 1;
        return (one.Used * otherSize).CompareTo(other.Used * ownSize);
    }
}

/// <summary>The best agent of some, and the one after it.</summary>
internal readonly record struct BestTwo(LineAgent? Best, LineAgent? Second);
