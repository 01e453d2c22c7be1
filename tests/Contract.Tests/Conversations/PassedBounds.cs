using LiveChat.Contract.Tests.Deadlines;
using LiveChat.Contract.Tests.Stores;
using LiveChat.Contracts.Actors;
using LiveChat.Contracts.Deadlines;
using LiveChat.Core.Conversations;
using LiveChat.Core.Rules;

namespace LiveChat.Contract.Tests.Conversations;

/// <summary>
/// A conversation's actor that is alive twice, and of which the other one was woken by the bound and moved it: a bound
/// that has passed wakes this one no more, so it must not count on it.
/// </summary>
public sealed class PassedBounds
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly DeadlineStage _stage = new(new LiveChatRules
    {
        InactivityTimeout = 20 * Second,
        DisconnectTransferAfter = 10 * Second,
    });

    public PassedBounds()
    {
        _stage.Write();
        _stage.Answer(DeadlineStage.Ana);
        _stage.PassOnline(Second);
        _stage.Write();
        _stage.PassOnline(10 * Second);
        WakeTheOther();
        _stage.PassOnline(15 * Second);
    }

    [Fact]
    public void What_an_agents_absence_arms_acts_in_time()
    {
        _stage.Drop(DeadlineStage.Ana);
        _stage.Pass(11 * Second);
        Assert.False(_stage.Head().Has(DeadlineStage.Ana));
    }

    [Fact]
    public void What_a_commit_arms_acts_in_time()
    {
        _stage.Answer(DeadlineStage.Ana);
        _stage.PassOnline(21 * Second);
        Assert.Equal(CloseReason.Inactivity, _stage.Head().CloseReason);
    }

    private void WakeTheOther()
    {
        var head = _stage.Head();
        Assert.True(_stage.Store.Deadlines.Move(Some.Tenant(), head.Id, head.Version, null).AsTask().Result);
        _stage.Engine.Tell(
            ActorId.OfDeadlines(DeadlineShard.Of(Some.Thread())), new DeadlineArmed(Some.Tenant(), head.Id, null));
        _stage.Engine.RunUntilQuiet();
    }
}
