using LiveChat.Core.Conversations;
using LiveChat.Core.Deadlines;
using LiveChat.Core.Primitives;
using LiveChat.Core.Rules;
using static LiveChat.Core.Tests.Conversations.Sample;
using static LiveChat.Core.Tests.Conversations.Scenario;

namespace LiveChat.Core.Tests.Conversations;

/// <summary>Wrap-up (R4.14) and stay-open (R4.16).</summary>
public sealed class EndingSpecs
{
    private static readonly LiveChatRules WrappingUp = new() { WrapUpMax = TimeSpan.FromSeconds(30) };
    private static readonly LiveChatRules StayingOpen = new() { StayOpen = true };

    [Fact]
    public void Closed_by_its_agent_it_keeps_the_slot_until_the_agent_is_done()
    {
        var closed = Given(WithAna).When(new Close(At(9), 1, ByAna, WrappingUp));
        closed.Then(WrappedUpByAna[^1]);
        Assert.Equal((true, At(9)), (closed.State().FillsSlot, closed.State().ClosedAt!.Value));
        var done = Given(WrappedUpByAna).When(new EndWrapUp(At(20), 1, ByAna));
        done.Then(new Closed(At(20), ByAna.By, CloseReason.Agent));
        Assert.Equal((At(9), Ana), (done.State().ClosedAt!.Value, done.State().Agent!.Value));
    }

    [Fact]
    public void A_supervisor_or_time_ends_a_wrap_up_and_nobody_else()
    {
        Given(WrappedUpByAna).When(new EndWrapUp(At(20), 1, BySupervisor))
            .Then(new Closed(At(20), BySupervisor.By, CloseReason.Agent));
        Given(WrappedUpByAna).When(new EndWrapUp(At(20), 1, ByBen)).ThenRejected(Rejection.NotAssignedToYou);
        Given(WrappedUpByAna).When(TimeUp(39)).ThenNothing();
        Given(WrappedUpByAna).When(TimeUp(40)).Then(new Closed(At(40), By.System, CloseReason.Agent));
    }

    [Fact]
    public void Only_its_own_agents_close_leads_to_wrap_up()
    {
        Given(WithAna).When(new Close(At(9), 1, BySupervisor, WrappingUp))
            .Then(new Closed(At(9), BySupervisor.By, CloseReason.Supervisor));
        Given(HeldByAna).When(new Close(At(9), 1, ByAna, WrappingUp))
            .Then(new Closed(At(9), ByAna.By, CloseReason.Agent));
    }

    [Fact]
    public void A_wrap_up_ends_for_the_contact_who_writes_again_and_for_an_agent_who_is_gone()
    {
        Given(WrappedUpByAna).When(Mo("again", 20)).ThenRejected(Rejection.ConversationClosed);
        Given(WrappedUpByAna).When(new EndWrapUp(At(20), 1, null))
            .Then(new Closed(At(20), By.System, CloseReason.Agent));
        Given(ClosedByAna).When(new EndWrapUp(At(20), 1, null)).ThenNothing();
        Given(WrappedUpByAna).When(new LoseAgent(At(20), 1, Ana, QueuedReason.AgentDisabled))
            .Then(new Closed(At(20), By.System, CloseReason.Agent));
    }

    [Fact]
    public void In_stay_open_mode_what_an_agent_served_is_parked()
    {
        var parked = Given(WithAna).When(new Close(At(9), 1, ByAna, StayingOpen));
        parked.Then(ParkedByAna[^1]);
        Assert.Equal((true, false, Ana), (parked.State().IsOpen, parked.State().FillsSlot, parked.State().Agent));
        Given(Waiting).When(new Close(At(9), 1, BySupervisor, StayingOpen))
            .Then(new Closed(At(9), BySupervisor.By, CloseReason.Supervisor));
        Given(ParkedByAna).When(new Close(At(10), 1, BySupervisor, StayingOpen))
            .ThenRejected(Rejection.ConversationClosed);
        Given(ParkedByAna).When(new Close(At(10), 1, BySupervisor))
            .Then(new Closed(At(10), BySupervisor.By, CloseReason.Supervisor));
    }

    [Fact]
    public void A_silence_parks_it_too() =>
        Given(Answered)
            .When(new FireDeadline(
                At(700), 1, DeadlineKind.Inactivity, DeadlineTerms.Default with { Rules = StayingOpen }, ""))
            .Then(new Parked(At(700), By.System, CloseReason.Inactivity));

    [Fact]
    public void After_its_wrap_up_it_is_parked_there()
    {
        var rules = StayingOpen with { WrapUpMax = TimeSpan.FromSeconds(30) };
        var began = new WrapUpBegan(At(9), ByAna.By, CloseReason.Agent, At(39), Parks: true);
        Given(WithAna).When(new Close(At(9), 1, ByAna, rules)).Then(began);
        var done = Given([.. WithAna, began]).When(new EndWrapUp(At(20), 1, ByAna));
        done.Then(new Parked(At(20), ByAna.By, CloseReason.Agent));
        Assert.Equal((null, CloseReason.None), (done.State().ClosedAt, done.State().CloseReason));
    }

    [Fact]
    public void What_was_parked_enters_anew_under_its_id_and_wants_its_agent()
    {
        var again = Given(ParkedByAna).When(Mo("again", 900));
        again.Then(
            Received("again", 900),
            new Queued(
                At(900), By.System, Sales, 3, At(900), Admitted: false, Excluded: null, QueuedReason.Parked,
                Preferred: Ana));
        Assert.Equal(1, again.State().Ordinal);
    }

    private static FireDeadline TimeUp(int second) =>
        new(At(second), 1, DeadlineKind.WrapUpEnd, DeadlineTerms.Default, "");
}
