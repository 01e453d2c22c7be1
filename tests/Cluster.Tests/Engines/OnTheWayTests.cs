using LiveChat.Embedded.Deterministic;
using LiveChat.Grains;

namespace LiveChat.Cluster.Tests.Engines;

/// <summary>What a stop waits for, and for how long.</summary>
public sealed class OnTheWayTests
{
    private readonly VirtualTime _time = new();
    private int _underWay;

    [Fact]
    public void What_never_arrives_is_let_go_after_a_moment_and_what_arrives_later_changes_nothing()
    {
        using var way = new OnTheWay(() => _underWay++, () => _underWay--, _time);
        var arrived = way.SetOut();
        var lost = way.SetOut();
        Assert.Equal(2, _underWay);
        arrived();
        Assert.Equal(1, _underWay);

        _time.Advance(OnTheWay.Stretch);
        Assert.Equal(1, _underWay);
        var young = way.SetOut();
        _time.Advance(OnTheWay.Stretch);
        Assert.Equal(1, _underWay);
        lost();
        Assert.Equal(1, _underWay);
        young();
        Assert.Equal(0, _underWay);
        _time.Advance(OnTheWay.Stretch * 3);
        Assert.Equal(0, _underWay);
    }
}
