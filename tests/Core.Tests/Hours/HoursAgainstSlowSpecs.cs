using System.Collections.Immutable;
using LiveChat.Core.Hours;
using NodaTime;

namespace LiveChat.Core.Tests.Hours;

/// <summary>
/// Random weeks with exceptions, minute by minute around every transition of 2026 and 2027, and around new year where
/// the zone has none.
/// </summary>
public sealed class HoursAgainstSlowSpecs
{
    private const int WeeksPerTransition = 12;
    private const int Days = 8;
    private const int Minutes = Days * 24 * 60;
    private static readonly TimeSpan _minute = TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData("Europe/Madrid", 4)]
    [InlineData("America/New_York", 4)]
    [InlineData("America/Sao_Paulo", 0)]
    [InlineData("Asia/Kathmandu", 0)]
    [InlineData("Australia/Lord_Howe", 4)]
    public void Hours_are_what_a_look_at_the_clock_each_minute_says(string zone, int transitions)
    {
        var around = Transitions(zone);
        Assert.Equal(transitions, around.Count);
        if (around.Count == 0) around = [Instant.FromUtc(2027, 1, 1, 0, 0)];
        var random = new Random(zone.Length);
        foreach (var transition in around)
        {
            for (var i = 0; i < WeeksPerTransition; i++)
                Compare(RandomHours(random, zone, transition), transition, random);
        }
    }

    private static void Compare(HoursDefinition definition, Instant transition, Random random)
    {
        var hours = OpeningHours.Of(definition);
        var from = transition.ToDateTimeOffset() - TimeSpan.FromDays(Days / 2);
        var open = new bool[Minutes];
        for (var i = 0; i < Minutes; i++)
            open[i] = SlowHours.IsOpen(definition, Instant.FromDateTimeOffset(from + (i * _minute)));
        for (var i = 0; i < Minutes; i++)
        {
            // Within a minute nothing changes: the last moment of it is as its first.
            var at = from + (i * _minute) + (random.Next(2) * (_minute - TimeSpan.FromMicroseconds(1)));
            if (open[i] != hours.IsOpen(at)) Assert.Fail($"{definition.TimeZone} {at:O}");
        }

        for (var i = 0; i < 200; i++)
        {
            CompareChange(hours, from, open, random.Next(Minutes));
            CompareDurations(hours, from, open, random.Next(Minutes), random.Next(Minutes));
        }
    }

    private static void CompareChange(OpeningHours hours, DateTimeOffset from, bool[] open, int at)
    {
        var change = Array.FindIndex(open, at, it => it != open[at]);
        var found = hours.NextChange(from + (at * _minute));
        if (change >= 0) Assert.Equal(from + (change * _minute), found);
        else Assert.True(found is null || found >= from + (Minutes * _minute), $"{from + (at * _minute):O}: {found:O}");
    }

    private static void CompareDurations(OpeningHours hours, DateTimeOffset from, bool[] open, int one, int other)
    {
        var (first, last) = (Math.Min(one, other), Math.Max(one, other));
        var minutes = open[first..last].Count(it => it);
        var start = from + (first * _minute);
        Assert.Equal(minutes * _minute, hours.OpenTimeBetween(start, from + (last * _minute)));
        if (minutes == 0) return;

        // The same way back: one that ends where the last open minute did.
        var end = Array.FindLastIndex(open, last - 1, it => it) + 1;
        Assert.Equal(from + (end * _minute), hours.AddOpenTime(start, minutes * _minute));
    }

    private static List<Instant> Transitions(string zone) =>
    [
        .. DateTimeZoneProviders.Tzdb[zone]
            .GetZoneIntervals(Instant.FromUtc(2026, 1, 1, 0, 0), Instant.FromUtc(2028, 1, 1, 0, 0))
            .Where(interval => interval.HasStart && interval.Start >= Instant.FromUtc(2026, 1, 1, 0, 0))
            .Select(interval => interval.Start),
    ];

    private static HoursDefinition RandomHours(Random random, string zone, Instant around)
    {
        ImmutableArray<ImmutableArray<DaySpan>>? weekly = random.Next(8) switch
        {
            0 => null,
            1 => [.. Enumerable.Repeat(ImmutableArray<DaySpan>.Empty, 7)],
            _ => [.. Enumerable.Range(0, 7).Select(_ => RandomSpans(random))],
        };
        var date = DateOnly.FromDateTime(around.ToDateTimeUtc());
        var exceptions = Enumerable.Range(-6, 12).Where(_ => random.Next(6) == 0)
            .Select(day => new DatedSpans(date.AddDays(day), RandomSpans(random)));
        return new HoursDefinition(zone, weekly, [.. exceptions]);
    }

    /// <summary>Often around the small hours, where clocks change; some touch, some last over midnight.</summary>
    private static ImmutableArray<DaySpan> RandomSpans(Random random)
    {
        int[] times =
        [
            .. Enumerable.Range(0, 2 * random.Next(3))
                .Select(_ => random.Next(2) == 0 ? random.Next(24 * 60) : random.Next(4 * 12) * 5)
                .Distinct().Order(),
        ];
        var spans = times.Chunk(2).Where(pair => pair.Length == 2)
            .Select(pair => new DaySpan(pair[0] * 60, pair[1] * 60)).ToList();
        if (spans.Count > 0 && random.Next(3) == 0)
            spans.Add(new DaySpan(spans[^1].ToSeconds, random.Next(2) == 0 ? 24 * 60 * 60 : random.Next(5 * 60) * 60));
        return [.. spans];
    }
}
