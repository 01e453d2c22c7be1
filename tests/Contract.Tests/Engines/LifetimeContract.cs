using LiveChat.Contracts.Actors;

namespace LiveChat.Contract.Tests.Engines;

/// <summary>What every engine promises of idle actors and of timers.</summary>
public abstract class LifetimeContract<THarness> : IAsyncDisposable
    where THarness : EngineHarness, new()
{
    private static readonly ActorId Actor = Stage.Conversation(1);

    private readonly THarness _harness = new();

    public ValueTask DisposeAsync() => _harness.DisposeAsync();

    [Fact]
    public Task An_idle_actor_is_deactivated_and_the_next_message_activates_anew() => _harness.Run(async () =>
    {
        var gone = new TaskCompletionSource<int>();
        _harness.Stage.OnDeactivate = probe =>
        {
            gone.SetResult(probe.Number);
            return ValueTask.CompletedTask;
        };
        Assert.Equal(1, await _harness.Number(Actor));

        _harness.PassIdleTime();

        Assert.Equal(1, await gone.Task);
        Assert.Equal(2, await _harness.Number(Actor));
    });

    [Fact]
    public Task An_actor_in_use_stays() => _harness.Run(async () =>
    {
        for (var i = 0; i < 20; i++)
        {
            Assert.Equal(1, await _harness.Number(Actor));
            _harness.Time.Advance(Stage.IdleAfter - TimeSpan.FromSeconds(1));
        }
    });

    [Fact]
    public Task An_actor_that_may_not_go_stays() => _harness.Run(async () =>
    {
        var asked = new TaskCompletionSource();
        _harness.Stage.MayPassivate = _ =>
        {
            asked.TrySetResult();
            return false;
        };
        Assert.Equal(1, await _harness.Number(Actor));

        _harness.PassIdleTime();

        await asked.Task;
        Assert.Equal(1, await _harness.Number(Actor));
    });

    [Fact]
    public Task An_actor_that_is_over_is_collected_after_its_turn_whatever_its_kind() => _harness.Run(async () =>
    {
        // What comes before the turn has ended is still taken by the same one.
        var gone = new TaskCompletionSource<int>();
        _harness.Stage.OnDeactivate = probe =>
        {
            gone.TrySetResult(probe.Number);
            return ValueTask.CompletedTask;
        };
        _harness.Stage.IsOver = _ => true;
        Assert.Equal(1, await _harness.Number(Stage.KeptAlive(1)));

        Assert.Equal(1, await gone.Task);
        Assert.Equal(2, await _harness.Number(Stage.KeptAlive(1)));
    });

    [Fact]
    public Task A_keep_alive_actor_is_never_asked_to_go() => _harness.Run(async () =>
    {
        var asked = false;
        _harness.Stage.MayPassivate = _ => asked = true;
        Assert.Equal(1, await _harness.Number(Stage.KeptAlive(1)));

        _harness.PassIdleTime();

        Assert.Equal(1, await _harness.Number(Stage.KeptAlive(1)));
        Assert.False(asked);
    });

    [Fact]
    public Task A_message_that_comes_while_an_actor_goes_meets_the_next_activation() => _harness.Run(async () =>
    {
        var going = new TaskCompletionSource();
        var store = new TaskCompletionSource();
        _harness.Stage.OnDeactivate = async _ =>
        {
            going.TrySetResult();
            await store.Task;
        };
        Assert.Equal(1, await _harness.Number(Actor));
        _harness.PassIdleTime();
        await going.Task;

        var asked = _harness.Number(Actor).AsTask();
        store.SetResult();

        Assert.Equal(2, await asked);
        Assert.Equal(2, await _harness.Number(Actor)); // And it is the only one: there are not two of it now.
    });

    [Fact]
    public Task A_fault_while_going_leaves_nothing_behind() => _harness.Run(async () =>
    {
        var going = new TaskCompletionSource();
        _harness.Stage.OnDeactivate = _ =>
        {
            going.TrySetResult();
            throw new IOException("cannot say goodbye");
        };
        Assert.Equal(1, await _harness.Number(Actor));
        _harness.PassIdleTime();
        await going.Task;

        Assert.Equal(2, await _harness.Number(Actor));
    });

    [Fact]
    public Task A_timer_is_a_turn_after_its_delay_and_not_before() => _harness.Run(async () =>
    {
        await _harness.Ask(Actor, probe =>
        {
            probe.Context.After(TimeSpan.FromSeconds(2), new Note("two"));
            probe.Context.After(TimeSpan.FromSeconds(1), new Note("one"));
            return 0;
        });

        _harness.Time.Advance(TimeSpan.FromMilliseconds(999));
        Assert.Empty(await _harness.Ask(Actor, probe => probe.Log));
        _harness.Time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(["one"], await _harness.Ask(Actor, probe => probe.Log));
        _harness.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(["one", "two"], await _harness.Ask(Actor, probe => probe.Log));
    });

    [Fact]
    public Task A_jump_of_the_clock_does_not_touch_timers() => _harness.Run(async () =>
    {
        await _harness.Ask(Actor, probe =>
        {
            probe.Context.After(TimeSpan.FromSeconds(1), new Note("one"));
            return 0;
        });

        _harness.Time.Jump(TimeSpan.FromHours(1));
        Assert.Empty(await _harness.Ask(Actor, probe => probe.Log));
        _harness.Time.Jump(TimeSpan.FromHours(-2));
        _harness.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(["one"], await _harness.Ask(Actor, probe => probe.Log));
    });

    [Fact]
    public Task Timers_die_with_a_collected_activation() => _harness.Run(async () =>
    {
        var gone = new TaskCompletionSource();
        _harness.Stage.OnDeactivate = _ =>
        {
            gone.TrySetResult();
            return ValueTask.CompletedTask;
        };
        await _harness.Ask(Actor, probe =>
        {
            probe.Context.After(TimeSpan.FromMinutes(10), new Note("from the dead"));
            return 0;
        });
        _harness.PassIdleTime();
        await gone.Task;
        Assert.Equal(2, await _harness.Number(Actor));

        await _harness.Ask(Actor, probe =>
        {
            probe.Context.After(TimeSpan.FromSeconds(1), new Note("alive"));
            return 0;
        });
        _harness.Stage.MayPassivate = _ => false;
        _harness.Time.Advance(TimeSpan.FromMinutes(11));

        Assert.Equal(["alive"], await _harness.Ask(Actor, probe => probe.Log));
    });

    [Fact]
    public Task A_timer_that_finds_the_mailbox_full_comes_later() => _harness.Run(async () =>
    {
        var tiny = Stage.Tiny(1);
        var store = new TaskCompletionSource();
        var awaiting = new TaskCompletionSource();
        var running = _harness.AskAsync(tiny, async probe =>
        {
            probe.Context.After(TimeSpan.FromSeconds(1), new Note("late"));
            awaiting.SetResult();
            await store.Task;
            return 0;
        });
        await awaiting.Task;
        var waiting = Enumerable.Range(0, Stage.TinyMailbox + 1)
            .Select(_ => _harness.Number(tiny).AsTask()).ToList();
        await Assert.ThrowsAsync<ActorBusyException>(async () => await await Task.WhenAny(waiting));

        _harness.Time.Advance(TimeSpan.FromSeconds(1));
        store.SetResult();
        await running;
        Assert.Empty(await _harness.Ask(tiny, probe => probe.Log));
        _harness.Time.Advance(_harness.Engine.Options.ReminderRetry);

        Assert.Equal(["late"], await _harness.Ask(tiny, probe => probe.Log));
    });
}

public sealed class EmbeddedLifetimeTests : LifetimeContract<EmbeddedHarness>;

public sealed class DeterministicLifetimeTests : LifetimeContract<DeterministicHarness>;
