using LiveChat.Contract.Tests.Deadlines;
using LiveChat.Core.Primitives;
using LiveChat.Core.Rules;

namespace LiveChat.Contract.Tests.Streams;

/// <summary>The way from an agent's actor to the node that holds its stream may lose what is pushed.</summary>
public sealed class LostPushTests
{
    private readonly DeadlineStage _stage = new(LiveChatRules.Default);

    public LostPushTests()
    {
        _stage.Write("one");
        _stage.Write("two");
        _stage.Write("three");
        Assert.True(_stage.Pushed.Count >= 3);
    }

    [Fact]
    public void What_a_stream_says_it_has_not_seen_is_pushed_again_in_order_and_whole()
    {
        var (ids, notices) = (_stage.Pushed.ToList(), _stage.Notices.ToList());
        _stage.Pushed.Clear();
        _stage.Notices.Clear();

        _stage.Renew(DeadlineStage.Ana, ids[0]);

        Assert.Equal(ids.Skip(1), _stage.Pushed);
        Assert.Equal(notices.Skip(1), _stage.Notices);
        Assert.Empty(_stage.Ended);
    }

    [Fact]
    public void A_stream_that_has_seen_everything_is_pushed_nothing()
    {
        var last = _stage.Pushed[^1];
        _stage.Pushed.Clear();

        _stage.Renew(DeadlineStage.Ana, last);

        Assert.Empty(_stage.Pushed);
        Assert.Empty(_stage.Ended);
    }

    [Fact]
    public void A_stream_that_has_seen_what_this_actor_never_pushed_ends_so_that_its_client_comes_again()
    {
        var last = _stage.Pushed[^1];
        _stage.Pushed.Clear();

        _stage.Renew(DeadlineStage.Ana, last with { Epoch = last.Epoch - 1 });

        Assert.Empty(_stage.Pushed);
        Assert.Equal([Rejection.None], _stage.Ended);
    }
}
