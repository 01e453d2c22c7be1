using System.Collections.Concurrent;
using LiveChat.Contracts.Actors;
using LiveChat.Embedded;
using LiveChat.Embedded.Deterministic;
using LiveChat.Engine.Actors;

namespace LiveChat.Contract.Tests.Engines;

/// <summary>What only many threads can show.</summary>
public sealed class EmbeddedEngineTests : IAsyncDisposable
{
    private readonly EmbeddedHarness _harness = new();

    public ValueTask DisposeAsync() => _harness.DisposeAsync();

    [Fact]
    public Task Tells_of_one_actor_to_another_keep_their_order() => _harness.Run(async () =>
    {
        const int tells = 20_000;
        var receiver = Stage.Conversation(1);
        await _harness.Ask(Stage.Conversation(2), probe =>
        {
            for (var i = 0; i < tells; i++) probe.Context.Tell(receiver, new Note($"{i}"));
            return 0;
        });

        var log = await _harness.Ask(receiver, probe => probe.Log);

        Assert.Equal(Enumerable.Range(0, tells).Select(i => $"{i}"), log);
    });

    [Fact]
    public Task An_actor_that_never_runs_dry_lets_others_have_the_thread() => _harness.Run(async () =>
    {
        var served = false;
        var tells = 0;
        Do? again = null;
        again = new Do(probe =>
        {
            if (Volatile.Read(ref served)) return Task.CompletedTask;
            Interlocked.Increment(ref tells);
            probe.Context.Tell(probe.Context.Id, again!);
            return Task.CompletedTask;
        });
        var restless = 4 * Environment.ProcessorCount;
        for (var i = 0; i < restless; i++) _harness.Engine.Tell(Stage.Conversation(100 + i), again);

        for (var i = 0; i < 100; i++) await _harness.Number(Stage.Conversation(i));

        Volatile.Write(ref served, true);
        Assert.True(tells > 0);
    });

    [Fact]
    public Task No_message_is_lost_while_actors_come_and_go() => _harness.Run(async () =>
    {
        const int senders = 4, rounds = 3_000, actors = 3;
        var collected = 0;
        var (tellsSent, tellsSeen, tellsInAll) = (0, 0, -1);
        var allSeen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var hasty = new Hasty(() => Interlocked.Increment(ref collected));
        var time = new VirtualTime();
        await using var engine = new EmbeddedEngine(
            hasty, time, new EngineOptions { SweepInterval = TimeSpan.FromMilliseconds(1), TurnsPerGo = 2 });
        var tell = new Do(_ =>
        {
            if (Interlocked.Increment(ref tellsSeen) == Volatile.Read(ref tellsInAll)) allSeen.TrySetResult();
            return Task.CompletedTask;
        });

        var sending = Enumerable.Range(0, senders).Select(sender => Task.Run(async () =>
        {
            // However fast the rounds go by: until an actor was collected nothing would be shown.
            for (var i = 0; i < rounds || Volatile.Read(ref collected) == 0; i++)
            {
                var to = Stage.Conversation((sender + i) % actors);
                Interlocked.Increment(ref tellsSent);
                engine.Tell(to, tell);
                Assert.True(await engine.Ask(to, new Return<int>(probe => Task.FromResult(probe.Number))) > 0);
            }
        })).ToList();
        while (!Task.WhenAll(sending).IsCompleted)
        {
            time.Advance(TimeSpan.FromMilliseconds(2));
            await Task.Yield();
        }

        await Task.WhenAll(sending);
        Interlocked.Exchange(ref tellsInAll, tellsSent);
        if (Volatile.Read(ref tellsSeen) == tellsSent) allSeen.TrySetResult();
        await allSeen.Task;
        Assert.Equal(1, hasty.MostAtOnce);
    });

    /// <summary>Actors that are idle as soon as nothing waits for them.</summary>
    private sealed class Hasty : IActorKinds
    {
        private readonly ConcurrentDictionary<ActorId, int> _active = new();
        private readonly Stage _stage = new();

        public Hasty(Action collected)
        {
            _stage.OnActivate = async probe =>
            {
                var now = _active.AddOrUpdate(probe.Context.Id, 1, (_, before) => before + 1);
                if (now > 1) MostAtOnce = now;
                await Task.Yield();
            };
            _stage.OnDeactivate = async probe =>
            {
                collected();
                await Task.Yield();
                _active.AddOrUpdate(probe.Context.Id, 0, (_, before) => before - 1);
            };
        }

        /// <summary>The most activations of one actor that there were at the same time.</summary>
        public int MostAtOnce { get; private set; } = 1;

        public ActorKindTraits Traits(ActorKind kind) => new(1_000, TimeSpan.Zero);

        public Actor Create(ActorId id) => _stage.Create(id);
    }
}
