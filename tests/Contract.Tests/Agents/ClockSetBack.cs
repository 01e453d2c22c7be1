using LiveChat.Contract.Tests.Deadlines;
using LiveChat.Contract.Tests.Stores;
using LiveChat.Contracts.Actors;
using LiveChat.Contracts.Agents;
using LiveChat.Contracts.Conversations;
using LiveChat.Contracts.Deadlines;
using LiveChat.Core.Rules;
using LiveChat.Embedded.Deterministic;

namespace LiveChat.Contract.Tests.Agents;

/// <summary>The wall clock is set back by far more than anything here takes.</summary>
public sealed class ClockSetBack
{
    private static readonly TimeSpan Back = TimeSpan.FromHours(-1);

    private readonly DeadlineStage _stage = new(new LiveChatRules { InactivityTimeout = TimeSpan.FromSeconds(60) });

    [Fact]
    public void A_reservation_whose_assignment_was_lost_is_made_again()
    {
        Losing<AssignToAgent>(() => _stage.Write());
        _stage.Engine.VirtualTime.Jump(Back);
        _stage.PassOnline(TimeSpan.FromSeconds(15));
        Assert.True(_stage.Head().Has(DeadlineStage.Ana));
    }

    [Fact]
    public void A_slot_that_was_freed_unheard_is_found_free_in_the_rows()
    {
        _stage.Write();
        Losing<ConversationAdvanced>(() => _stage.Close(DeadlineStage.Ana));
        _stage.Engine.VirtualTime.Jump(Back);
        _stage.PassOnline(TimeSpan.FromSeconds(15));
        AgentFigures? figures = null;
        _stage.Engine.Run(
            async () => figures = await _stage.Engine.Ask(
                ActorId.Of(Some.Tenant(), DeadlineStage.Ana), new DescribeAgent()),
            TimeSpan.FromSeconds(5));
        Assert.Equal(0, figures!.Held);
    }

    [Fact]
    public void A_deadline_whose_word_was_lost_is_found_in_the_rows()
    {
        _stage.Engine.VirtualTime.Jump(Back);
        Losing<DeadlineArmed>(() =>
        {
            _stage.Write();
            _stage.Answer(DeadlineStage.Ana);
            _stage.PassOnline(TimeSpan.FromSeconds(75));
        });
        Assert.False(_stage.Head().IsOpen);
    }

    private void Losing<TMessage>(Action whatHappens)
    {
        _stage.Engine.OnTell = passage => passage.Message is TMessage ? Fate.Drop : Fate.Deliver;
        whatHappens();
        _stage.Engine.OnTell = null;
    }
}
