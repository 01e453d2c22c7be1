using LiveChat.Core.Conversations;
using LiveChat.Core.Primitives;
using static LiveChat.Core.Tests.Conversations.Sample;
using static LiveChat.Core.Tests.Conversations.Scenario;

namespace LiveChat.Core.Tests.Conversations;

public sealed class AssigningSpecs
{
    [Fact]
    public void A_waiting_conversation_goes_to_the_agent_who_reserved_it() =>
        Given(Waiting).When(new Assign(At(2), 1, Ana, Sales, One, 3))
            .Then(new Assigned(At(2), By.System, Ana, Sales, One));

    [Fact]
    public void One_that_is_matched_at_once_needs_no_admission() =>
        Given(Arrived).When(new Assign(At(2), 1, Ana, Sales, One, 3))
            .Then(new Assigned(At(2), By.System, Ana, Sales, One));

    [Fact]
    public void Messages_and_admission_do_not_outdate_a_reservation() =>
        Given([.. Waiting, Received("more", 5)]).When(new Assign(At(6), 1, Ana, Sales, One, 3))
            .Then(new Assigned(At(6), By.System, Ana, Sales, One));

    [Fact]
    public void The_same_reservation_again_changes_nothing() =>
        Given(WithAna).When(new Assign(At(3), 1, Ana, Sales, One, 3)).ThenNothing();

    [Fact]
    public void Another_reservation_of_the_same_agent_is_refused() =>
        Given(WithAna).When(new Assign(At(3), 1, Ana, Sales, Two, 3)).ThenRejected(Rejection.NotWaiting);

    [Fact]
    public void Only_one_of_two_agents_gets_it() =>
        Given(WithAna).When(new Assign(At(3), 1, Ben, Sales, Two, 3)).ThenRejected(Rejection.NotWaiting);

    [Fact]
    public void A_reservation_of_an_earlier_stay_in_the_queue_is_refused() =>
        Given([.. WithAna, .. Lost]).When(new Assign(At(9), 1, Ben, Sales, Two, 3)).ThenRejected(Rejection.NotWaiting);

    [Fact]
    public void A_reservation_of_another_queue_is_refused() =>
        Given(TransferredByAna).When(new Assign(At(9), 1, Ben, Sales, Two, 7)).ThenRejected(Rejection.NotWaiting);

    [Fact]
    public void Whether_the_agent_who_gave_it_away_may_serve_it_is_for_the_queue_to_say() =>
        Given(TransferredByAna).When(new Assign(At(9), 1, Ana, Support, Two, 7))
            .Then(new Assigned(At(9), By.System, Ana, Support, Two));

    [Fact]
    public void A_lost_agent_gives_it_back_to_its_queue_in_its_old_place()
    {
        var lost = Given(WithAna).When(new LoseAgent(At(8), 1, Ana, QueuedReason.AgentDisabled));
        lost.Then(Lost);
        Assert.Equal(Noon, lost.State().QueuedAt);
        Assert.True(lost.State().Admitted);
        Assert.Null(lost.State().Agent);
    }

    [Fact]
    public void Losing_an_agent_who_does_not_have_it_changes_nothing()
    {
        Given(WithAna).When(new LoseAgent(At(8), 1, Ben, QueuedReason.AgentDisabled)).ThenNothing();
        Given(ClosedByAna).When(new LoseAgent(At(10), 1, Ana, QueuedReason.AgentDisabled)).ThenNothing();
    }

    [Fact]
    public void A_priority_changes_while_it_waits_and_keeps_its_time()
    {
        var changed = Given(Waiting).When(new ChangePriority(At(5), 1, BySupervisor, 9));
        changed.Then(new PriorityChanged(At(5), BySupervisor.By, 9));
        var state = changed.State();
        Assert.Equal((9, Noon, 3L), (state.Priority, state.QueuedAt!.Value, state.StateVersion));
        Given(WithAna).When(new ChangePriority(At(5), 1, BySupervisor, 9)).ThenRejected(Rejection.NotWaiting);
        Given(Waiting).When(new ChangePriority(At(5), 1, BySupervisor, 3)).ThenNothing();
    }

    private static ConversationEvent[] Lost =>
    [
        new Unassigned(At(8), By.System, Ana, QueuedReason.AgentDisabled),
        new Queued(At(8), By.System, Sales, 3, Noon, Admitted: true, Excluded: null, QueuedReason.AgentDisabled),
    ];
}
