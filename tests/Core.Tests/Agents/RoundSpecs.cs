using LiveChat.Core.Agents;
using static LiveChat.Core.Tests.Agents.AgentScenario;

namespace LiveChat.Core.Tests.Agents;

public sealed class RoundSpecs
{
    [Fact]
    public void An_agent_of_several_queues_that_becomes_able_asks_all_of_them() =>
        Offline(1, new Membership(Sales, 1, null), new Membership(Support, 2, null))
            .When(new OpenStream(Noon, Tab))
            .Then(new StreamOpened(Noon, Tab), new RoundOpened(Noon, 1, [Sales, Support]));

    [Fact]
    public void An_agent_of_one_queue_needs_no_round() =>
        Offline(1, new Membership(Sales, 1, null)).When(new OpenStream(Noon, Tab))
            .Then(new StreamOpened(Noon, Tab));

    [Fact]
    public void The_queue_of_the_better_membership_wins_whatever_the_conversation() =>
        Asked().When(Offer(Support, 2, priority: 9)).Then(new BidJoined(At(1), BidOf(Support, 2, priority: 9)))
            .When(Offer(Sales, 1, queuedAt: 1)).Then(
                new BidJoined(At(1), BidOf(Sales, 1, queuedAt: 1)), new RoundEnded(At(1)),
                new SlotReserved(At(1), BidOf(Sales, 1, queuedAt: 1)),
                Declined(Support, 2, BidDeclinedBecause.Outbid));

    [Fact]
    public void Among_equal_memberships_priority_then_the_longest_waiting_then_the_id_wins()
    {
        Winner(Offer(Sales, 1), Offer(Support, 2, priority: 1), wins: 2);
        Winner(Offer(Sales, 1, queuedAt: 5), Offer(Support, 2, queuedAt: 4), wins: 2);
        Winner(Offer(Sales, 2), Offer(Support, 1), wins: 1);
    }

    [Fact]
    public void Who_has_nothing_is_not_waited_for() =>
        Asked().When(Offer(Support, 2)).When(new PassRound(At(1), Sales, 2)).Then(
            new BidderPassed(At(1), Sales), new RoundEnded(At(1)), new SlotReserved(At(1), BidOf(Support, 2)));

    [Fact]
    public void Who_is_silent_is_waited_for_until_the_time_is_over() =>
        Asked().When(Offer(Support, 2)).When(new EndRound(At(1), 2)).Then(
            new RoundEnded(At(1)), new SlotReserved(At(1), BidOf(Support, 2)));

    [Fact]
    public void Answers_and_ends_of_another_round_mean_nothing()
    {
        Asked().When(new PassRound(At(1), Sales, 1)).ThenNothing();
        Asked().When(new EndRound(At(1), 1)).ThenNothing();
        Asked().When(new PassRound(At(1), Sales, 2)).When(new PassRound(At(1), Sales, 2)).ThenNothing();
    }

    [Fact]
    public void Rounds_go_on_while_somebody_bids_and_there_is_room() =>
        Asked(cap: 3).When(Offer(Sales, 1)).When(Offer(Support, 2)).Then(
                new BidJoined(At(1), BidOf(Support, 2)), new RoundEnded(At(1)),
                new SlotReserved(At(1), BidOf(Sales, 1)), Declined(Support, 2, BidDeclinedBecause.Outbid),
                new RoundOpened(At(1), 3, [Sales, Support]))
            .When(new EndRound(At(1), 3)).Then(new RoundEnded(At(1)));

    [Fact]
    public void Two_offers_of_one_queue_are_two_bids_and_both_are_answered() =>
        Asked().When(Offer(Sales, 1, queuedAt: 1)).When(Offer(Sales, 2)).When(Offer(Support, 3)).Then(
            new BidJoined(At(1), BidOf(Support, 3)), new RoundEnded(At(1)), new SlotReserved(At(1), BidOf(Sales, 2)),
            Declined(Sales, 1, BidDeclinedBecause.Outbid), Declined(Support, 3, BidDeclinedBecause.Outbid));

    [Fact]
    public void An_offer_told_again_within_the_round_is_one_bid() =>
        Asked().When(Offer(Sales, 1)).When(Offer(Sales, 1)).When(Offer(Support, 3)).Then(
            new BidJoined(At(1), BidOf(Support, 3)), new RoundEnded(At(1)), new SlotReserved(At(1), BidOf(Sales, 1)),
            Declined(Support, 3, BidDeclinedBecause.Outbid));

    [Fact]
    public void An_agent_that_went_away_meanwhile_declines_every_bid() =>
        Asked().When(Offer(Sales, 1)).When(new DropStream(At(1), Tab, Grace)).When(new EndRound(At(1), 2))
            .Then(new RoundEnded(At(1)), Declined(Sales, 1, BidDeclinedBecause.Unavailable));

    [Fact]
    public void A_slot_an_edge_took_meanwhile_is_not_given_again() =>
        Asked().When(Offer(Sales, 1)).When(new ReserveForEdge(At(1), Conversation(9), Sales, Token(9)))
            .When(new EndRound(At(1), 2)).Then(new RoundEnded(At(1)), Declined(Sales, 1, BidDeclinedBecause.Full));

    [Fact]
    public void Outside_a_round_an_offer_is_granted_at_once() =>
        OfTwoQueues(cap: 2).When(Offer(Support, 1)).Then(new SlotReserved(At(1), BidOf(Support, 1)));

    private static void Winner(OfferBid one, OfferBid other, int wins)
    {
        var agent = Offline(1, new Membership(Sales, 1, null), new Membership(Support, 1, null))
            .When(new OpenStream(Noon, Tab)).When(one).When(other);
        Assert.Equal(Conversation(wins), Assert.Single(agent.State.Slots).Key);
    }

    /// <summary>Its only slot was just freed, so round 2 is open; or, with more slots, it has just come back.</summary>
    private static AgentScenario Asked(int cap = 1) =>
        OfTwoQueues(cap).When(new DropStream(At(0), Tab, Grace)).When(new OpenStream(At(0), Tab));
}
