using LiveChat.Embedded.Deterministic;

namespace LiveChat.Contract.Tests.Engines;

public sealed class VirtualTimeTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly VirtualTime _time = new();
    private readonly List<string> _fired = [];

    [Fact]
    public void Timers_fire_in_the_order_of_their_times_and_then_of_their_setting()
    {
        Set("b", 2 * Second);
        Set("a", Second);
        Set("c", 2 * Second);

        _time.Advance(3 * Second);

        Assert.Equal(["a at 1", "b at 2", "c at 2"], _fired);
        Assert.Equal(3 * Second, _time.Elapsed);
    }

    [Fact]
    public void A_periodic_timer_fires_each_period_until_disposed()
    {
        var timer = Set("tick", Second, 2 * Second);

        _time.Advance(6 * Second);
        timer.Dispose();
        _time.Advance(6 * Second);

        Assert.Equal(["tick at 1", "tick at 3", "tick at 5"], _fired);
    }

    [Fact]
    public void A_timer_set_anew_forgets_its_former_time()
    {
        var timer = Set("once", Second);

        timer.Change(3 * Second, Timeout.InfiniteTimeSpan);
        _time.Advance(5 * Second);

        Assert.Equal(["once at 3"], _fired);
    }

    [Fact]
    public void A_timer_set_by_another_within_the_same_advance_fires_too()
    {
        _time.CreateTimer(_ => Set("inner", Second), null, Second, Timeout.InfiniteTimeSpan);

        _time.Advance(2 * Second);

        Assert.Equal(["inner at 2"], _fired);
    }

    [Fact]
    public void A_jump_moves_the_wall_clock_alone()
    {
        var (utc, stamp) = (_time.GetUtcNow(), _time.GetTimestamp());

        _time.Jump(TimeSpan.FromHours(-1));

        Assert.Equal(utc - TimeSpan.FromHours(1), _time.GetUtcNow());
        Assert.Equal(stamp, _time.GetTimestamp());
    }

    private ITimer Set(string name, TimeSpan due, TimeSpan? period = null) => _time.CreateTimer(
        _ => _fired.Add($"{name} at {_time.Elapsed.TotalSeconds}"), null, due, period ?? Timeout.InfiniteTimeSpan);
}
