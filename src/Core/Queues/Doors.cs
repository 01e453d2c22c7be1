using LiveChat.Core.Hours;

namespace LiveChat.Core.Queues;

/// <summary>
/// Opens and closes the line by the clock. While it admits nobody, who is new is refused, whoever may be free. While it
/// is closed nobody is reserved, and those who wait are sent away or kept.
/// </summary>
internal sealed class Doors(WaitingEntries entries, Reservations reservations, WaitingRoom room)
{
    private ServiceHours _service = ServiceHours.Always;
    private HoursStanding _seen = HoursStanding.AlwaysOpen;
    private DateTimeOffset _seenAt = DateTimeOffset.MaxValue;
    private HoursStanding _passed = HoursStanding.AlwaysOpen;

    /// <summary>As of the last <see cref="Pass"/>.</summary>
    public bool Open => _passed.Open;

    /// <summary>When the doors move after the last <see cref="Pass"/>, if somebody waits who would notice.</summary>
    public DateTimeOffset? NextDue => entries.Count > 0 ? _passed.Until : null;

    public void Use(ServiceHours service)
    {
        _service = service;
        _seenAt = DateTimeOffset.MaxValue;
    }

    public bool Admits(DateTimeOffset now) => Look(now).Admits;

    public bool IsOpen(DateTimeOffset now) => Look(now).Open;

    /// <summary>Does what the hours ask for now.</summary>
    public void Pass(DateTimeOffset now, List<LineOutput> outputs)
    {
        var wasOpen = _passed.Open;
        _passed = Look(now);
        if (wasOpen && !_passed.Open) TakeBackReservations();
        if (!_passed.Admits) room.RefuseNew(outputs);
        if (_passed.Open || _service.KeepsWaiting || entries.Count == 0) return;
        foreach (var entry in entries.InOrder().ToList())
        {
            entries.Remove(entry);
            outputs.Add(new LineOutput.EndService(entry.Conversation, entry.Head.StateVersion));
        }
    }

    private void TakeBackReservations()
    {
        foreach (var entry in entries.InOrder().Where(entry => entry.Reservation is not null).ToList())
        {
            reservations.Release(entry);
            if (!entry.Head.Admitted) room.Expect(entry);
        }
    }

    /// <summary>What was seen holds until it ends, unless the clock was set back.</summary>
    private HoursStanding Look(DateTimeOffset now)
    {
        if (now >= _seenAt && (_seen.Until is not { } until || now < until)) return _seen;
        _seenAt = now;
        return _seen = _service.Hours.StandingAt(now, _service.CloseBeforeEnd);
    }
}
