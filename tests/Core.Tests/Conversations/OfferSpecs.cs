using LiveChat.Core.Conversations;
using LiveChat.Core.Deadlines;
using LiveChat.Core.Primitives;
using static LiveChat.Core.Tests.Conversations.Sample;
using static LiveChat.Core.Tests.Conversations.Scenario;

namespace LiveChat.Core.Tests.Conversations;

public sealed class OfferSpecs
{
    private static readonly TimeSpan OfferFor = TimeSpan.FromSeconds(20);

    [Fact]
    public void In_an_offering_queue_the_agent_is_asked_first() =>
        Given(Waiting).When(new Assign(At(2), 1, Ana, Sales, One, 3, OfferFor)).Then(OfferedToAna[^1]);

    [Fact]
    public void Whom_the_conversation_prefers_gets_it_without_an_offer() =>
        Given([.. HeldByAna, Received("back", 6), Returned]).When(new Assign(At(7), 1, Ana, Sales, Two, 8, OfferFor))
            .Then(new Assigned(At(7), By.System, Ana, Sales, Two));

    [Fact]
    public void Accepted_it_is_with_the_agent()
    {
        var accepted = Given(OfferedToAna).When(new AcceptOffer(At(10), 1, ByAna));
        accepted.Then(new Assigned(At(10), ByAna.By, Ana, Sales, One));
        var state = accepted.State();
        Assert.Equal((Ana, null, null), (state.Agent!.Value, state.PreviousAgent, state.ExpiresAt));
        Assert.Equal(ConversationState.Assigned, state.State);
    }

    [Fact]
    public void Accepted_twice_is_accepted_once() =>
        Given([.. OfferedToAna, new Assigned(At(10), ByAna.By, Ana, Sales, One)])
            .When(new AcceptOffer(At(11), 1, ByAna)).ThenNothing();

    [Theory]
    [InlineData(22, true)]
    [InlineData(23, false)]
    public void It_can_be_accepted_up_to_its_last_moment(int second, bool accepted)
    {
        var answer = Given(OfferedToAna).When(new AcceptOffer(At(second), 1, ByAna));
        if (accepted) answer.Then(new Assigned(At(second), ByAna.By, Ana, Sales, One));
        else answer.ThenRejected(Rejection.OfferExpired);
    }

    [Fact]
    public void Declined_it_returns_to_its_place_and_passes_over_the_agent()
    {
        var declined = Given(OfferedToAna).When(new DeclineOffer(At(5), 1, ByAna));
        declined.Then(
            new OfferDeclined(At(5), ByAna.By, Ana),
            new Queued(At(5), By.System, Sales, 3, Noon, Admitted: true, Excluded: Ana, QueuedReason.OfferDeclined));
        Assert.Equal((Ana, null), (declined.State().Excluded!.Value, declined.State().PreviousAgent));
    }

    [Fact]
    public void Silence_passes_it_on_once_the_time_is_over()
    {
        Given(OfferedToAna).When(Timeout(22)).ThenNothing();
        Given(OfferedToAna).When(Timeout(23)).Then(
            new OfferExpired(At(23), By.System, Ana),
            new Queued(At(23), By.System, Sales, 3, Noon, Admitted: true, Excluded: Ana, QueuedReason.OfferExpired));
    }

    [Fact]
    public void A_late_answer_is_told_that_the_offer_is_over()
    {
        ConversationEvent[] expired =
        [
            .. OfferedToAna, new OfferExpired(At(23), By.System, Ana),
            new Queued(At(23), By.System, Sales, 3, Noon, Admitted: true, Excluded: Ana, QueuedReason.OfferExpired),
        ];
        Given(expired).When(new AcceptOffer(At(24), 1, ByAna)).ThenRejected(Rejection.OfferExpired);
        Given(expired).When(new DeclineOffer(At(24), 1, ByAna)).ThenRejected(Rejection.OfferExpired);
        ConversationEvent[] withBen = [.. expired, new Offered(At(25), By.System, Ben, Sales, Two, At(45))];
        Given(withBen).When(new AcceptOffer(At(26), 1, ByAna)).ThenRejected(Rejection.OfferExpired);
        Given(withBen).When(Timeout(40)).ThenNothing();
    }

    [Fact]
    public void Nobody_else_answers_an_offer()
    {
        Given(OfferedToAna).When(new AcceptOffer(At(5), 1, ByBen)).ThenRejected(Rejection.NotAssignedToYou);
        Given(OfferedToAna).When(new AcceptOffer(At(5), 1, BySupervisor)).ThenRejected(Rejection.NotAssignedToYou);
        Given(OfferedToAna).When(new DeclineOffer(At(5), 1, ByBen)).ThenRejected(Rejection.NotAssignedToYou);
    }

    [Fact]
    public void Until_it_is_accepted_the_agent_does_not_act_on_it()
    {
        Given(OfferedToAna).When(new SendMessage(At(5), 1, ByAna, "hi")).ThenRejected(Rejection.NotAssignedToYou);
        Given(OfferedToAna).When(new Close(At(5), 1, ByAna)).ThenRejected(Rejection.NotAssignedToYou);
        Given(OfferedToAna).When(new TransferToQueue(At(5), 1, ByAna, Support, 5, null))
            .ThenRejected(Rejection.NotAssignedToYou);
    }

    [Fact]
    public void A_supervisor_who_closes_it_leaves_no_agent_on_record()
    {
        var closed = Given(OfferedToAna).When(new Close(At(5), 1, BySupervisor));
        closed.Then(new Closed(At(5), BySupervisor.By, CloseReason.Supervisor));
        Assert.Equal((null, null), (closed.State().Agent, closed.State().PreviousAgent));
    }

    private static Queued Returned => new(
        At(6), By.System, Sales, 3, Noon, Admitted: true, Excluded: null, QueuedReason.Held, Preferred: Ana);

    private static FireDeadline Timeout(int second) =>
        new(At(second), 1, DeadlineKind.OfferTimeout, DeadlineTerms.Default, "");
}
