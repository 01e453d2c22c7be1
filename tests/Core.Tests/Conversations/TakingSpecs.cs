using LiveChat.Core.Conversations;
using LiveChat.Core.Primitives;
using static LiveChat.Core.Tests.Conversations.Sample;
using static LiveChat.Core.Tests.Conversations.Scenario;

namespace LiveChat.Core.Tests.Conversations;

public sealed class TakingSpecs
{
    [Fact]
    public void An_agent_takes_what_waits() =>
        Given(Waiting).When(Take(ByBen, Ben)).Then(new Assigned(At(5), ByBen.By, Ben, Sales, Two));

    [Fact]
    public void An_agent_takes_nothing_for_another_and_nothing_that_another_has()
    {
        Given(Waiting).When(Take(ByAna, Ben)).ThenRejected(Rejection.NotWaiting);
        Given(WithAna).When(Take(ByBen, Ben)).ThenRejected(Rejection.NotWaiting);
        Given(HeldByAna).When(Take(ByBen, Ben)).ThenRejected(Rejection.NotWaiting);
        Given(OfferedToAna).When(Take(ByBen, Ben)).ThenRejected(Rejection.NotWaiting);
    }

    [Fact]
    public void A_supervisor_assigns_what_waits_is_held_or_parked()
    {
        Given(Waiting).When(Take(BySupervisor, Ben)).Then(new Assigned(At(5), BySupervisor.By, Ben, Sales, Two));
        Given(HeldByAna).When(Take(BySupervisor, Ben)).Then(new Assigned(At(5), BySupervisor.By, Ben, Sales, Two));
        Given(ParkedByAna).When(Take(BySupervisor, Ben)).Then(new Assigned(At(5), BySupervisor.By, Ben, Sales, Two));
    }

    [Fact]
    public void A_supervisor_reassigns_what_another_has_or_is_offered()
    {
        ConversationEvent[] reassigned =
        [
            new Unassigned(At(5), BySupervisor.By, Ana, SlotDecider.Reassigned),
            new Assigned(At(5), BySupervisor.By, Ben, Sales, Two),
        ];
        var taken = Given(WithAna).When(Take(BySupervisor, Ben));
        taken.Then(reassigned);
        Assert.Equal((Ben, Ana), (taken.State().Agent!.Value, taken.State().PreviousAgent!.Value));
        var offered = Given(OfferedToAna).When(Take(BySupervisor, Ben));
        offered.Then(reassigned);
        Assert.Null(offered.State().PreviousAgent);
    }

    [Fact]
    public void A_supervisor_with_a_seat_takes_over()
    {
        var eva = new Caller(new By(ActorRole.Supervisor, $"{Ben}"), Ben, MaySupervise: true);
        Given(WithAna).When(Take(eva, Ben)).Then(
            new Unassigned(At(5), eva.By, Ana, SlotDecider.TakenOver), new Assigned(At(5), eva.By, Ben, Sales, Two));
    }

    [Fact]
    public void An_exceeded_cap_is_on_record() =>
        Given(Waiting).When(Take(BySupervisor, Ben) with { OverCap = 2 })
            .Then(new Assigned(At(5), BySupervisor.By, Ben, Sales, Two, OverCap: 2));

    [Fact]
    public void Not_to_whom_it_is_with_already()
    {
        Given(WithAna).When(Take(BySupervisor, Ana)).ThenRejected(Rejection.SameAgent);
        Given(OfferedToAna).When(Take(BySupervisor, Ana)).ThenRejected(Rejection.SameAgent);
    }

    [Fact]
    public void Not_when_it_changed_since_it_was_seen() =>
        Given(WithAna).When(Take(BySupervisor, Ben) with { ExpectedVersion = 4 })
            .ThenRejected(Rejection.ConversationChanged);

    [Fact]
    public void Not_when_it_is_over()
    {
        Given(ClosedByAna).When(Take(BySupervisor, Ben)).ThenRejected(Rejection.ConversationClosed);
        Given(WrappedUpByAna).When(Take(BySupervisor, Ben)).ThenRejected(Rejection.ConversationClosed);
    }

    private static Take Take(Caller caller, AgentId agent) => new(At(5), 1, caller, agent, Two, 9, OverCap: null);
}
