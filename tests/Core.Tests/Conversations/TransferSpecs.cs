using LiveChat.Core.Conversations;
using LiveChat.Core.Primitives;
using static LiveChat.Core.Tests.Conversations.Sample;
using static LiveChat.Core.Tests.Conversations.Scenario;

namespace LiveChat.Core.Tests.Conversations;

public sealed class TransferSpecs
{
    [Fact]
    public void An_agent_transfers_to_another_with_a_note()
    {
        var transferred = Given(WithAna).When(new TransferToAgent(At(6), 1, ByAna, Ben, Two, 5, "knows more"));
        transferred.Then(
            new Transferred(At(6), ByAna.By, Ana, Ben, null, "knows more"),
            new Assigned(At(6), ByAna.By, Ben, Sales, Two));
        Assert.Equal((Ben, Ana), (transferred.State().Agent!.Value, transferred.State().PreviousAgent!.Value));
    }

    [Fact]
    public void A_transfer_to_a_queue_keeps_priority_and_time_and_passes_over_who_gave_it()
    {
        var transferred = Given(WithAna).When(new TransferToQueue(At(3), 1, ByAna, Support, 5, "please"));
        transferred.Then(TransferredByAna[5..]);
        Assert.Equal(Noon, transferred.State().QueuedAt);
        Assert.Equal(Ana, transferred.State().Excluded);
        Assert.Equal(Ana, transferred.State().PreviousAgent);
    }

    [Fact]
    public void A_transfer_back_to_its_own_queue_is_one_too() =>
        Given(WithAna).When(new TransferToQueue(At(3), 1, ByAna, Sales, 5, null)).Then(
            new Transferred(At(3), ByAna.By, Ana, null, Sales, null),
            new Queued(At(3), ByAna.By, Sales, 3, Noon, Admitted: true, Excluded: Ana, QueuedReason.Transfer));

    [Fact]
    public void A_supervisor_gives_a_waiting_conversation_to_an_agent_or_another_queue()
    {
        Given(Waiting).When(new TransferToAgent(At(6), 1, BySupervisor, Ben, Two, 4, null)).Then(
            new Transferred(At(6), BySupervisor.By, null, Ben, null, null),
            new Assigned(At(6), BySupervisor.By, Ben, Sales, Two));
        Given(Waiting).When(new TransferToQueue(At(6), 1, BySupervisor, Support, 4, null)).Then(
            new Transferred(At(6), BySupervisor.By, null, null, Support, null),
            new Queued(
                At(6), BySupervisor.By, Support, 3, Noon, Admitted: true, Excluded: null, QueuedReason.Transfer));
    }

    [Fact]
    public void Not_to_whom_it_is_with_and_not_to_where_it_waits()
    {
        Given(WithAna).When(new TransferToAgent(At(6), 1, ByAna, Ana, Two, 5, null)).ThenRejected(Rejection.SameAgent);
        Given(Waiting).When(new TransferToQueue(At(6), 1, BySupervisor, Sales, 4, null))
            .ThenRejected(Rejection.SameQueue);
    }

    [Fact]
    public void Not_to_an_agent_before_it_has_ever_come_to_a_queue() =>
        Given(Arrived[..1]).When(new TransferToAgent(At(6), 1, BySupervisor, Ben, Two, 1, null))
            .ThenRejected(Rejection.NotWaiting);

    [Fact]
    public void Not_by_an_agent_who_does_not_have_it()
    {
        Given(WithAna).When(new TransferToAgent(At(6), 1, ByBen, Ben, Two, 5, null))
            .ThenRejected(Rejection.NotAssignedToYou);
        Given(Waiting).When(new TransferToQueue(At(6), 1, ByAna, Support, 4, null))
            .ThenRejected(Rejection.NotAssignedToYou);
    }

    [Fact]
    public void Not_when_it_changed_hands_since_it_was_seen()
    {
        Given(WithAna).When(new TransferToAgent(At(6), 1, BySupervisor, Ben, Two, 4, null))
            .ThenRejected(Rejection.ConversationChanged);
        Given(TransferredByAna).When(new TransferToQueue(At(6), 1, BySupervisor, Sales, 6, null))
            .ThenRejected(Rejection.ConversationChanged);
    }

    [Fact]
    public void Messages_since_it_was_seen_do_not_matter() =>
        Given([.. WithAna, Received("more", 5)]).When(new TransferToQueue(At(6), 1, ByAna, Support, 5, null)).Then(
            new Transferred(At(6), ByAna.By, Ana, null, Support, null),
            new Queued(At(6), ByAna.By, Support, 3, Noon, Admitted: true, Excluded: Ana, QueuedReason.Transfer));

    [Fact]
    public void A_repeated_transfer_is_refused()
    {
        Given(TransferredByAna).When(new TransferToQueue(At(4), 1, ByAna, Support, 5, "please"))
            .ThenRejected(Rejection.NotAssignedToYou);
        Given(TransferredByAna).When(new TransferToQueue(At(4), 1, BySupervisor, Support, 5, "please"))
            .ThenRejected(Rejection.ConversationChanged);
    }

    [Fact]
    public void The_one_to_whom_it_was_given_is_not_passed_over_later()
    {
        ConversationEvent[] withBen = [.. TransferredByAna, new Assigned(At(9), By.System, Ben, Support, Two)];
        var lost = Given(withBen).When(new LoseAgent(At(10), 1, Ben, QueuedReason.AgentDeleted));
        lost.Then(
            new Unassigned(At(10), By.System, Ben, QueuedReason.AgentDeleted),
            new Queued(At(10), By.System, Support, 3, Noon, Admitted: true, Excluded: null, QueuedReason.AgentDeleted));
        Assert.Null(lost.State().Excluded);
    }
}
