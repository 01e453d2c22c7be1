using System.Collections.Immutable;
using System.Globalization;
using LiveChat.Core.Hours;

namespace LiveChat.Core.Tests.Hours;

public sealed class OpeningHoursSpecs
{
    private const int Hour = 60 * 60;

    [Fact]
    public void A_span_holds_its_first_instant_and_not_its_last()
    {
        var hours = Daily("Europe/Madrid", new DaySpan(9 * Hour, 18 * Hour));
        Assert.False(hours.IsOpen(At("2026-06-01T08:59:59.999999+02:00")));
        Assert.True(hours.IsOpen(At("2026-06-01T09:00:00+02:00")));
        Assert.True(hours.IsOpen(At("2026-06-01T17:59:59.999999+02:00")));
        Assert.False(hours.IsOpen(At("2026-06-01T18:00:00+02:00")));
        Assert.Equal(At("2026-06-01T18:00:00+02:00"), hours.NextChange(At("2026-06-01T09:00:00+02:00")));
        Assert.Equal(At("2026-06-02T09:00:00+02:00"), hours.NextChange(At("2026-06-01T18:00:00+02:00")));
    }

    [Fact]
    public void DST_night_inside_a_span_over_midnight_is_an_hour_shorter_in_spring_and_longer_in_autumn()
    {
        var hours = Daily("Europe/Madrid", new DaySpan(22 * Hour, 6 * Hour));
        var spring = At("2026-03-28T22:00:00+01:00");
        Assert.Equal(At("2026-03-29T06:00:00+02:00"), hours.NextChange(spring));
        Assert.Equal(TimeSpan.FromHours(7), hours.OpenTimeBetween(spring, spring.AddHours(20)));
        var autumn = At("2026-10-24T22:00:00+02:00");
        Assert.Equal(At("2026-10-25T06:00:00+01:00"), hours.NextChange(autumn));
        Assert.Equal(TimeSpan.FromHours(9), hours.OpenTimeBetween(autumn, autumn.AddHours(20)));
    }

    [Fact]
    public void A_repeated_hour_is_open_both_times()
    {
        var hours = Daily("Europe/Madrid", new DaySpan(2 * Hour, (2 * Hour) + 1800));
        Assert.True(hours.IsOpen(At("2026-10-25T02:15:00+02:00")));
        Assert.False(hours.IsOpen(At("2026-10-25T02:45:00+02:00")));
        Assert.True(hours.IsOpen(At("2026-10-25T02:15:00+01:00")));
        Assert.False(hours.IsOpen(At("2026-10-25T02:45:00+01:00")));
        Assert.Equal(At("2026-10-25T02:00:00+01:00"), hours.NextChange(At("2026-10-25T02:45:00+02:00")));
    }

    [Fact]
    public void A_missing_hour_does_not_exist()
    {
        var hours = Daily("Europe/Madrid", new DaySpan(2 * Hour, 3 * Hour));
        Assert.Equal(At("2026-03-30T02:00:00+02:00"), hours.NextChange(At("2026-03-28T03:00:00+01:00")));
        Assert.Equal(
            TimeSpan.Zero, hours.OpenTimeBetween(At("2026-03-29T00:00:00+01:00"), At("2026-03-30T00:00:00+02:00")));
    }

    [Fact]
    public void Half_an_hour_of_Lord_Howe_is_open_both_times()
    {
        var hours = Daily("Australia/Lord_Howe", new DaySpan(1 * Hour, 3 * Hour));
        var night = At("2026-04-05T00:00:00+11:00");
        Assert.Equal(TimeSpan.FromMinutes(150), hours.OpenTimeBetween(night, night.AddHours(12)));
    }

    [Fact]
    public void A_closed_date_lets_the_night_before_end_and_begins_none()
    {
        var hours = OpeningHours.Of(Definition("Europe/Madrid", new DaySpan(22 * Hour, 6 * Hour)) with
        {
            Exceptions = [new DatedSpans(new DateOnly(2026, 12, 25), [])],
        });
        Assert.True(hours.IsOpen(At("2026-12-25T05:59:59+01:00")));
        Assert.False(hours.IsOpen(At("2026-12-25T23:00:00+01:00")));
        Assert.Equal(At("2026-12-26T22:00:00+01:00"), hours.NextChange(At("2026-12-25T06:00:00+01:00")));
    }

    [Fact]
    public void An_exception_replaces_the_spans_of_its_date_alone()
    {
        var hours = OpeningHours.Of(Definition("Asia/Kathmandu", new DaySpan(9 * Hour, 18 * Hour)) with
        {
            Exceptions = [new DatedSpans(new DateOnly(2026, 12, 25), [new DaySpan(10 * Hour, 11 * Hour)])],
        });
        Assert.True(hours.IsOpen(At("2026-12-24T09:30:00+05:45")));
        Assert.False(hours.IsOpen(At("2026-12-25T09:30:00+05:45")));
        Assert.True(hours.IsOpen(At("2026-12-25T10:30:00+05:45")));
        Assert.False(hours.IsOpen(At("2026-12-25T12:00:00+05:45")));
        Assert.True(hours.IsOpen(At("2026-12-26T09:30:00+05:45")));
    }

    [Fact]
    public void Spans_that_touch_at_midnight_are_one_service()
    {
        var hours = Daily(
            "America/New_York", new DaySpan(0, 2 * Hour), new DaySpan(20 * Hour, DaySpan.SecondsOfDay));
        Assert.Equal(At("2026-07-02T02:00:00-04:00"), hours.NextChange(At("2026-07-01T20:00:00-04:00")));
        Assert.True(hours.StandingAt(At("2026-07-01T23:59:00-04:00"), TimeSpan.FromMinutes(30)).Admits);
    }

    [Fact]
    public void Always_open_never_changes()
    {
        foreach (var hours in new[] { OpeningHours.Always, Daily("Europe/Madrid", new DaySpan(7 * Hour, 7 * Hour)) })
        {
            foreach (var at in new[] { DateTimeOffset.MinValue, At("2026-03-29T02:30:00Z"), DateTimeOffset.MaxValue })
                Assert.Equal(HoursStanding.AlwaysOpen, hours.StandingAt(at, TimeSpan.FromHours(1)));
        }

        var now = At("2026-01-01T00:00:00Z");
        Assert.Equal(now.AddDays(3), OpeningHours.Always.AddOpenTime(now, TimeSpan.FromDays(3)));
    }

    [Fact]
    public void Always_closed_never_opens_and_no_time_passes()
    {
        var hours = Daily("Europe/Madrid");
        var now = At("2026-01-01T00:00:00Z");
        Assert.Equal(new HoursStanding(false, false, null, null), hours.StandingAt(now, TimeSpan.Zero));
        Assert.Null(hours.AddOpenTime(now, TimeSpan.FromSeconds(1)));
        Assert.Equal(TimeSpan.Zero, hours.OpenTimeBetween(now, now.AddYears(3)));
    }

    [Fact]
    public void A_single_open_date_is_found_years_ahead()
    {
        var hours = OpeningHours.Of(Definition("Europe/Madrid") with
        {
            Exceptions = [new DatedSpans(new DateOnly(2030, 5, 1), [new DaySpan(9 * Hour, 10 * Hour)])],
        });
        var opens = At("2030-05-01T09:00:00+02:00");
        Assert.Equal(opens, hours.NextChange(At("2026-01-01T00:00:00Z")));
        Assert.Equal(opens.AddMinutes(30), hours.AddOpenTime(At("2026-01-01T00:00:00Z"), TimeSpan.FromMinutes(30)));
        Assert.Null(hours.NextChange(opens.AddHours(1)));
    }

    [Fact]
    public void Another_zone_opens_at_another_instant()
    {
        var span = new DaySpan(9 * Hour, 10 * Hour);
        var midnight = At("2026-06-02T00:00:00Z");
        Assert.Equal(midnight.AddHours(7), Daily("Europe/Madrid", span).NextChange(midnight));
        Assert.Equal(midnight.AddHours(13), Daily("America/New_York", span).NextChange(midnight));
    }

    [Fact]
    public void Nobody_is_admitted_in_the_last_seconds_before_the_end()
    {
        var hours = Daily("Europe/Madrid", new DaySpan(9 * Hour, 18 * Hour));
        var end = At("2026-06-01T18:00:00+02:00");
        var before = TimeSpan.FromMinutes(10);
        Assert.Equal(new HoursStanding(true, true, end, end - before), hours.StandingAt(end.AddHours(-1), before));
        Assert.True(hours.StandingAt(end - before - TimeSpan.FromMicroseconds(1), before).Admits);
        Assert.Equal(new HoursStanding(true, false, end, end), hours.StandingAt(end - before, before));
        Assert.False(hours.StandingAt(end, before).Open);
    }

    [Fact]
    public void A_service_shorter_than_the_early_close_admits_nobody()
    {
        var hours = Daily("Europe/Madrid", new DaySpan(9 * Hour, 10 * Hour));
        Assert.False(hours.StandingAt(At("2026-06-01T09:00:00+02:00"), TimeSpan.FromHours(1)).Admits);
    }

    [Fact]
    public void Open_time_goes_on_where_the_next_span_begins()
    {
        var hours = Daily("Europe/Madrid", new DaySpan(9 * Hour, 10 * Hour));
        var at = At("2026-06-01T09:30:00+02:00");
        Assert.Equal(At("2026-06-01T10:00:00+02:00"), hours.AddOpenTime(at, TimeSpan.FromMinutes(30)));
        Assert.Equal(At("2026-06-02T09:00:01+02:00"), hours.AddOpenTime(at, TimeSpan.FromSeconds(1801)));
        Assert.Equal(at, hours.AddOpenTime(at, TimeSpan.Zero));
    }

    [Fact]
    public void A_zone_that_does_not_exist_is_refused() =>
        Assert.Throws<ArgumentException>(() => Daily("Mars/Olympus"));

    private static OpeningHours Daily(string zone, params DaySpan[] spans) =>
        OpeningHours.Of(Definition(zone, spans));

    private static HoursDefinition Definition(string zone, params DaySpan[] spans) =>
        new(zone, [.. Enumerable.Repeat(spans.ToImmutableArray(), 7)], []);

    private static DateTimeOffset At(string time) => DateTimeOffset.Parse(time, CultureInfo.InvariantCulture);
}
