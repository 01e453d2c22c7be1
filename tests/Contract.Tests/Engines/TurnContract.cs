using LiveChat.Contracts.Actors;

namespace LiveChat.Contract.Tests.Engines;

/// <summary>What every engine promises of turns and mailboxes.</summary>
public abstract class TurnContract<THarness> : IAsyncDisposable
    where THarness : EngineHarness, new()
{
    private static readonly ActorId Actor = Stage.Conversation(1);

    private readonly THarness _harness = new();

    public ValueTask DisposeAsync() => _harness.DisposeAsync();

    [Fact]
    public Task The_first_message_activates_and_is_answered() => _harness.Run(async () =>
    {
        var activated = new List<int>();
        _harness.Stage.OnActivate = async probe =>
        {
            await Task.Yield();
            activated.Add(probe.Number);
        };

        Assert.Equal("done by 1", await _harness.Ask(Actor, probe => $"done by {probe.Number}"));
        Assert.Equal([1], activated);
        Assert.Equal(1, await _harness.Number(Actor));
    });

    [Fact]
    public Task An_answer_may_be_null() => _harness.Run(async () =>
        Assert.Null(await _harness.Ask(Actor, _ => (string?)null)));

    [Fact]
    public Task Only_one_turn_runs_at_a_time_whatever_comes_at_once() => _harness.Run(async () =>
    {
        const int senders = 8, asksEach = 200;
        int inside = 0, most = 0, turns = 0;
        var flows = Enumerable.Range(0, senders).Select(async _ =>
        {
            for (var i = 0; i < asksEach; i++)
            {
                await _harness.AskAsync(Actor, async _ =>
                {
                    most = Math.Max(most, Interlocked.Increment(ref inside));
                    await Task.Yield();
                    turns++;
                    return Interlocked.Decrement(ref inside);
                });
            }
        });

        await Task.WhenAll(flows);

        Assert.Equal(1, most);
        Assert.Equal(senders * asksEach, turns);
    });

    [Fact]
    public Task A_turn_that_awaits_holds_back_its_own_actor_and_no_other() => _harness.Run(async () =>
    {
        var store = new TaskCompletionSource();
        var awaiting = new TaskCompletionSource();
        var held = _harness.AskAsync(Actor, async _ =>
        {
            awaiting.SetResult();
            await store.Task;
            return "first";
        });
        await awaiting.Task;
        var behind = _harness.Ask(Actor, _ => "second").AsTask();

        Assert.Equal("other", await _harness.Ask(Stage.Conversation(2), _ => "other"));
        Assert.False(behind.IsCompleted);

        store.SetResult();
        Assert.Equal("first", await held);
        Assert.Equal("second", await behind);
    });

    [Fact]
    public Task A_full_mailbox_refuses_an_ask_and_drops_and_counts_a_tell() => _harness.Run(async () =>
    {
        var tiny = Stage.Tiny(1);
        var (running, release) = await _harness.Hold(tiny);
        var waiting = Enumerable.Range(0, Stage.TinyMailbox + 1)
            .Select(_ => _harness.Ask(tiny, _ => 1).AsTask()).ToList();

        var refused = await Task.WhenAny(waiting);
        await Assert.ThrowsAsync<ActorBusyException>(() => refused);
        Assert.Equal(0, _harness.Dropped);
        _harness.Engine.Tell(tiny, new Note("no room"));
        while (_harness.Dropped == 0) await Task.Yield(); // Until the tell has met the mailbox, however it travels.

        release.SetResult();
        await running;
        waiting.Remove(refused);
        Assert.All(await Task.WhenAll(waiting), answer => Assert.Equal(1, answer));
        Assert.Equal(1, _harness.Dropped);
        Assert.Empty(await _harness.Ask(tiny, probe => probe.Log));
    });

    [Fact]
    public Task An_asker_may_stop_waiting_and_the_turn_goes_on() => _harness.Run(async () =>
    {
        using var patience = new CancellationTokenSource();
        var store = new TaskCompletionSource();
        var awaiting = new TaskCompletionSource();
        var ended = false;
        var asked = _harness.AskAsync(
            Actor,
            async _ =>
            {
                awaiting.SetResult();
                await store.Task;
                return ended = true;
            },
            patience.Token).AsTask();
        await awaiting.Task;

        patience.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
        Assert.False(ended);

        store.SetResult();
        Assert.Equal(1, await _harness.Number(Actor));
        Assert.True(ended);
    });

    [Fact]
    public Task An_ask_already_cancelled_reaches_nobody() => _harness.Run(async () =>
    {
        var reached = false;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            _harness.AskAsync(Actor, _ => Task.FromResult(reached = true), new CancellationToken(true)).AsTask());

        await _harness.Number(Actor);
        Assert.False(reached);
    });

    [Fact]
    public Task Many_tells_from_many_senders_all_arrive() => _harness.Run(async () =>
    {
        const int senders = 20, tellsEach = 500;
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var seen = 0;
        var count = new Do(_ =>
        {
            if (++seen == senders * tellsEach) all.SetResult();
            return Task.CompletedTask;
        });
        for (var sender = 0; sender < senders; sender++)
        {
            _harness.Engine.Tell(Stage.Conversation(100 + sender), new Do(probe =>
            {
                for (var i = 0; i < tellsEach; i++) probe.Context.Tell(Actor, count);
                return Task.CompletedTask;
            }));
        }

        await all.Task;
        Assert.Equal(0, _harness.Dropped);
    });
}

public sealed class EmbeddedTurnTests : TurnContract<EmbeddedHarness>;

public sealed class DeterministicTurnTests : TurnContract<DeterministicHarness>;
