using System.Collections.Immutable;
using System.Globalization;
using LiveChat.Api.Validation;
using LiveChat.Core.Hours;

namespace LiveChat.Api.Endpoints.Settings;

/// <summary>Makes opening hours of what was given, noting whatever is wrong with it.</summary>
internal static class HoursRules
{
    private const int SpansPerDayMax = 48;
    private const int ExceptionsMax = 1_000;
    private static readonly DateOnly _dateMax = new(9998, 12, 31);

    /// <summary>Only to be used when nothing was found.</summary>
    public static HoursDefinition Hours(this Findings findings, HoursFields given)
    {
        var zone = findings.TimeZone("timeZone", given.TimeZone);
        var weekly = given.Weekly is { } week ? Weekly(findings, week) : (ImmutableArray<ImmutableArray<DaySpan>>?)null;
        return new HoursDefinition(zone, weekly, Exceptions(findings, given.Exceptions ?? []));
    }

    private static ImmutableArray<ImmutableArray<DaySpan>> Weekly(Findings findings, WeeklyFields week)
    {
        var fields = new List<string>();
        var begins = new List<(int Day, DaySpan Span)>();
        foreach (var (day, given) in week.Days().Index())
        {
            Spans(findings, $"weekly.{WeeklyFields.DayNames[day]}", day, given, begins, fields);
        }

        NoteOverlaps(findings, fields, begins, HoursDefinition.DaysOfWeek);
        return [.. week.Days().Select((_, day) => SpansOf(begins, day))];
    }

    private static ImmutableArray<DatedSpans> Exceptions(Findings findings, IReadOnlyList<ExceptionFields> given)
    {
        findings.Require(given.Count <= ExceptionsMax, "exceptions", $"must have at most {ExceptionsMax} dates");
        var fields = new List<string>();
        var begins = new List<(int Day, DaySpan Span)>();
        var dates = new HashSet<DateOnly>();
        foreach (var (i, exception) in given.Take(ExceptionsMax).Index())
        {
            var field = $"exceptions[{i}]";
            var isDate = DateOnly.TryParseExact(
                exception.Date, ExceptionFields.DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.None,
                out var date) && date <= _dateMax;
            findings.Require(isDate, $"{field}.date", "must be a date, as 2026-12-25");
            findings.Require(!isDate || dates.Add(date), $"{field}.date", "must not be there twice");
            if (isDate) Spans(findings, $"{field}.spans", date.DayNumber, exception.Spans, begins, fields);
        }

        NoteOverlaps(findings, fields, begins, cycleDays: null);
        return [.. dates.Order().Select(date => new DatedSpans(date, SpansOf(begins, date.DayNumber)))];
    }

    private static void Spans(
        Findings findings, string field, int day, IReadOnlyList<SpanFields> given, List<(int Day, DaySpan Span)> begins,
        List<string> fields)
    {
        findings.Require(given.Count <= SpansPerDayMax, field, $"must have at most {SpansPerDayMax} spans");
        foreach (var (i, span) in given.Take(SpansPerDayMax).Index())
        {
            var from = Seconds(span.From) is { } first and < DaySpan.SecondsOfDay ? first : (int?)null;
            var to = Seconds(span.To);
            findings.Require(from is not null, $"{field}[{i}].from", "must be a time from 00:00 to 23:59:59");
            findings.Require(to is not null, $"{field}[{i}].to", "must be a time from 00:00 to 24:00");
            if (from is not { } begin || to is not { } end) continue;
            begins.Add((day, new DaySpan(begin, end)));
            fields.Add($"{field}[{i}]");
        }
    }

    private static void NoteOverlaps(
        Findings findings, List<string> fields, List<(int Day, DaySpan Span)> begins, int? cycleDays)
    {
        foreach (var position in SpanOverlap.Find(begins, cycleDays))
            findings.Add(fields[position], "must not begin before another span has ended");
    }

    private static ImmutableArray<DaySpan> SpansOf(List<(int Day, DaySpan Span)> begins, int day) =>
        [.. begins.Where(it => it.Day == day).Select(it => it.Span).OrderBy(span => span.FromSeconds)];

    /// <summary>Of HH:mm or HH:mm:ss, up to 24:00; null for anything else.</summary>
    private static int? Seconds(string text)
    {
        if (text.Length is not (5 or 8)) return null;
        for (var i = 0; i < text.Length; i++)
        {
            if (i % 3 == 2 ? text[i] != ':' : !char.IsAsciiDigit(text[i])) return null;
        }

        int Two(int at) => at < text.Length ? ((text[at] - '0') * 10) + text[at + 1] - '0' : 0;
        var seconds = (Two(0) * 3600) + (Two(3) * 60) + Two(6);
        return Two(3) < 60 && Two(6) < 60 && seconds <= DaySpan.SecondsOfDay ? seconds : null;
    }
}
