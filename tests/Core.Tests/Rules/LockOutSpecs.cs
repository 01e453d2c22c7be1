using LiveChat.Core.Rules;

namespace LiveChat.Core.Tests.Rules;

public sealed class LockOutSpecs
{
    private static readonly DateTimeOffset _morning = new(2026, 11, 21, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Four_failures_lock_nothing_and_the_fifth_locks_for_a_minute()
    {
        var four = After(4, default, _morning);
        Assert.Null(four.LockedFor(_morning));
        var five = four.Failed(_morning);
        Assert.Equal(TimeSpan.FromMinutes(1), five.LockedFor(_morning));
        Assert.Equal(TimeSpan.FromSeconds(1), five.LockedFor(_morning.AddSeconds(59)));
        Assert.Null(five.LockedFor(_morning.AddMinutes(1)));
    }

    [Fact]
    public void Each_further_failure_locks_twice_as_long_up_to_fifteen_minutes()
    {
        var (lockOut, now) = (After(4, default, _morning), _morning);
        foreach (var minutes in (int[])[1, 2, 4, 8, 15, 15])
        {
            lockOut = lockOut.Failed(now);
            Assert.Equal(TimeSpan.FromMinutes(minutes), lockOut.LockedFor(now));
            now = now.AddMinutes(minutes);
        }
    }

    [Fact]
    public void Very_many_failures_lock_no_longer_than_that()
    {
        var many = new LockOut(int.MaxValue - 1, _morning, _morning).Failed(_morning);
        Assert.Equal(TimeSpan.FromMinutes(15), many.LockedFor(_morning));
    }

    [Fact]
    public void A_quiet_quarter_of_an_hour_forgives_what_was()
    {
        var four = After(4, default, _morning);
        Assert.Equal(5, four.Failed(_morning.AddMinutes(15)).Failures);
        Assert.Equal(1, four.Failed(_morning.AddMinutes(15).AddSeconds(1)).Failures);
    }

    private static LockOut After(int failures, LockOut lockOut, DateTimeOffset now)
    {
        for (var i = 0; i < failures; i++) lockOut = lockOut.Failed(now);
        return lockOut;
    }
}
