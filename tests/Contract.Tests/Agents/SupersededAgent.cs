using LiveChat.Contract.Tests.Deadlines;
using LiveChat.Contract.Tests.Stores;
using LiveChat.Contracts.Actors;
using LiveChat.Contracts.Agents;
using LiveChat.Core.Primitives;
using LiveChat.Core.Rules;

namespace LiveChat.Contract.Tests.Agents;

/// <summary>
/// An agent's actor that is alive twice, of which the other one goes on under a newer epoch: this one writes nothing
/// any more, and whoever asked it is told to come again.
/// </summary>
public sealed class SupersededAgent
{
    private static readonly ActorId Ben = ActorId.Of(Some.Tenant(), DeadlineStage.Ben);

    private readonly DeadlineStage _stage = new(new LiveChatRules());

    [Fact]
    public void Who_asks_it_is_told_to_come_again_and_then_is_served_by_the_next_one()
    {
        _stage.Online(DeadlineStage.Ben);
        GoOnElsewhere();
        var lost = Assert.Throws<AggregateException>(() => SetStatus("away")).InnerException;
        Assert.IsType<ActorUnreachableException>(Assert.IsType<ActorFaultedException>(lost).InnerException);
        Assert.Equal(Rejection.None, SetStatus("away"));
    }

    private void GoOnElsewhere() =>
        Assert.True(_stage.Store.Agents.RaiseEpoch(Some.Tenant(), DeadlineStage.Ben).IsCompletedSuccessfully);

    private Rejection SetStatus(string status)
    {
        var asked = _stage.Engine.Ask(Ben, new SetStatus(status, TakesNew: false, By.Agent(DeadlineStage.Ben)));
        _stage.Engine.RunUntilQuiet();
        return asked.AsTask().Result.Rejection;
    }
}
