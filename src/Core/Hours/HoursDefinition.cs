using System.Collections.Immutable;

namespace LiveChat.Core.Hours;

/// <summary>Opening hours as somebody wrote them down: on the wall clock of a time zone.</summary>
/// <param name="TimeZone">An id of the IANA time zone database.</param>
/// <param name="Weekly">The spans that begin on each day of the week, Monday first: seven entries. Null is always
/// open.</param>
/// <param name="Exceptions">At most one for each date.</param>
public sealed record HoursDefinition(
    string TimeZone, ImmutableArray<ImmutableArray<DaySpan>>? Weekly, ImmutableArray<DatedSpans> Exceptions)
{
    public const int DaysOfWeek = 7;
}

/// <summary>
/// A span that begins on some day, half-open, in seconds since that day's midnight on the wall clock. One whose end is
/// not after its beginning ends on the next day; an end of 86,400 is midnight.
/// </summary>
public readonly record struct DaySpan(int FromSeconds, int ToSeconds)
{
    public const int SecondsOfDay = 24 * 60 * 60;

    /// <summary>Since the midnight before the beginning; more than a day's for a span over midnight.</summary>
    public int EndSeconds => ToSeconds > FromSeconds ? ToSeconds : ToSeconds + SecondsOfDay;
}

/// <summary>
/// The spans that begin on one date, instead of those of its day of the week. A span that began on the day before goes
/// on into the date as it would have.
/// </summary>
public sealed record DatedSpans(DateOnly Date, ImmutableArray<DaySpan> Spans);
