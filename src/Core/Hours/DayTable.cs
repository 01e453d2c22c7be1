using System.Collections.Immutable;

namespace LiveChat.Core.Hours;

/// <summary>
/// When each date is open on the wall clock: its own spans and what the day before leaves open past midnight, in order
/// and apart from one another. Dates are counted in days since 1970-01-01.
/// </summary>
internal sealed class DayTable
{
    private static readonly ImmutableArray<DaySpan> _wholeDay = [new DaySpan(0, DaySpan.SecondsOfDay)];
    private static readonly int _epoch = new DateOnly(1970, 1, 1).DayNumber;

    private readonly ImmutableArray<ImmutableArray<DaySpan>> _weekly;
    private readonly Dictionary<int, ImmutableArray<DaySpan>> _dated = [];
    private readonly int[] _datedDays;

    public DayTable(HoursDefinition definition)
    {
        var begin = definition.Weekly
            ?? [.. Enumerable.Repeat(_wholeDay, HoursDefinition.DaysOfWeek)];
        if (begin.Length != HoursDefinition.DaysOfWeek)
            throw new ArgumentException("A week has seven days.", nameof(definition));
        _weekly = [.. Enumerable.Range(0, begin.Length).Select(day => Merge(begin[(day + 6) % 7], begin[day]))];
        var exceptions = definition.Exceptions.ToDictionary(it => it.Date.DayNumber - _epoch, it => it.Spans);
        foreach (var day in exceptions.Keys.SelectMany(day => new[] { day, day + 1 }))
        {
            _dated[day] = Merge(BeginOn(day - 1), BeginOn(day));
        }

        _datedDays = [.. _dated.Keys.Order()];
        ImmutableArray<DaySpan> BeginOn(int day) =>
            exceptions.TryGetValue(day, out var spans) ? spans : begin[DayOfWeek(day)];
    }

    /// <summary>Whether all days without an exception are open throughout, or all are closed throughout.</summary>
    public bool IsUniform =>
        _weekly.All(spans => spans.IsEmpty) || _weekly.All(spans => spans.AsSpan().SequenceEqual(_wholeDay.AsSpan()));

    public ImmutableArray<DaySpan> this[int day] =>
        _dated.TryGetValue(day, out var spans) ? spans : _weekly[DayOfWeek(day)];

    public bool IsDated(int day) => _dated.ContainsKey(day);

    /// <summary>The first date after this one that an exception touches.</summary>
    public int? NextDated(int day)
    {
        var found = Array.BinarySearch(_datedDays, day + 1);
        if (found < 0) found = ~found;
        return found < _datedDays.Length ? _datedDays[found] : null;
    }

    // 1970-01-01 was a Thursday, and Monday is 0.
    private static int DayOfWeek(int day) => (((day + 3) % 7) + 7) % 7;

    private static ImmutableArray<DaySpan> Merge(ImmutableArray<DaySpan> dayBefore, ImmutableArray<DaySpan> day)
    {
        var open = dayBefore
            .Where(span => span.EndSeconds > DaySpan.SecondsOfDay)
            .Select(span => new DaySpan(0, span.EndSeconds - DaySpan.SecondsOfDay))
            .Concat(day.Select(span => span with { ToSeconds = Math.Min(span.EndSeconds, DaySpan.SecondsOfDay) }))
            .OrderBy(span => span.FromSeconds);
        var merged = new List<DaySpan>();
        foreach (var span in open)
        {
            if (merged.Count == 0 || merged[^1].ToSeconds < span.FromSeconds) merged.Add(span);
            else merged[^1] = merged[^1] with { ToSeconds = Math.Max(merged[^1].ToSeconds, span.ToSeconds) };
        }

        return [.. merged];
    }
}
