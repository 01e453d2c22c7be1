using LiveChat.Contracts.Actors;

namespace LiveChat.Contract.Tests.Engines;

/// <summary>What every engine promises of faults.</summary>
public abstract class FaultContract<THarness> : IAsyncDisposable
    where THarness : EngineHarness, new()
{
    private static readonly ActorId Actor = Stage.Conversation(1);

    private readonly THarness _harness = new();

    public ValueTask DisposeAsync() => _harness.DisposeAsync();

    [Fact]
    public Task A_fault_reaches_the_asker_and_the_next_message_activates_anew() => _harness.Run(async () =>
    {
        var deactivated = 0;
        _harness.Stage.OnDeactivate = _ =>
        {
            deactivated++;
            return ValueTask.CompletedTask;
        };
        Assert.Equal(1, await _harness.Number(Actor));

        var fault = await Assert.ThrowsAsync<ActorFaultedException>(() => Failing(Actor));

        Assert.IsType<IOException>(fault.InnerException);
        Assert.Equal(2, await _harness.Number(Actor));
        Assert.Equal(0, deactivated);
    });

    [Fact]
    public Task A_fault_in_a_tell_poisons_too() => _harness.Run(async () =>
    {
        var failed = new TaskCompletionSource();
        _harness.Engine.Tell(Actor, new Do(_ =>
        {
            failed.SetResult();
            throw new IOException("disk gone");
        }));
        await failed.Task;

        Assert.Equal(2, await _harness.Number(Actor));
        Assert.Equal(1, _harness.Dropped);
    });

    [Fact]
    public Task A_busy_store_reaches_the_asker_as_it_is_and_poisons_nothing() => _harness.Run(async () =>
    {
        await Assert.ThrowsAsync<ActorBusyException>(() => _harness.AskAsync<int>(
            Actor, async _ =>
            {
                await Task.Yield();
                throw new ActorBusyException("store queue full");
            }).AsTask());

        Assert.Equal(1, await _harness.Number(Actor));
    });

    [Fact]
    public Task A_failed_activation_faults_its_asker_and_the_next_message_tries_again() => _harness.Run(async () =>
    {
        _harness.Stage.OnActivate = probe =>
            probe.Number == 1 ? throw new IOException("cannot read") : ValueTask.CompletedTask;

        var fault = await Assert.ThrowsAsync<ActorFaultedException>(() => _harness.Number(Actor).AsTask());

        Assert.IsType<IOException>(fault.InnerException);
        Assert.Equal(2, await _harness.Number(Actor));
    });

    [Fact]
    public Task An_activation_refused_by_a_busy_store_is_tried_again_by_the_next_message() => _harness.Run(async () =>
    {
        _harness.Stage.OnActivate = probe =>
            probe.Number == 1 ? throw new ActorBusyException("store queue full") : ValueTask.CompletedTask;

        await Assert.ThrowsAsync<ActorBusyException>(() => _harness.Number(Actor).AsTask());

        Assert.Equal(2, await _harness.Number(Actor));
    });

    [Theory]
    [InlineData("a word")]
    [InlineData(null)]
    public Task An_answer_of_the_wrong_type_is_a_fault(object? lie) => _harness.Run(async () =>
    {
        await Assert.ThrowsAsync<ActorFaultedException>(() => _harness.Engine.Ask(Actor, new Lie(lie)).AsTask());

        Assert.Equal(2, await _harness.Number(Actor));
    });

    [Fact]
    public Task What_waits_behind_a_fault_meets_the_next_activation() => _harness.Run(async () =>
    {
        var store = new TaskCompletionSource();
        var awaiting = new TaskCompletionSource();
        var failing = _harness.AskAsync<int>(Actor, async _ =>
        {
            awaiting.SetResult();
            await store.Task;
            throw new IOException("disk gone");
        }).AsTask();
        await awaiting.Task;
        var behind = Enumerable.Range(0, 5).Select(_ => _harness.Number(Actor).AsTask()).ToList();

        store.SetResult();

        await Assert.ThrowsAsync<ActorFaultedException>(() => failing);
        Assert.All(await Task.WhenAll(behind), number => Assert.Equal(2, number));
    });

    [Fact]
    public Task A_keep_alive_actor_is_back_at_once_after_a_fault() => _harness.Run(async () =>
    {
        var back = new TaskCompletionSource<int>();
        _harness.Stage.OnActivate = probe =>
        {
            if (probe.Number == 2) back.SetResult(probe.Number);
            return ValueTask.CompletedTask;
        };

        await Assert.ThrowsAsync<ActorFaultedException>(() => Failing(Stage.KeptAlive(1)));

        Assert.Equal(2, await back.Task);
    });

    [Fact]
    public Task Timers_die_with_a_faulted_activation() => _harness.Run(async () =>
    {
        await _harness.Ask(Actor, probe =>
        {
            probe.Context.After(TimeSpan.FromSeconds(1), new Note("from the dead"));
            return 0;
        });
        await Assert.ThrowsAsync<ActorFaultedException>(() => Failing(Actor));

        _harness.Time.Advance(TimeSpan.FromSeconds(2));

        Assert.Empty(await _harness.Ask(Actor, probe => probe.Log));
    });

    private Task Failing(ActorId actor) => _harness.Ask<int>(actor, _ => throw new IOException("disk gone")).AsTask();
}

public sealed class EmbeddedFaultTests : FaultContract<EmbeddedHarness>;

public sealed class DeterministicFaultTests : FaultContract<DeterministicHarness>;
