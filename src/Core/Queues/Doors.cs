using LiveChat.Core.Hours;
using LiveChat.Core.Primitives;

namespace LiveChat.Core.Queues;

/// <summary>
/// Opens and closes the line by the clock. While it admits nobody, who is new is refused, whoever may be free. While it
/// is closed nobody is reserved, and those who wait are kept, or sent away until they have left.
/// </summary>
internal sealed class Doors(WaitingEntries entries, AgentPool agents, Reservations reservations, WaitingRoom room)
{
    private readonly List<LineEntry> _arrived = [];
    private readonly Queue<(LineEntry Entry, DateTimeOffset At)> _sent = [];
    private ServiceHours _service = ServiceHours.Always;
    private HoursStanding _seen = HoursStanding.AlwaysOpen;
    private DateTimeOffset _seenAt = DateTimeOffset.MaxValue;
    private HoursStanding _passed = HoursStanding.AlwaysOpen;
    private bool _sendsAway;

    /// <summary>As of the last <see cref="Pass"/>.</summary>
    public bool Open => _passed.Open;

    /// <summary>When <see cref="Pass"/> next has something to do.</summary>
    public DateTimeOffset? NextDue
    {
        get
        {
            DropOutdated();
            var again = _sent.TryPeek(out var oldest) ? oldest.At + QueueLine.RetellAfter : (DateTimeOffset?)null;
            return again is null || _passed.Until < again ? _passed.Until : again;
        }
    }

    public void Use(ServiceHours service)
    {
        _service = service;
        _seenAt = DateTimeOffset.MaxValue;
    }

    public bool Admits(DateTimeOffset now) => Look(now).Admits;

    public bool IsOpen(DateTimeOffset now) => Look(now).Open;

    /// <summary>The entry begins its stay in the line.</summary>
    public void Arrived(LineEntry entry) => _arrived.Add(entry);

    /// <summary>Does what the hours ask for now.</summary>
    public void Pass(DateTimeOffset now, List<LineOutput> outputs)
    {
        var wasOpen = _passed.Open;
        _passed = Look(now);
        if (wasOpen && !_passed.Open) TakeBackReservations();
        if (!_passed.Admits) room.RefuseNew(outputs);
        var sentAway = _sendsAway;
        _sendsAway = !_passed.Open && !_service.KeepsWaiting;
        if (!_sendsAway) _sent.Clear();
        else foreach (var entry in sentAway ? Due(now) : entries.InOrder())
        {
            entry.SentAwayAt = now;
            _sent.Enqueue((entry, now));
            outputs.Add(new LineOutput.SendAway(entry.Conversation, entry.Head.StateVersion));
        }

        _arrived.Clear();
    }

    private void TakeBackReservations()
    {
        foreach (var entry in agents.All.SelectMany(agent => agent.Outstanding).ToList())
        {
            reservations.Release(entry);
            if (!entry.Head.Admitted) room.Expect(entry);
        }
    }

    /// <summary>Those who came since, and those who have not left since they were last sent, in order.</summary>
    private List<LineEntry> Due(DateTimeOffset now)
    {
        var due = _arrived.Where(entry => entry.InLine).ToHashSet();
        for (DropOutdated(); _sent.TryPeek(out var oldest); DropOutdated())
        {
            if (!Elapsed.AtLeast(QueueLine.RetellAfter, oldest.At, now)) break;
            due.Add(_sent.Dequeue().Entry);
        }

        return [.. due.Order(Comparer<LineEntry>.Create(WaitingEntries.Compare))];
    }

    private void DropOutdated()
    {
        while (_sent.TryPeek(out var oldest) && !(oldest.Entry.InLine && oldest.Entry.SentAwayAt == oldest.At))
            _sent.Dequeue();
    }

    /// <summary>What was seen holds until it ends, unless the clock was set back.</summary>
    private HoursStanding Look(DateTimeOffset now)
    {
        if (now >= _seenAt && (_seen.Until is not { } until || now < until)) return _seen;
        _seenAt = now;
        return _seen = _service.Hours.StandingAt(now, _service.CloseBeforeEnd);
    }
}
