using LiveChat.Core.Queues;
using static LiveChat.Core.Tests.Queues.LineStory;

namespace LiveChat.Core.Tests.Queues;

public sealed class BidSpecs
{
    [Fact]
    public void An_agent_in_a_round_gets_nothing_that_it_did_not_ask_for() =>
        new LineStory(1, 2).Waits(Head(1)).Hears(1, inRound: true).Reserves().Hears(1).Reserves((1, 1));

    [Fact]
    public void A_bid_is_the_entry_the_agent_should_serve_first()
    {
        var story = new LineStory(1).Waits(Head(1), Head(2, priority: 4)).IsAskedForBid(1, round: 7).Reserves((1, 2));
        Assert.Equal(7, Assert.IsType<LineOutput.Reserve>(story.Outputs[0]).Round);
    }

    [Fact]
    public void The_same_round_asked_again_gets_the_same_bid()
    {
        var story = new LineStory(1).Waits(Head(1), Head(2)).IsAskedForBid(1, round: 7);
        story.IsAskedForBid(1, round: 7).Answers([.. story.Outputs]);
    }

    [Fact]
    public void Without_anything_to_serve_there_is_no_bid()
    {
        LineOutput none = new LineOutput.NoBid(LineScripts.Agent(1), 7);
        new LineStory(1).IsAskedForBid(1, round: 7).Answers(none);
        new LineStory(2).Waits(Head(1)).IsAskedForBid(1, round: 7).Answers(none);
        new LineStory(1, 2).Hears(2, free: 0).Waits(Head(1, excluded: 1)).IsAskedForBid(1, round: 7).Answers(none);
        new LineStory().Configure(it => it with { Members = [Member(1, delaySeconds: 5)] }).Waits(Head(1))
            .IsAskedForBid(1, round: 7).Answers(none);
    }

    [Fact]
    public void A_bid_holds_its_conversation_until_it_is_answered() =>
        new LineStory(1, 2).Waits(Head(1)).IsAskedForBid(1, round: 7).Reserves((1, 1))
            .Hears(2).Reserves()
            .IsRefused(1, token: 1, ReservationRefusal.Outbid, agent: 1).Reserves((2, 1));
}
