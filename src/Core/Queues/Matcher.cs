using LiveChat.Core.Primitives;

namespace LiveChat.Core.Queues;

/// <summary>
/// Finds who is served next. The first entry in order that any ready agent may serve goes to the agent whom the
/// strategy takes; an entry that nobody may serve now is passed over.
/// </summary>
/// <remarks>
/// Two entries of each priority decide, so that a search is O(log n) whatever waits. Let m be the ready agent with the
/// shortest delay. Entries of one priority stand by age, so if the oldest that m is not excluded from has not waited
/// m's delay, no younger one has. And if the oldest of all excludes m, it needs the next shortest delay, and so does
/// every younger one that excludes m.
/// </remarks>
internal sealed class Matcher(WaitingEntries entries, AgentPool agents)
{
    /// <summary>
    /// When the next entry will have waited long enough for an agent that is ready now. True after the last
    /// <see cref="Next"/> that found nothing; null: not without another input.
    /// </summary>
    public DateTimeOffset? NextDue { get; private set; }

    public (LineEntry Entry, LineAgent Agent)? Next(DateTimeOffset now)
    {
        NextDue = null;
        var (first, second) = agents.ByDelay;
        if (first is null) return null;
        for (var priority = WaitingEntries.Priorities - 1; priority >= 0; priority--)
        {
            var oldest = entries.FirstFree(priority);
            if (oldest is null) continue;
            if (agents.ExclusionsHold && oldest.Head.Excluded == first.Id)
            {
                if (second is not null && Reaches(second, oldest, now)) return Pair(oldest, now);
                oldest = entries.FirstFree(priority, notExcluding: first.Id);
            }

            if (oldest is not null && Reaches(first, oldest, now)) return Pair(oldest, now);
        }

        return null;
    }

    /// <summary>The entry that this agent should serve first; null when it may serve none now.</summary>
    public LineEntry? BestFor(LineAgent agent, DateTimeOffset now)
    {
        for (var priority = WaitingEntries.Priorities - 1; priority >= 0; priority--)
        {
            var oldest = agents.ExclusionsHold
                ? entries.FirstFree(priority, notExcluding: agent.Id)
                : entries.FirstFree(priority);
            if (oldest is not null && Waited(oldest, now) >= agent.Member.Delay) return oldest;
        }

        return null;
    }

    /// <summary>Whether an agent in a bidding round may yet take the entry.</summary>
    public bool MayBidFor(LineEntry entry, DateTimeOffset now) => agents.MayBid(Waited(entry, now), Excluded(entry));

    /// <summary>Not negative, though the clock that stamped the entry may be ahead of ours.</summary>
    public static TimeSpan Waited(DateTimeOffset queuedAt, DateTimeOffset now) =>
        now > queuedAt ? now - queuedAt : TimeSpan.Zero;

    private static TimeSpan Waited(LineEntry entry, DateTimeOffset now) => Waited(entry.Head.QueuedAt, now);

    private (LineEntry Entry, LineAgent Agent) Pair(LineEntry entry, DateTimeOffset now) =>
        (entry, agents.Best(Waited(entry, now), Excluded(entry))!);

    private AgentId? Excluded(LineEntry entry) => agents.ExclusionsHold ? entry.Head.Excluded : null;

    private bool Reaches(LineAgent agent, LineEntry entry, DateTimeOffset now)
    {
        if (Waited(entry, now) >= agent.Member.Delay) return true;
        var due = agent.Member.Delay < DateTimeOffset.MaxValue - entry.Head.QueuedAt
            ? entry.Head.QueuedAt + agent.Member.Delay
            : DateTimeOffset.MaxValue;
        if (NextDue is null || due < NextDue) NextDue = due;
        return false;
    }
}
