namespace LiveChat.Core.Hours;

/// <summary>Spans of several days that hold the same moment.</summary>
public static class SpanOverlap
{
    /// <summary>
    /// Of all spans, those that begin before an earlier one has ended, as positions in the list. Spans that only touch
    /// do not overlap.
    /// </summary>
    /// <param name="spans">Each with the number of the day on which it begins.</param>
    /// <param name="cycleDays">The last of so many days is followed by day 0 again; null: days do not come
    /// again.</param>
    public static IReadOnlyList<int> Find(IReadOnlyList<(int Day, DaySpan Span)> spans, int? cycleDays)
    {
        if (spans.Count == 0) return [];
        var overlapping = new List<int>();
        var openUntil = cycleDays is { } days ? spans.Max(End) - ((long)days * DaySpan.SecondsOfDay) : long.MinValue;
        foreach (var (position, span) in spans.Index().OrderBy(it => Begin(it.Item)))
        {
            if (Begin(span) < openUntil) overlapping.Add(position);
            openUntil = Math.Max(openUntil, End(span));
        }

        return overlapping;
    }

    private static long Begin((int Day, DaySpan Span) it) =>
        ((long)it.Day * DaySpan.SecondsOfDay) + it.Span.FromSeconds;

    private static long End((int Day, DaySpan Span) it) => ((long)it.Day * DaySpan.SecondsOfDay) + it.Span.EndSeconds;
}
