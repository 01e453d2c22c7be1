using System.Reflection;
using LiveChat.Contract.Tests.Engines;
using LiveChat.Contracts.Actors;
using LiveChat.Embedded.Deterministic;
using LiveChat.Grains;

namespace LiveChat.Cluster.Tests.Engines;

/// <summary>What is said to an actor whose place is at the same node.</summary>
public sealed class NearTests : IAsyncDisposable
{
    private static readonly ActorId Actor = Stage.Conversation(1);

    private readonly Stage _stage = new();
    private readonly VirtualTime _time = new();
    private readonly CountingGrains _grains;
    private readonly ClusterEngine _engine;

    public NearTests()
    {
        var grains = DispatchProxy.Create<IGrainFactory, CountingGrains>();
        _grains = (CountingGrains)(object)grains;
        _engine = SharedNode.NewEngine(_stage, _time, grains: grains);
    }

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    [Fact]
    public async Task The_runtime_is_needed_to_find_its_place_and_not_to_bring_what_comes_after()
    {
        Assert.Equal(1, await Number());
        Assert.Equal(1, _grains.Used);

        Assert.Equal(1, await Number());
        _engine.Tell(Actor, new Note("told"));
        Assert.Equal(["told"], await _engine.Ask(Actor, new Return<string[]>(it => Task.FromResult(it.Log.ToArray()))));

        Assert.Equal(1, _grains.Used);
    }

    [Fact]
    public async Task What_comes_when_it_gives_up_its_place_is_brought_to_the_next()
    {
        Assert.Equal(1, await Number());
        var place = _engine.Settled.Single(it => it.Id == Actor);

        place.GiveUp();

        Assert.Equal(2, await Number());
        Assert.Equal(2, _grains.Used);
        Assert.NotSame(place, _engine.Settled.Single(it => it.Id == Actor));
    }

    [Fact]
    public async Task An_ask_gives_up_waiting_as_one_to_another_node_does()
    {
        Assert.Equal(1, await Number());
        var release = new TaskCompletionSource();
        var waiting = _engine.Ask(Actor, new Return<int>(async it =>
        {
            await release.Task;
            return it.Number;
        })).AsTask();

        _time.Advance(AnswerTime.Max - AnswerTime.Stretch - TimeSpan.FromMilliseconds(1));
        Assert.False(waiting.IsCompleted);
        _time.Advance(AnswerTime.Stretch + TimeSpan.FromMilliseconds(1));

        var late = await Assert.ThrowsAsync<ActorFaultedException>(
            () => waiting.WaitAsync(TimeSpan.FromSeconds(30)));
        Assert.IsType<ActorUnreachableException>(late.InnerException);
        release.SetResult();
        Assert.Equal(1, await Number());
    }

    private ValueTask<int> Number() => _engine.Ask(Actor, new Return<int>(it => Task.FromResult(it.Number)));

    /// <summary>The runtime's, and how often a place was asked of it.</summary>
    public class CountingGrains : DispatchProxy
    {
        private int _used;

        internal int Used => _used;

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            Interlocked.Increment(ref _used);
            return targetMethod!.Invoke(SharedNode.Grains, args);
        }
    }
}
