using NodaTime;

namespace LiveChat.Core.Hours;

/// <summary>
/// Opening hours at any instant. Immutable and for any number of threads; a question costs some lookups.
/// </summary>
/// <remarks>
/// The wall clock of the zone decides, second by second: an instant is open when a span holds what the clock shows
/// then. So an hour that the clock shows twice is open both times, and one that it skips does not exist. Spans are
/// half-open: until 18:00 is closed at 18:00:00. Spans that touch, or overlap, are one service without an end between.
/// The zones are those of NodaTime's own time zone database, so that every machine gives the same answers.
/// </remarks>
public sealed class OpeningHours
{
    /// <summary>Beyond this from its beginning, time to come is not looked for.</summary>
    public static readonly TimeSpan Horizon = TimeSpan.FromDays(10 * 366);

    public static readonly OpeningHours Always = Of(new HoursDefinition("UTC", null, []));

    private static readonly long _last = DateTimeOffset.MaxValue.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks;

    private readonly DateTimeZone _zone;
    private readonly DayTable _days;
    private readonly bool _uniform;

    private OpeningHours(DateTimeZone zone, DayTable days)
    {
        _zone = zone;
        _days = days;
        _uniform = days.IsUniform;
    }

    /// <exception cref="ArgumentException">There is no such zone, or two exceptions have one date.</exception>
    public static OpeningHours Of(HoursDefinition definition)
    {
        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(definition.TimeZone)
            ?? throw new ArgumentException($"There is no time zone {definition.TimeZone}.", nameof(definition));
        return new OpeningHours(zone, new DayTable(definition));
    }

    public bool IsOpen(DateTimeOffset at) => StretchAt(Ticks(at)).IsOpen;

    /// <summary>
    /// The next instant after <paramref name="at"/> at which open turns to closed, or closed to open: while open, the
    /// end of service. Null when that never comes.
    /// </summary>
    public DateTimeOffset? NextChange(DateTimeOffset at)
    {
        var first = StretchAt(Ticks(at));
        var stretch = first;
        while (stretch.IsOpen == first.IsOpen)
        {
            if (stretch.Until > _last) return null;
            stretch = StretchAt(stretch.Until);
        }

        return Time(stretch.From);
    }

    /// <summary>
    /// Open, and no end of service within <paramref name="closeBeforeEnd"/>: when exactly so much is left, new
    /// conversations are no longer admitted.
    /// </summary>
    public HoursStanding StandingAt(DateTimeOffset at, TimeSpan closeBeforeEnd)
    {
        var open = IsOpen(at);
        var next = NextChange(at);
        if (!open) return new HoursStanding(false, false, next, next);
        if (next is not { } end || closeBeforeEnd <= TimeSpan.Zero) return new HoursStanding(true, true, next, next);
        return end - at > closeBeforeEnd
            ? new HoursStanding(true, true, next, end - closeBeforeEnd)
            : new HoursStanding(true, false, next, next);
    }

    /// <summary>How much of the time from one instant to the other is open; zero when they are not in order.</summary>
    public TimeSpan OpenTimeBetween(DateTimeOffset from, DateTimeOffset to)
    {
        var open = 0L;
        var end = Ticks(to);
        for (var at = Ticks(from); at < end;)
        {
            var stretch = StretchAt(at);
            var until = Math.Min(stretch.Until, end);
            if (stretch.IsOpen) open += until - at;
            at = until;
        }

        return TimeSpan.FromTicks(open);
    }

    /// <summary>
    /// The first instant by which so much open time has passed, so an end of service rather than the next opening; for
    /// zero or less, <paramref name="from"/>. Null when that is not within the <see cref="Horizon"/>.
    /// </summary>
    public DateTimeOffset? AddOpenTime(DateTimeOffset from, TimeSpan duration)
    {
        var left = duration.Ticks;
        if (left <= 0) return from.ToUniversalTime();
        var last = Math.Min(_last, Ticks(from) + Horizon.Ticks);
        for (var at = Ticks(from); at < last;)
        {
            var stretch = StretchAt(at);
            if (stretch.IsOpen)
            {
                if (stretch.Until - at >= left) return left <= last - at ? Time(at + left) : null;
                left -= stretch.Until - at;
            }

            at = stretch.Until;
        }

        return null;
    }

    /// <summary>What holds at an instant, and until when it surely goes on so.</summary>
    private Stretch StretchAt(long at)
    {
        var zone = _zone.GetZoneInterval(Instant.FromUnixTimeTicks(at));
        var local = at + zone.WallOffset.Ticks;
        var day = (int)FloorDivide(local, TimeSpan.TicksPerDay);
        if (_uniform && !_days.IsDated(day) && BeginOfNextDated(day) is var begin && begin > at)
            return new Stretch(at, !_days[day].IsEmpty, begin);

        var midnight = local - (day * TimeSpan.TicksPerDay);
        var (open, until) = Within(day, midnight);
        var end = at + (until - midnight);
        if (zone.HasEnd) end = Math.Min(end, zone.End.ToUnixTimeTicks());
        return new Stretch(at, open, end);
    }

    /// <summary>Whether the day is open so long after its midnight, and until when, on its clock.</summary>
    private (bool Open, long Until) Within(int day, long time)
    {
        foreach (var span in _days[day])
        {
            if (time < span.FromSeconds * TimeSpan.TicksPerSecond)
                return (false, span.FromSeconds * TimeSpan.TicksPerSecond);
            if (time < span.ToSeconds * TimeSpan.TicksPerSecond)
                return (true, span.ToSeconds * TimeSpan.TicksPerSecond);
        }

        return (false, TimeSpan.TicksPerDay);
    }

    private long BeginOfNextDated(int day) => _days.NextDated(day) is { } next
        ? _zone.AtStartOfDay(new LocalDate(1970, 1, 1).PlusDays(next)).ToInstant().ToUnixTimeTicks()
        : long.MaxValue;

    private static long Ticks(DateTimeOffset at) => at.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks;

    private static DateTimeOffset Time(long at) => DateTimeOffset.UnixEpoch.AddTicks(at);

    private static long FloorDivide(long value, long by) => (value - (((value % by) + by) % by)) / by;

    private readonly record struct Stretch(long From, bool IsOpen, long Until);
}
