using LiveChat.Core.Agents;
using LiveChat.Core.Primitives;
using static LiveChat.Core.Tests.Agents.AgentScenario;

namespace LiveChat.Core.Tests.Agents;

public sealed class SlotSpecs
{
    [Fact]
    public void An_offer_to_an_agent_with_a_free_slot_reserves_it() =>
        OfOneQueue().When(Offer(Sales, 1)).Then(new SlotReserved(At(1), BidOf(Sales, 1)));

    [Fact]
    public void A_reservation_counts_against_the_cap() =>
        OfOneQueue(cap: 1).When(Offer(Sales, 1)).When(Offer(Sales, 2))
            .Then(Declined(Sales, 2, BidDeclinedBecause.Full));

    [Fact]
    public void The_tighter_of_the_two_caps_wins() =>
        OfOneQueue(cap: 5, queueCap: 1).When(Offer(Sales, 1)).When(Offer(Sales, 2))
            .Then(Declined(Sales, 2, BidDeclinedBecause.Full));

    [Fact]
    public void Without_a_cap_there_is_always_room()
    {
        var agent = OfOneQueue(cap: null);
        for (var number = 1; number <= 50; number++) agent.When(Offer(Sales, number));
        Assert.Equal((50, int.MaxValue), (agent.State.Slots.Count, agent.State.RoomFor(Sales)));
    }

    [Fact]
    public void The_same_offer_again_waits_for_the_answer_to_the_first() =>
        OfOneQueue(cap: 2).When(Offer(Sales, 1)).When(Offer(Sales, 1, at: 2)).ThenNothing();

    [Fact]
    public void An_offer_of_what_it_has_makes_the_conversation_say_where_it_is() =>
        OfOneQueue(cap: 2).When(Offer(Sales, 1)).When(Learn(1, 5, mine: true)).When(Offer(Sales, 1, at: 3))
            .Then(new ConversationDoubted(At(3), Conversation(1), Sales));

    [Fact]
    public void Offline_or_in_a_status_that_takes_nothing_new_it_declines()
    {
        Offline(1, new Membership(Sales, 1, null)).When(Offer(Sales, 1))
            .Then(Declined(Sales, 1, BidDeclinedBecause.Unavailable));
        OfOneQueue().When(new ChangeStatus(At(0), "training", false, By.System)).When(Offer(Sales, 1))
            .Then(Declined(Sales, 1, BidDeclinedBecause.Unavailable));
        OfOneQueue().When(Offer(Support, 1)).Then(Declined(Support, 1, BidDeclinedBecause.Unavailable));
    }

    [Fact]
    public void A_reservation_is_filled_by_what_the_log_says()
    {
        var agent = OfOneQueue().When(Offer(Sales, 1)).When(Learn(1, 5, mine: true))
            .Then(new SlotFilled(At(2), Conversation(1), Sales, Token(1), 5));
        agent.When(Learn(1, 5, mine: true)).ThenNothing();
        agent.When(Learn(1, 6, mine: true)).ThenNothing();
        Assert.Equal(At(2), agent.State.LastAssignedAt);
    }

    [Fact]
    public void A_slot_is_freed_only_by_a_newer_version_of_its_conversation()
    {
        var agent = OfOneQueue().When(Learn(1, 5, mine: true)).When(Learn(1, 5, mine: false)).ThenNothing();
        agent.When(Learn(1, 4, mine: false)).ThenNothing();
        agent.When(Learn(1, 7, mine: false, at: 9)).Then(new SlotFreed(At(9), Conversation(1)));
        Assert.Equal(At(9), agent.State.IdleSince);
    }

    [Fact]
    public void A_reservation_is_not_freed_by_what_may_be_older_than_its_commit() =>
        OfOneQueue().When(Offer(Sales, 1)).When(Learn(1, 4, mine: false)).ThenNothing();

    [Fact]
    public void A_reservation_is_not_filled_by_a_late_word_of_a_former_stay()
    {
        var agent = OfOneQueue().When(Offer(Sales, 1)).When(Learn(1, 2, mine: true) with { Token = Token(2) });
        agent.ThenNothing();
        agent.When(Learn(1, 3, mine: false)).ThenNothing();
        agent.When(Learn(1, 4, mine: true)).Then(new SlotFilled(At(2), Conversation(1), Sales, Token(1), 4));
    }

    [Fact]
    public void A_lapsed_reservation_is_freed_and_its_queue_told()
    {
        OfOneQueue().When(Offer(Sales, 1)).When(new LapseReservation(At(3), Conversation(1), Token(1)))
            .Then(new SlotFreed(At(3), Conversation(1)), Declined(Sales, 1, BidDeclinedBecause.Gone, at: 3));
        OfOneQueue().When(Offer(Sales, 1)).When(new LapseReservation(At(3), Conversation(1), Token(2))).ThenNothing();
        OfOneQueue().When(Learn(1, 5, mine: true)).When(new LapseReservation(At(3), Conversation(1), Token(1)))
            .ThenNothing();
    }

    [Fact]
    public void A_supervisor_may_exceed_a_cap_and_the_excess_is_on_record()
    {
        var full = OfOneQueue(cap: 1).When(Learn(1, 5, mine: true));
        full.When(Edge(2, Sales)).ThenRejected(Rejection.AgentFull);
        full.When(Edge(2, Sales) with { OverCap = true })
            .Then(new SlotReservedForEdge(At(1), Conversation(2), Sales, Token(2), OverCap: 1));
        full.When(Edge(3, Sales) with { OverCap = true })
            .Then(new SlotReservedForEdge(At(1), Conversation(3), Sales, Token(3), OverCap: 2));
        OfOneQueue(cap: 5, queueCap: 1).When(Learn(1, 5, mine: true)).When(Edge(2, Sales) with { OverCap = true })
            .Then(new SlotReservedForEdge(At(1), Conversation(2), Sales, Token(2), OverCap: 1));
    }

    [Fact]
    public void A_supervisor_takes_over_in_any_queue_within_the_cap()
    {
        OfOneQueue(cap: 1).When(Edge(1, Support)).ThenRejected(Rejection.AgentNotInQueue);
        OfOneQueue(cap: 1).When(Edge(1, Support) with { AnyQueue = true })
            .Then(new SlotReservedForEdge(At(1), Conversation(1), Support, Token(1)));
        OfOneQueue(cap: 1).When(Learn(1, 5, mine: true)).When(Edge(2, Support) with { AnyQueue = true })
            .ThenRejected(Rejection.AgentFull);
    }

    [Fact]
    public void Two_silent_offers_in_a_row_set_a_status_that_takes_nothing_new()
    {
        var silent = OfOneQueue().When(new NoteOfferEnd(At(1), Silent: true))
            .Then(new SilentOffersCounted(At(1), 1));
        silent.When(new NoteOfferEnd(At(2), Silent: false)).Then(new SilentOffersCounted(At(2), 0));
        silent.When(new NoteOfferEnd(At(3), Silent: false)).ThenNothing();
        silent.When(new NoteOfferEnd(At(4), Silent: true)).When(new NoteOfferEnd(At(5), Silent: true))
            .Then(new StatusChanged(At(5), BuiltInStatus.NoNewConversations, false, By.System));
        Assert.Equal((false, 0), (silent.State.CanTake, silent.State.SilentOffers));
    }

    [Fact]
    public void What_the_log_gives_it_is_taken_even_above_a_lowered_cap_and_stops_new_ones() =>
        OfOneQueue(cap: 1).When(Learn(1, 5, mine: true)).When(Learn(2, 5, mine: true))
            .Then(new SlotFilled(At(2), Conversation(2), Sales, Token(2), 5))
            .When(Offer(Sales, 3)).Then(Declined(Sales, 3, BidDeclinedBecause.Full))
            .When(Learn(1, 6, mine: false)).When(Offer(Sales, 4)).Then(Declined(Sales, 4, BidDeclinedBecause.Full));

    [Fact]
    public void Silent_reservations_are_freed_once_the_epoch_is_raised_and_not_before()
    {
        var agent = OfOneQueue(cap: 3).When(Offer(Sales, 1, at: 0)).When(Offer(Sales, 2, at: 5));
        agent.When(new EndGrace(At(60))).ThenNothing();
        agent.When(new DropSilentStreams(At(10), Grace)).ThenNothing();
        Assert.Equal(2, agent.State.Slots.Count);
        agent.When(new AdoptEpoch(At(10), 2, [])).Then(
            new EpochRaised(At(10), 2), new SlotFreed(At(10), Conversation(1)),
            Declined(Sales, 1, BidDeclinedBecause.TimedOut, at: 10));
        Assert.Equal((2L, 1), (agent.State.Epoch, agent.State.Slots.Count));
    }

    [Fact]
    public void A_reservation_from_before_the_clock_was_set_back_is_silent() =>
        OfOneQueue().When(Offer(Sales, 1, at: 3600)).When(new AdoptEpoch(At(10), 2, [])).Then(
            new EpochRaised(At(10), 2), new SlotFreed(At(10), Conversation(1)),
            Declined(Sales, 1, BidDeclinedBecause.TimedOut, at: 10));

    [Fact]
    public void A_raised_epoch_frees_no_filled_slot() =>
        OfOneQueue().When(Learn(1, 5, mine: true)).When(new AdoptEpoch(At(99), 2, []))
            .Then(new EpochRaised(At(99), 2));

    [Fact]
    public void What_another_activation_filled_is_taken_up_with_the_raised_epoch_and_counts()
    {
        var agent = OfOneQueue(cap: 2).When(new AdoptEpoch(At(1), 5, [Filled(1, 7), Filled(2, 8)]));
        agent.Then(
            new EpochRaised(At(1), 5), new SlotFilled(At(1), Conversation(1), Sales, Token(1), 7),
            new SlotFilled(At(1), Conversation(2), Sales, Token(2), 8));
        agent.When(Offer(Sales, 3)).Then(Declined(Sales, 3, BidDeclinedBecause.Full));
        agent.When(new AdoptEpoch(At(3), 6, [Filled(1, 7), Filled(2, 8)])).Then(new EpochRaised(At(3), 6));
    }

    [Fact]
    public void Reservations_made_while_another_activation_gave_slots_away_are_freed_with_the_raised_epoch()
    {
        var agent = OfOneQueue(cap: 1).When(Offer(Sales, 1, at: 0)).When(new AdoptEpoch(At(1), 3, [Filled(2, 6)]));
        agent.Then(
            new EpochRaised(At(1), 3), new SlotFilled(At(1), Conversation(2), Sales, Token(2), 6),
            new SlotFreed(At(1), Conversation(1)), Declined(Sales, 1, BidDeclinedBecause.TimedOut));
    }

    [Fact]
    public void A_reservation_that_was_committed_unheard_is_filled_by_the_raised_epoch_and_not_freed() =>
        OfOneQueue(cap: 1).When(Offer(Sales, 1, at: 0)).When(new AdoptEpoch(At(20), 2, [Filled(1, 6)]))
            .Then(new EpochRaised(At(20), 2), new SlotFilled(At(20), Conversation(1), Sales, Token(1), 6))
            .When(Offer(Sales, 2)).Then(Declined(Sales, 2, BidDeclinedBecause.Full));

    [Fact]
    public void A_reservation_for_what_was_filled_under_another_token_has_come_to_nothing_and_its_slot_is_in_use()
    {
        var agent = OfOneQueue(cap: 1).When(Offer(Sales, 1, at: 0)).When(
            new AdoptEpoch(At(1), 5, [Filled(1, 6) with { Token = Token(9) }]));
        agent.Then(
            new EpochRaised(At(1), 5), Declined(Sales, 1, BidDeclinedBecause.Gone, at: 1),
            new SlotFilled(At(1), Conversation(1), Sales, Token(9), 6));
        agent.When(new LapseReservation(At(2), Conversation(1), Token(1))).ThenNothing();
        agent.When(Offer(Sales, 2)).Then(Declined(Sales, 2, BidDeclinedBecause.Full));
    }

    [Fact]
    public void An_edge_reserves_within_the_cap_or_is_told_why_not()
    {
        OfOneQueue().When(Edge(1, Sales)).Then(new SlotReservedForEdge(At(1), Conversation(1), Sales, Token(1)))
            .When(Edge(2, Sales)).ThenRejected(Rejection.AgentFull);
        OfOneQueue().When(Edge(1, Support)).ThenRejected(Rejection.AgentNotInQueue);
        Offline(1, new Membership(Sales, 1, null)).When(Edge(1, Sales)).ThenRejected(Rejection.AgentOffline);
        OfOneQueue().When(new ChangeStatus(At(0), "phone", false, By.System)).When(Edge(1, Sales))
            .ThenRejected(Rejection.AgentUnavailable);
        OfOneQueue().When(new ChangeProfile(At(0), new AgentProfile(false, 1, []))).When(Edge(1, Sales))
            .ThenRejected(Rejection.AgentDisabled);
        OfOneQueue(cap: 2).When(Learn(1, 5, mine: true)).When(Edge(1, Sales)).ThenRejected(Rejection.SameAgent);
    }

    [Fact]
    public void An_edges_reservation_lapses_without_a_word_to_the_queue() =>
        OfOneQueue().When(new ReserveForEdge(At(1), Conversation(1), Sales, Token(1)))
            .When(new LapseReservation(At(3), Conversation(1), Token(1))).Then(new SlotFreed(At(3), Conversation(1)));

    private static ReserveForEdge Edge(int number, QueueId queue) =>
        new(At(1), Conversation(number), queue, Token(number));
}
