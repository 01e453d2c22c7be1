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
/// every younger one that excludes m. Where languages count, the same holds of each language's entries and the agents
/// who master it, and, from the wait on after which anyone may serve them, of all agents; the earliest of these is
/// next.
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
        var (first, second) = agents.Ready.ByDelay;
        if (first is null) return null;
        for (var priority = WaitingEntries.Priorities - 1; priority >= 0; priority--)
        {
            LineEntry? next = null;
            foreach (var (language, lane) in entries.LanesOf(priority))
            {
                if (language.Length == 0)
                {
                    next = Earlier(next, FirstOf(lane, first, second, TimeSpan.Zero, now));
                    continue;
                }

                var (master, another) = agents.Ready.MastersByDelay(language);
                if (master is not null) next = Earlier(next, FirstOf(lane, master, another, TimeSpan.Zero, now));
                if (Fallback > TimeSpan.Zero) next = Earlier(next, FirstOf(lane, first, second, Fallback, now));
            }

            if (next is not null) return Pair(next, now);
        }

        return null;
    }

    /// <summary>The entry that this agent should serve first; null when it may serve none now.</summary>
    public LineEntry? BestFor(LineAgent agent, DateTimeOffset now)
    {
        for (var priority = WaitingEntries.Priorities - 1; priority >= 0; priority--)
        {
            LineEntry? best = null;
            foreach (var lane in entries.LanesOf(priority).Values)
            {
                var oldest = agents.ExclusionsHold ? lane.FirstFree(notExcluding: agent.Id) : lane.FirstFree();
                if (oldest is null) continue;
                var waited = Waited(oldest, now);
                if (waited >= agent.Member.Delay && agents.Speaks(agent, oldest.Head.Language, waited))
                    best = Earlier(best, oldest);
            }

            if (best is not null) return best;
        }

        return null;
    }

    /// <summary>Whether an agent in a bidding round may yet take the entry.</summary>
    public bool MayBidFor(LineEntry entry, DateTimeOffset now) =>
        agents.MayBid(Waited(entry, now), Excluded(entry), entry.Head.Language);

    /// <summary>Not negative, though the clock that stamped the entry may be ahead of ours.</summary>
    public static TimeSpan Waited(DateTimeOffset queuedAt, DateTimeOffset now) =>
        now > queuedAt ? now - queuedAt : TimeSpan.Zero;

    private static TimeSpan Waited(LineEntry entry, DateTimeOffset now) => Waited(entry.Head.QueuedAt, now);

    private (LineEntry Entry, LineAgent Agent) Pair(LineEntry entry, DateTimeOffset now) =>
        (entry, agents.Best(Waited(entry, now), Excluded(entry), entry.Head.Language)!);

    private AgentId? Excluded(LineEntry entry) => agents.ExclusionsHold ? entry.Head.Excluded : null;

    private TimeSpan Fallback => agents.Languages.FallbackAfter;

    private static LineEntry? Earlier(LineEntry? one, LineEntry? other) =>
        one is null || (other is not null && WaitingEntries.CompareWithinPriority(other, one) < 0) ? other : one;

    /// <summary>
    /// The first of a lane whom one of some agents may serve: given the two of them with the shortest delays, and the
    /// shortest wait that counts for any of them.
    /// </summary>
    private LineEntry? FirstOf(Lane lane, LineAgent first, LineAgent? second, TimeSpan waitMin, DateTimeOffset now)
    {
        var oldest = lane.FirstFree();
        if (oldest is null) return null;
        if (agents.ExclusionsHold && oldest.Head.Excluded == first.Id)
        {
            if (second is not null && Reaches(second, oldest, waitMin, now)) return oldest;
            oldest = lane.FirstFree(notExcluding: first.Id);
        }

        return oldest is not null && Reaches(first, oldest, waitMin, now) ? oldest : null;
    }

    private bool Reaches(LineAgent agent, LineEntry entry, TimeSpan waitMin, DateTimeOffset now)
    {
        var delay = agent.Member.Delay > waitMin ? agent.Member.Delay : waitMin;
        if (Waited(entry, now) >= delay) return true;
        var due = delay < DateTimeOffset.MaxValue - entry.Head.QueuedAt
            ? entry.Head.QueuedAt + delay
            : DateTimeOffset.MaxValue;
        if (NextDue is null || due < NextDue) NextDue = due;
        return false;
    }
}
