using LiveChat.Core.Primitives;

namespace LiveChat.Core.Queues;

/// <summary>
/// The outstanding reservations of a line. Each fills a slot of its agent here until it is released, and is told again,
/// with its token, until then.
/// </summary>
internal sealed class Reservations(WaitingEntries entries, AgentPool agents, Func<ReservationToken> tokens)
{
    private readonly Queue<(LineEntry Entry, LineReservation Reservation, DateTimeOffset ToldAt)> _told = [];
    private DateTimeOffset _reservedAt = DateTimeOffset.MinValue;

    /// <summary>When the next one is to be told again.</summary>
    public DateTimeOffset? NextDue
    {
        get
        {
            DropOutdated();
            return _told.TryPeek(out var oldest) ? oldest.ToldAt + QueueLine.RetellAfter : null;
        }
    }

    public LineOutput Make(
        LineEntry entry, LineAgent agent, long? round, DateTimeOffset now, bool preferred = false)
    {
        // Strictly increasing, so that round robin goes round even within one instant.
        _reservedAt = now > _reservedAt ? now : _reservedAt.AddTicks(1);
        var head = entry.Head;
        var excluded = agents.ExclusionsHold ? head.Excluded : null;
        var why = agents.Reason(Matcher.Waited(head.QueuedAt, now), excluded, head.Language, preferred);
        entry.Reservation = new LineReservation(tokens(), agent, round, now, why);
        entries.Refresh(entry);
        agents.Change(agent, (entry, _reservedAt), static (agent, made) =>
        {
            agent.Outstanding.Add(made.entry);
            agent.ReservedAt = made._reservedAt;
        });
        return Tell(entry, now);
    }

    /// <summary>
    /// The reservation of an entry, if it has one, is over. <c>Taken</c>: the agent got the conversation, and counts as
    /// assigned until its news say so.
    /// </summary>
    public void Release(LineEntry entry, bool taken = false)
    {
        if (entry.Reservation is not { } reservation) return;
        entry.Reservation = null;
        entries.Refresh(entry);
        agents.Change(reservation.Agent, (entry, taken), static (agent, over) =>
        {
            agent.Outstanding.Remove(over.entry);
            if (!over.taken && agent.Outstanding.Count == 0) agent.ReservedAt = null;
        });
    }

    /// <summary>Tells those again that have stayed unanswered.</summary>
    public void Retell(DateTimeOffset now, List<LineOutput> outputs)
    {
        for (DropOutdated(); _told.TryPeek(out var oldest); DropOutdated())
        {
            if (!Elapsed.AtLeast(QueueLine.RetellAfter, oldest.ToldAt, now)) return;
            outputs.Add(Tell(oldest.Entry, now));
        }
    }

    /// <summary>The outstanding reservation of an entry, to be told now and again later.</summary>
    public LineOutput Tell(LineEntry entry, DateTimeOffset now)
    {
        var reservation = entry.Reservation!;
        reservation.ToldAt = now;
        _told.Enqueue((entry, reservation, now));
        var head = entry.Head;
        return new LineOutput.Reserve(
            reservation.Agent.Id, head.Conversation, reservation.Token, head.StateVersion, head.Priority, head.QueuedAt,
            reservation.Round, reservation.Why);
    }

    private void DropOutdated()
    {
        while (_told.TryPeek(out var oldest)
            && (oldest.Entry.Reservation != oldest.Reservation || oldest.Reservation.ToldAt != oldest.ToldAt))
        {
            _told.Dequeue();
        }
    }
}
