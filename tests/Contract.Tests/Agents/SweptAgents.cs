using LiveChat.Contract.Tests.Deadlines;
using LiveChat.Contracts.Actors;
using LiveChat.Core.Rules;
using LiveChat.Embedded.Deterministic;
using LiveChat.Engine.Sweeps;

namespace LiveChat.Contract.Tests.Agents;

/// <summary>Agents that have slots are woken when they may have vanished, and else seldom.</summary>
public sealed class SweptAgents
{
    private readonly DeadlineStage _stage = new(new LiveChatRules());
    private int _woken;

    public SweptAgents()
    {
        _stage.Write();
        _stage.Engine.OnTell = passage =>
        {
            if (passage is { To.Kind: ActorKind.Agent, Message: Wake }) _woken++;
            return Fate.Deliver;
        };
    }

    [Fact]
    public void They_are_woken_by_the_first_sweeps_and_then_by_every_sixth()
    {
        var sweep = new Sweep(_stage.Engine, _stage.Store.Conversations, _stage.Store.Deadlines);
        Assert.Equal([1, 2, 3, 3, 3, 4, 4], Counts(sweep, 7));
        Assert.Equal([4, 4, 4, 4, 5], Counts(sweep, 5));
    }

    [Fact]
    public void They_are_woken_at_once_when_a_node_has_died()
    {
        var sweep = new Sweep(_stage.Engine, _stage.Store.Conversations, _stage.Store.Deadlines);
        Counts(sweep, 7);
        _woken = 0;
        sweep.Expect();
        Assert.Equal([1, 2, 3, 3], Counts(sweep, 4));
    }

    private List<int> Counts(Sweep sweep, int times)
    {
        var counts = new List<int>();
        for (var i = 0; i < times; i++)
        {
            _stage.Engine.Run(() => sweep.Once(), TimeSpan.FromSeconds(5));
            counts.Add(_woken);
        }

        return counts;
    }
}
