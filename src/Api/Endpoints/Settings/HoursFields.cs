using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Serialization;
using LiveChat.Core.Hours;

namespace LiveChat.Api.Endpoints.Settings;

/// <summary>Opening hours, to read and to put.</summary>
/// <param name="TimeZone">An IANA time zone, whose wall clock decides.</param>
/// <param name="Weekly">Null: always open, but for the exceptions.</param>
/// <param name="Exceptions">At most 1,000 dates; each replaces the spans that begin on its date. What began on the day
/// before goes on into it.</param>
public sealed record HoursFields(
    string TimeZone, WeeklyFields? Weekly = null, IReadOnlyList<ExceptionFields>? Exceptions = null)
{
    /// <summary>Of a queue: whether it has none of its own, and these are the tenant's. Only shown.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Inherited { get; init; }

    public static HoursFields Of(HoursDefinition hours) => new(
        hours.TimeZone,
        hours.Weekly is { } weekly ? WeeklyFields.Of(weekly) : null,
        [.. hours.Exceptions.Select(it => new ExceptionFields(
            it.Date.ToString(ExceptionFields.DateFormat, CultureInfo.InvariantCulture), SpanFields.Of(it.Spans)))]);
}

/// <summary>The spans that begin on each day of the week; a day that is left out, or null, has none.</summary>
public sealed record WeeklyFields(
    IReadOnlyList<SpanFields>? Monday = null, IReadOnlyList<SpanFields>? Tuesday = null,
    IReadOnlyList<SpanFields>? Wednesday = null, IReadOnlyList<SpanFields>? Thursday = null,
    IReadOnlyList<SpanFields>? Friday = null, IReadOnlyList<SpanFields>? Saturday = null,
    IReadOnlyList<SpanFields>? Sunday = null)
{
    internal static readonly ImmutableArray<string> DayNames =
        ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

    internal IReadOnlyList<IReadOnlyList<SpanFields>> Days() =>
        [Monday ?? [], Tuesday ?? [], Wednesday ?? [], Thursday ?? [], Friday ?? [], Saturday ?? [], Sunday ?? []];

    internal static WeeklyFields Of(ImmutableArray<ImmutableArray<DaySpan>> weekly)
    {
        var days = weekly.Select(SpanFields.Of).ToArray();
        return new WeeklyFields(days[0], days[1], days[2], days[3], days[4], days[5], days[6]);
    }
}

/// <param name="Date">As 2026-12-25.</param>
/// <param name="Spans">None: nothing begins on that date.</param>
public sealed record ExceptionFields(string Date, IReadOnlyList<SpanFields> Spans)
{
    internal const string DateFormat = "yyyy-MM-dd";
}

/// <summary>
/// A half-open span on the wall clock, as 09:00 or 09:00:30. One whose <c>to</c> is not after its <c>from</c> ends on
/// the next day; <c>to</c> may be 24:00.
/// </summary>
public sealed record SpanFields(string From, string To)
{
    internal static IReadOnlyList<SpanFields> Of(ImmutableArray<DaySpan> spans) =>
        [.. spans.Select(it => new SpanFields(Text(it.FromSeconds), Text(it.ToSeconds)))];

    private static string Text(int seconds) => seconds % 60 == 0
        ? string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600:00}:{seconds / 60 % 60:00}")
        : string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600:00}:{seconds / 60 % 60:00}:{seconds % 60:00}");
}
