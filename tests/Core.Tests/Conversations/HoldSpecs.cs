using LiveChat.Core.Conversations;
using LiveChat.Core.Deadlines;
using LiveChat.Core.Primitives;
using LiveChat.Core.Rules;
using static LiveChat.Core.Tests.Conversations.Sample;
using static LiveChat.Core.Tests.Conversations.Scenario;

namespace LiveChat.Core.Tests.Conversations;

public sealed class HoldSpecs
{
    [Fact]
    public void On_hold_it_fills_no_slot_and_stays_with_its_agent()
    {
        var held = Given(WithAna).When(new Hold(At(4), 1, ByAna));
        held.Then(HeldByAna[^1]);
        Assert.Equal((false, Ana, null), (held.State().FillsSlot, held.State().Agent!.Value, held.State().Token));
    }

    [Fact]
    public void Only_its_agent_puts_it_on_hold()
    {
        Given(WithAna).When(new Hold(At(4), 1, ByBen)).ThenRejected(Rejection.NotAssignedToYou);
        Given(WithAna).When(new Hold(At(4), 1, BySupervisor)).ThenRejected(Rejection.NotAssignedToYou);
        Given(HeldByAna).When(new Hold(At(5), 1, ByAna)).ThenNothing();
    }

    [Fact]
    public void When_the_contact_writes_it_wants_its_agent_and_else_its_own_place()
    {
        var back = Given(HeldByAna).When(Mo("back", 60));
        back.Then(
            Received("back", 60),
            new Queued(
                At(60), By.System, Sales, 3, Noon, Admitted: true, Excluded: null, QueuedReason.Held, Preferred: Ana));
        Assert.Equal((Ana, Ana), (back.State().Preferred!.Value, back.State().PreviousAgent!.Value));
    }

    [Fact]
    public void The_agent_resumes_with_a_slot_of_its_own()
    {
        var resumed = Given(HeldByAna).When(new Resume(At(8), 1, ByAna, Two));
        resumed.Then(new Resumed(At(8), ByAna.By, Ana, Two));
        var state = resumed.State();
        Assert.Equal((true, Two, At(8)), (state.FillsSlot, state.Token!.Value, state.AssignedAt!.Value));
        Given(HeldByAna).When(new Resume(At(8), 1, ByBen, Two)).ThenRejected(Rejection.NotAssignedToYou);
        Given(WithAna).When(new Resume(At(8), 1, ByAna, Two)).ThenRejected(Rejection.NotHeld);
    }

    [Fact]
    public void What_was_silent_on_hold_is_silent_anew_once_resumed()
    {
        ConversationEvent[] resumed =
            [.. Answered, new Held(At(6), ByAna.By, Ana), new Resumed(At(900), ByAna.By, Ana, Two)];
        Given(resumed).When(Silent(1_499)).ThenNothing();
        Given(resumed).When(Silent(1_501)).Then(new Closed(At(1_501), By.System, CloseReason.Inactivity));

        static FireDeadline Silent(int second) =>
            new(At(second), 1, DeadlineKind.Inactivity, DeadlineTerms.Default, "");
    }

    [Fact]
    public void The_agent_closes_or_passes_on_what_it_holds_and_answers_only_after_resuming()
    {
        Given(HeldByAna).When(new Close(At(8), 1, ByAna)).Then(new Closed(At(8), ByAna.By, CloseReason.Agent));
        Given(HeldByAna).When(new TransferToQueue(At(8), 1, ByAna, Support, 6, null)).Then(
            new Transferred(At(8), ByAna.By, Ana, null, Support, null),
            new Queued(At(8), ByAna.By, Support, 3, Noon, Admitted: true, Excluded: Ana, QueuedReason.Transfer));
        Given(HeldByAna).When(new SendMessage(At(8), 1, ByAna, "hi")).ThenRejected(Rejection.NotAssignedToYou);
    }

    [Theory]
    [InlineData(69, true)]
    [InlineData(70, false)]
    public void Who_writes_again_in_time_wants_the_agent_of_before(int second, bool inTime)
    {
        var rules = new LiveChatRules { PreviousAgentWithin = TimeSpan.FromSeconds(61) };
        var opened = Given(ClosedByAna).When(Mo("again", second) with { Rules = rules });
        Assert.Equal(inTime ? Ana : null, opened.State().Preferred);
        Assert.Equal(Ana, opened.State().PreviousAgent);
        Assert.Null(Given(ClosedByAna).When(Mo("again", second)).State().Preferred);
    }
}
