using LiveChat.Contracts.Actors;

namespace LiveChat.Contract.Tests.Engines;

/// <summary>What every engine promises of its end.</summary>
public abstract class StopContract<THarness> : IAsyncDisposable
    where THarness : EngineHarness, new()
{
    private static readonly ActorId Actor = Stage.Conversation(1);

    private readonly THarness _harness = new();

    public ValueTask DisposeAsync() => _harness.DisposeAsync();

    [Fact]
    public Task A_stop_empties_the_mailboxes_and_then_deactivates() => _harness.Run(async () =>
    {
        var log = new List<string>();
        _harness.Stage.OnDeactivate = probe =>
        {
            log.AddRange([.. probe.Log, "gone"]);
            return ValueTask.CompletedTask;
        };
        var (running, release) = await _harness.Hold(Actor);
        for (var i = 0; i < 100; i++) _harness.Engine.Tell(Actor, new Note("turn"));

        var stopped = _harness.Engine.Stop();
        release.SetResult();
        await stopped;

        Assert.Equal(1, await running);
        Assert.Equal([.. Enumerable.Repeat("turn", 100), "gone"], log);
        Assert.Equal(0, _harness.Engine.ActivationCount);
    });

    [Fact]
    public Task A_stopping_engine_refuses_asks_and_then_drops_tells() => _harness.Run(async () =>
    {
        var (running, release) = await _harness.Hold(Actor);
        var stopped = _harness.Engine.Stop();

        await Assert.ThrowsAsync<ActorBusyException>(() => _harness.Number(Stage.Conversation(2)).AsTask());

        release.SetResult();
        await stopped;
        await running;
        await Assert.ThrowsAsync<ActorBusyException>(() => _harness.Number(Actor).AsTask());
        _harness.Engine.Tell(Actor, new Note("too late"));
        while (_harness.Dropped == 0) await Task.Yield();
        Assert.Equal(0, _harness.Engine.ActivationCount);
    });

    [Fact]
    public Task While_it_empties_mailboxes_actors_still_reach_one_another() => _harness.Run(async () =>
    {
        var heard = new List<string>();
        _harness.Stage.OnDeactivate = probe =>
        {
            lock (heard) heard.AddRange(probe.Log);
            return ValueTask.CompletedTask;
        };
        var release = new TaskCompletionSource();
        var awaiting = new TaskCompletionSource();
        var running = _harness.AskAsync(Actor, async probe =>
        {
            awaiting.SetResult();
            await release.Task;
            probe.Context.Tell(Stage.Conversation(2), new Note("last words"));
            return 1;
        });
        await awaiting.Task;

        var stopped = _harness.Engine.Stop();
        release.SetResult();
        await stopped;

        Assert.Equal(1, await running);
        Assert.Equal(["last words"], heard);
    });

    [Fact]
    public Task A_turn_that_never_ends_is_abandoned_in_time_and_its_asker_told() => _harness.Run(async () =>
    {
        var (running, _) = await _harness.Hold(Actor);
        var behind = _harness.Number(Actor).AsTask();
        var stopped = _harness.Engine.Stop();
        var began = _harness.Time.Elapsed;

        while (!stopped.IsCompleted)
        {
            _harness.Time.Advance(TimeSpan.FromMilliseconds(1));
            await Task.Yield();
        }

        await stopped;
        Assert.True(_harness.Time.Elapsed - began >= 2 * _harness.Engine.Options.DrainMax);
        var told = await Assert.ThrowsAsync<ActorFaultedException>(() => running);
        Assert.IsType<ActorUnreachableException>(told.InnerException);
        await Assert.ThrowsAnyAsync<Exception>(() => behind);
        Assert.Equal(0, _harness.Engine.ActivationCount);
    });

    [Fact]
    public Task Timers_are_dead_from_the_first_moment_of_a_stop() => _harness.Run(async () =>
    {
        var heard = new List<string>();
        _harness.Stage.OnDeactivate = probe =>
        {
            heard.AddRange(probe.Log);
            return ValueTask.CompletedTask;
        };
        await _harness.Ask(Actor, probe =>
        {
            probe.Context.After(TimeSpan.FromSeconds(1), new Note("late"));
            return 0;
        });
        var (running, release) = await _harness.Hold(Actor);

        var stopped = _harness.Engine.Stop();
        _harness.Time.Advance(TimeSpan.FromSeconds(2));
        release.SetResult();
        await stopped;

        await running;
        Assert.Empty(heard);
    });

    [Fact]
    public Task Stopping_twice_is_stopping_once() => _harness.Run(async () =>
    {
        await _harness.Number(Actor);
        await Task.WhenAll(_harness.Engine.Stop(), _harness.Engine.Stop());
        await _harness.Engine.DisposeAsync();
        Assert.Equal(0, _harness.Engine.ActivationCount);
    });
}

public sealed class EmbeddedStopTests : StopContract<EmbeddedHarness>;

public sealed class DeterministicStopTests : StopContract<DeterministicHarness>;
