using LiveChat.Api.Auth;

namespace LiveChat.Api.Tests.Auth;

public sealed class SignInThrottleTests
{
    private readonly SetTime _time = new();
    private readonly SignInThrottle _throttle;

    public SignInThrottleTests() => _throttle = new SignInThrottle(_time);

    [Fact]
    public void Four_failures_lock_nothing_and_the_fifth_locks_for_a_minute()
    {
        Fail(4);
        Assert.Null(_throttle.LockedFor("acme", "ana"));
        Fail(1);
        Assert.Equal(TimeSpan.FromMinutes(1), _throttle.LockedFor("acme", "ANA"));
        Assert.Null(_throttle.LockedFor("acme", "luis"));
        Assert.Null(_throttle.LockedFor("other", "ana"));
        _time.Now += TimeSpan.FromMinutes(1);
        Assert.Null(_throttle.LockedFor("acme", "ana"));
    }

    [Fact]
    public void Each_further_failure_locks_twice_as_long_up_to_fifteen_minutes()
    {
        Fail(4);
        foreach (var minutes in (int[])[1, 2, 4, 8, 15, 15])
        {
            Fail(1);
            Assert.Equal(TimeSpan.FromMinutes(minutes), _throttle.LockedFor("acme", "ana"));
            _time.Now += TimeSpan.FromMinutes(minutes);
        }
    }

    [Fact]
    public void A_success_and_a_quiet_time_forgive_what_was()
    {
        Fail(4);
        _throttle.Succeeded("acme", "ana");
        Fail(4);
        Assert.Null(_throttle.LockedFor("acme", "ana"));
        _time.Now += TimeSpan.FromMinutes(15) + TimeSpan.FromSeconds(1);
        Fail(4);
        Assert.Null(_throttle.LockedFor("acme", "ana"));
    }

    [Fact]
    public void What_is_remembered_is_bounded_and_the_newest_stays()
    {
        for (var i = 0; i < 12_000; i++)
        {
            _time.Now += TimeSpan.FromMilliseconds(1);
            _throttle.Failed("acme", $"made-up-{i}");
        }

        Fail(5);
        Assert.NotNull(_throttle.LockedFor("acme", "ana"));
        for (var i = 0; i < 12_000; i++)
        {
            _time.Now += TimeSpan.FromMilliseconds(1);
            _throttle.Failed("acme", $"another-{i}");
        }

        Assert.Null(_throttle.LockedFor("acme", "ana"));
    }

    [Fact]
    public async Task Sign_ins_of_one_login_go_one_after_the_other()
    {
        var first = new TaskCompletionSource<int>();
        var running = _throttle.InTurn("acme", "ana", () => first.Task, CancellationToken.None);
        var began = false;
        var waiting = _throttle.InTurn(
            "acme", "Ana",
            () =>
            {
                began = true;
                return Task.FromResult(2);
            },
            CancellationToken.None);
        Assert.False(began);
        first.SetResult(1);
        Assert.Equal((1, 2), (await running, await waiting));
    }

    private void Fail(int times)
    {
        for (var i = 0; i < times; i++) _throttle.Failed("acme", "ana");
    }

    private sealed class SetTime : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 11, 21, 9, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
