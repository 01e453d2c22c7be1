using LiveChat.Core.Primitives;

namespace LiveChat.Core.Queues;

/// <summary>The search for another agent where one does not answer.</summary>
public sealed partial class QueueLine
{
    private readonly Seekers _seekers;

    /// <summary>
    /// Another agent is wanted for a conversation that goes on with <see cref="WaitingHead.Excluded"/> until there is
    /// one; it is served in the order of those who wait, and counts as none of them. Asked again for the same stay,
    /// nothing changes. <see cref="Remove"/> ends the wish.
    /// </summary>
    public IReadOnlyList<LineOutput> Seek(DateTimeOffset now, WaitingHead head)
    {
        if (_entries.Find(head.Conversation) is not null) return [];
        var known = _seekers.Find(head.Conversation);
        if (known?.Head.StateVersion >= head.StateVersion) return [];
        if (known is not null) EndSeek(known, holder: null);
        _seekers.Add(new LineEntry(head with { Admitted = true }));
        return Settled(now);
    }

    private LineEntry? BestFor(LineAgent agent, DateTimeOffset now)
    {
        var (waiting, seeker) = (_matcher.BestFor(agent, now), _seekers.BestFor(agent, now));
        return ComesFirst(seeker, waiting) ? seeker : waiting;
    }

    private static bool ComesFirst(LineEntry? seeker, LineEntry? waiting) =>
        seeker is not null && (waiting is null || WaitingEntries.Compare(seeker, waiting) < 0);

    private void EndSeek(LineEntry seeker, AgentId? holder)
    {
        _reservations.Release(seeker, taken: seeker.Reservation?.Agent.Id == holder);
        _seekers.Remove(seeker);
    }

    private void TakeOut(LineEntry entry)
    {
        if (_seekers.Find(entry.Conversation) == entry) _seekers.Remove(entry);
        else _entries.Remove(entry);
    }

    private (LineEntry Entry, LineAgent Agent)? NextMatch(DateTimeOffset now)
    {
        var (waiting, seeker) = (_matcher.Next(now), _seekers.Next(now));
        return ComesFirst(seeker?.Entry, waiting?.Entry) ? seeker : waiting;
    }
}
