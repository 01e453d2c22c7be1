namespace LiveChat.Core.Queues;

/// <summary>
/// Conversations that have just come and want a certain agent: they get it at once if it can take them now. What it
/// cannot take now is an ordinary entry from then on: nobody waits for an agent (R1.11, R1.15, R4.16).
/// </summary>
internal sealed class Preferences(AgentPool agents, Reservations reservations)
{
    private List<LineEntry> _new = [];

    /// <summary>The entry begins its stay in the line.</summary>
    public void Note(LineEntry entry)
    {
        if (entry.Head.Preferred is not null) _new.Add(entry);
    }

    /// <summary>Grants what can be granted, in order, and drops the rest.</summary>
    public void Grant(DateTimeOffset now, bool open, List<LineOutput> outputs)
    {
        if (_new.Count == 0) return;
        var wishes = _new;
        _new = [];
        if (!open) return;
        wishes.Sort(WaitingEntries.Compare);
        foreach (var entry in wishes)
        {
            if (!entry.InLine || entry.Reservation is not null || entry.Head.Preferred is not { } wanted) continue;
            if (agents.Find(wanted) is { Free: > 0 } agent)
            {
                outputs.Add(reservations.Make(entry, agent, round: null, now, preferred: true));
            }
        }
    }
}
