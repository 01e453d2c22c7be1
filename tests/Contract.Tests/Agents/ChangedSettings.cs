using LiveChat.Contract.Tests.Deadlines;
using LiveChat.Contract.Tests.Stores;
using LiveChat.Contracts.Actors;
using LiveChat.Contracts.Agents;
using LiveChat.Core.Primitives;
using LiveChat.Core.Rules;

namespace LiveChat.Contract.Tests.Agents;

/// <summary>An agent's actor takes up what was changed in its settings.</summary>
public sealed class ChangedSettings
{
    private static readonly ActorId Ana = ActorId.Of(Some.Tenant(), DeadlineStage.Ana);
    private static readonly ConversationId Another = new(Some.Thread(9), 1);

    private readonly DeadlineStage _stage = new(new LiveChatRules());

    [Fact]
    public void A_cap_is_in_force_at_once_and_costs_no_epoch_that_would_refuse_what_is_under_way()
    {
        _stage.Write();
        Assert.Equal(Rejection.AgentFull, Reserve().Rejection);
        var epoch = Epoch();

        _stage.Cap = 2;
        Change();
        var slot = Reserve();
        Assert.Equal((Rejection.None, epoch), (slot.Rejection, slot.AgentEpoch));
        _stage.Cap = 1;
        Change();
        _stage.Engine.Tell(Ana, new ReleaseSlot(Another, slot.Token));
        _stage.Engine.RunUntilQuiet();
        Assert.Equal(Rejection.AgentFull, Reserve().Rejection);
        Assert.Equal(epoch, Epoch());
    }

    [Fact]
    public void An_actor_that_was_alive_twice_and_is_left_with_a_passed_epoch_takes_up_a_new_one()
    {
        Assert.True(_stage.Engine.Double(Ana));
        _stage.Engine.RunUntilQuiet();
        _stage.Engine.Merge(Ana, formerStays: true);
        var passed = Epoch();

        Change();
        Assert.Equal(passed + 1, Epoch());
        var slot = Reserve();
        Assert.Equal((Rejection.None, passed + 1), (slot.Rejection, slot.AgentEpoch));
    }

    private long Epoch() =>
        _stage.Store.Agents.Find(Some.Tenant(), DeadlineStage.Ana).AsTask().Result!.Epoch;

    private void Change()
    {
        _stage.Engine.Tell(Ana, AgentChanged.Now);
        _stage.Engine.RunUntilQuiet();
    }

    private SlotReply Reserve()
    {
        SlotReply? reply = null;
        _stage.Engine.Run(
            async () => reply = await _stage.Engine.Ask(Ana, new ReserveSlot(Another, Some.Queue())),
            TimeSpan.FromSeconds(5));
        return reply!;
    }
}
