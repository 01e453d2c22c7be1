using LiveChat.Contracts.Actors;
using LiveChat.Embedded.Deterministic;

namespace LiveChat.Contract.Tests.Engines;

/// <summary>What the simulation needs beyond the contract.</summary>
public sealed class DeterministicEngineTests
{
    private static readonly ActorId Actor = Stage.Conversation(1);

    private readonly Stage _stage = new();

    [Fact]
    public void The_same_seed_gives_the_same_run_and_another_seed_another()
    {
        var runs = Enumerable.Range(0, 20).Select(seed => (First: Play(seed), Second: Play(seed))).ToList();

        Assert.All(runs, run => Assert.Equal(run.First, run.Second));
        Assert.Equal(20, runs.Select(run => string.Join(',', run.First)).Distinct().Count());
    }

    [Fact]
    public void Tells_overtake_one_another()
    {
        var engine = Engine(seed: 1);
        for (var i = 0; i < 50; i++) engine.Tell(Actor, new Note($"{i:00}"));

        engine.RunUntilQuiet();

        var log = LogOf(engine, Actor);
        Assert.Equal(50, log.Distinct().Count());
        Assert.NotEqual(log.Order(), log);
    }

    [Fact]
    public void A_tell_can_be_dropped_doubled_or_delayed()
    {
        var engine = Engine(seed: 1);
        engine.OnTell = passage => ((Note)passage.Message).Text switch
        {
            "lost" => Fate.Drop,
            "twice" => Fate.Duplicate,
            "late" => Fate.After(TimeSpan.FromSeconds(3)),
            _ => Fate.Deliver,
        };
        foreach (var text in (string[])["lost", "twice", "late", "plain"]) engine.Tell(Actor, new Note(text));

        engine.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(["plain", "twice", "twice"], LogOf(engine, Actor).Order());
        engine.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("late", LogOf(engine, Actor)[^1]);
    }

    [Fact]
    public void The_hook_knows_who_tells_whom()
    {
        var engine = Engine(seed: 1);
        var passages = new List<Passage>();
        engine.OnTell = passage =>
        {
            passages.Add(passage);
            return Fate.Deliver;
        };
        engine.Tell(Actor, new Do(probe =>
        {
            probe.Context.Tell(Stage.Conversation(2), new Note("on"));
            return Task.CompletedTask;
        }));

        engine.RunUntilQuiet();

        Assert.Equal([null, Actor], passages.Select(passage => passage.From));
        Assert.Equal([Actor, Stage.Conversation(2)], passages.Select(passage => passage.To));
    }

    [Fact]
    public void One_go_has_no_more_turns_than_its_bound()
    {
        var engine = Engine(seed: 1);
        var steps = new List<long>();
        var release = new TaskCompletionSource();
        engine.Tell(Actor, new Do(_ => release.Task));
        engine.RunUntilQuiet();
        for (var i = 0; i < 1_000; i++)
        {
            engine.Tell(Actor, new Do(_ =>
            {
                steps.Add(engine.Steps);
                return Task.CompletedTask;
            }));
        }

        engine.RunUntilQuiet();
        Assert.Empty(steps);
        release.SetResult();
        engine.RunUntilQuiet();

        Assert.Equal(1_000, steps.Count);
        Assert.InRange(steps.GroupBy(step => step).Max(go => go.Count()), 2, engine.Options.TurnsPerGo);
    }

    [Fact]
    public void A_crashed_actor_never_gets_beyond_its_await_and_its_asker_is_told()
    {
        var engine = Engine(seed: 1);
        var after = false;
        var asked = engine.Ask(Actor, new Return<int>(async probe =>
        {
            probe.Context.After(TimeSpan.FromSeconds(1), new Note("from the dead"));
            await engine.Delay(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
            after = true;
            return 0;
        })).AsTask();
        engine.RunUntilQuiet();
        var behind = engine.Ask(Actor, new Return<int>(_ => Task.FromResult(0))).AsTask();
        engine.RunUntilQuiet();

        Assert.True(engine.Crash(Actor));
        engine.Advance(TimeSpan.FromSeconds(5));

        Assert.IsType<ActorFaultedException>(asked.Exception!.InnerException);
        Assert.IsType<ActorFaultedException>(behind.Exception!.InnerException);
        Assert.False(after);
        Assert.Null(engine.Instance(Actor));
        engine.Tell(Actor, new Note("again"));
        engine.RunUntilQuiet();
        Assert.Equal(["again"], LogOf(engine, Actor));
    }

    [Fact]
    public void Crashing_an_actor_that_is_not_there_does_nothing() => Assert.False(Engine(seed: 1).Crash(Actor));

    [Fact]
    public void A_crashed_keep_alive_actor_is_back_at_once()
    {
        var engine = Engine(seed: 1);
        var queue = Stage.KeptAlive(1);
        engine.Tell(queue, Wake());
        engine.RunUntilQuiet();

        engine.Crash(queue);
        engine.RunUntilQuiet();

        Assert.Equal(2, ((Probe)engine.Instance(queue)!).Number);
    }

    [Fact]
    public void A_permanently_failing_keep_alive_actor_backs_off()
    {
        var engine = Engine(seed: 1);
        var attempts = 0;
        _stage.OnActivate = _ =>
        {
            attempts++;
            throw new IOException("cannot read");
        };
        engine.Tell(Stage.KeptAlive(1), Wake());
        engine.RunUntilQuiet();
        Assert.Equal(2, attempts);

        engine.Advance(TimeSpan.FromMilliseconds(99));
        Assert.Equal(2, attempts);
        engine.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(3, attempts);
        engine.Advance(TimeSpan.FromHours(1));
        Assert.InRange(attempts, 350, 375);

        _stage.OnActivate = _ => ValueTask.CompletedTask;
        engine.Advance(engine.Options.ReviveDelayMax);
        Assert.NotNull(engine.Instance(Stage.KeptAlive(1)));
    }

    [Fact]
    public void A_crash_of_the_process_takes_actors_messages_and_timers_and_leaves_the_world()
    {
        var engine = Engine(seed: 1);
        engine.OnTell = passage => passage.Message is Note { Text: "delayed" }
            ? Fate.After(TimeSpan.FromSeconds(1)) : Fate.Deliver;
        engine.Tell(Actor, new Do(probe =>
        {
            probe.Context.After(TimeSpan.FromSeconds(1), new Note("timer"));
            return Task.CompletedTask;
        }));
        engine.RunUntilQuiet();
        var world = engine.Start(async () =>
        {
            await Assert.ThrowsAsync<ActorFaultedException>(() =>
                engine.Ask(Actor, new Return<int>(_ => Task.FromResult(0))).AsTask());
            await engine.Delay(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));
        });
        engine.Tell(Actor, new Note("on its way"));
        engine.Tell(Actor, new Note("delayed"));

        engine.CrashProcess();
        Assert.Empty(engine.Actors);
        engine.Advance(TimeSpan.FromSeconds(3));

        Assert.Empty(engine.Actors);
        Assert.True(world.IsCompletedSuccessfully);
    }

    [Fact]
    public void What_a_store_was_handed_outside_of_the_turn_survives_the_crash_of_its_caller()
    {
        var engine = Engine(seed: 1);
        var written = false;
        engine.Tell(Actor, new Do(_ => engine.Start(async () =>
        {
            await engine.Delay(TimeSpan.FromMilliseconds(5), TimeSpan.FromMilliseconds(5));
            written = true;
        })));
        engine.RunUntilQuiet();

        engine.CrashProcess();
        engine.Advance(TimeSpan.FromSeconds(1));

        Assert.True(written);
    }

    [Fact]
    public void A_flow_that_never_ends_is_named_and_not_waited_for()
    {
        var engine = Engine(seed: 1);
        Assert.Throws<TimeoutException>(() =>
            engine.Run(() => new TaskCompletionSource().Task, TimeSpan.FromMinutes(1)));
        Assert.Equal(TimeSpan.FromMinutes(1), engine.VirtualTime.Elapsed);
    }

    [Fact]
    public void Waiting_for_several_asks_stays_on_the_thread()
    {
        var engine = Engine(seed: 3);
        var thread = Environment.CurrentManagedThreadId;
        engine.Run(
            async () =>
            {
                var asks = Enumerable.Range(0, 20).Select(i => engine.Ask(Stage.Conversation(i), new Return<int>(
                    async probe =>
                    {
                        await engine.Delay(TimeSpan.Zero, TimeSpan.FromSeconds(1));
                        return probe.Number;
                    })).AsTask());
                await Task.WhenAll(asks);
                Assert.Equal(thread, Environment.CurrentManagedThreadId);
            },
            TimeSpan.FromSeconds(2));
    }

    private static Do Wake() => new(_ => Task.CompletedTask);

    private static List<string> LogOf(DeterministicEngine engine, ActorId actor) =>
        ((Probe)engine.Instance(actor)!).Log;

    /// <summary>Actors that tell one another at random, sleep, and crash; the order in which it all happened.</summary>
    private static List<string> Play(int seed)
    {
        var stage = new Stage();
        var engine = new DeterministicEngine(stage, seed);
        var order = new List<string>();
        for (var i = 0; i < 5; i++) engine.Tell(Stage.Conversation(i), Turn(depth: 4));
        for (var i = 0; i < 20; i++)
        {
            engine.Advance(TimeSpan.FromMilliseconds(5));
            engine.Crash(engine.Actors[engine.Random.Next(engine.Actors.Count)]);
            engine.Tell(Stage.Conversation(0), Turn(depth: 2));
        }

        return order;

        Do Turn(int depth) => new(async probe =>
        {
            await engine.Delay(TimeSpan.Zero, TimeSpan.FromMilliseconds(20));
            order.Add($"{probe.Context.Id.Key} {depth} {engine.VirtualTime.Elapsed.Ticks}");
            if (depth == 0) return;
            for (var i = 0; i < 2; i++)
                probe.Context.Tell(Stage.Conversation(engine.Random.Next(5)), Turn(depth - 1));
        });
    }

    private DeterministicEngine Engine(int seed) => new(_stage, seed);
}
