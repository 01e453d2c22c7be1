using LiveChat.Core.Hours;
using NodaTime;

namespace LiveChat.Core.Tests.Hours;

/// <summary>Opening hours as anyone would look them up: on the wall clock, span by span.</summary>
internal static class SlowHours
{
    public static bool IsOpen(HoursDefinition hours, Instant at)
    {
        var clock = at.InZone(DateTimeZoneProviders.Tzdb[hours.TimeZone]).LocalDateTime;
        return new[] { clock.Date.PlusDays(-1), clock.Date }.Any(date => SpansOn(hours, date).Any(span =>
        {
            var from = date.AtMidnight().PlusSeconds(span.FromSeconds);
            var to = date.AtMidnight().PlusSeconds(span.ToSeconds);
            if (to <= from) to = to.PlusDays(1);
            return from <= clock && clock < to;
        }));
    }

    private static IEnumerable<DaySpan> SpansOn(HoursDefinition hours, LocalDate date)
    {
        foreach (var exception in hours.Exceptions)
            if (LocalDate.FromDateOnly(exception.Date) == date) return exception.Spans;
        if (hours.Weekly is { } weekly) return weekly[(int)date.DayOfWeek - 1];
        return [new DaySpan(0, 24 * 60 * 60)];
    }
}
