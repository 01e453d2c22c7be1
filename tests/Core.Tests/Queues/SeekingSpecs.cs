using LiveChat.Core.Queues;
using static LiveChat.Core.Tests.Queues.LineStory;

namespace LiveChat.Core.Tests.Queues;

/// <summary>Another agent is wanted for a conversation that one has and does not answer (R4.6).</summary>
public sealed class SeekingSpecs
{
    [Fact]
    public void Another_agent_with_a_free_slot_is_reserved_at_once() =>
        new LineStory(1, 2).Hears(1).Hears(2).Seeks(Head(1, excluded: 1)).Reserves((2, 1));

    [Fact]
    public void Its_own_agent_never_serves_it_not_even_as_the_only_one_online()
    {
        var story = new LineStory(1, 2).Hears(1, free: 3).Seeks(Head(1, excluded: 1)).Reserves();
        story.IsAskedForBid(1, round: 4).Answers(new LineOutput.NoBid(LineScripts.Agent(1), 4));
    }

    [Fact]
    public void While_nobody_can_take_it_the_wish_stands_and_is_served_when_somebody_can() =>
        new LineStory(1, 2).Hears(1).Hears(2, free: 0).Seeks(Head(1, excluded: 1)).Reserves()
            .After(60).Hears(2).Reserves((2, 1));

    [Fact]
    public void Asked_again_it_changes_nothing() =>
        new LineStory(1, 2).Hears(2).Seeks(Head(1, excluded: 1)).Reserves((2, 1))
            .Seeks(Head(1, excluded: 1)).Reserves();

    [Fact]
    public void It_is_none_of_those_who_wait()
    {
        var story = new LineStory(1, 2).Hears(1, free: 0).Hears(2, free: 0).Seeks(Head(1, excluded: 1));
        Assert.Equal((0, null), (story.Line.Figures.Waiting, story.Line.Figures.LongestWaitingSince));
        Assert.Empty(story.Line.Waiting);
        Assert.Null(story.Line.PositionOf(LineScripts.Conversation(1)));
    }

    [Fact]
    public void It_takes_no_place_in_the_waiting_room() =>
        new LineStory(1).Configure(it => it with { WaitingPerOnlineAgent = 1 }).Hears(1, free: 0)
            .Seeks(Head(1, excluded: 1)).Waits(Head(2, admitted: false))
            .Answers(new LineOutput.Admit(LineScripts.Conversation(2), 3));

    [Fact]
    public void It_is_served_in_the_order_of_those_who_wait()
    {
        new LineStory(1, 2).Hears(2, free: 0).Waits(Head(2, queuedAt: 5)).Seeks(Head(1, excluded: 1))
            .Hears(2).Reserves((2, 1));
        new LineStory(1, 2).Hears(2, free: 0).Waits(Head(2)).Seeks(Head(1, queuedAt: 5, excluded: 1))
            .Hears(2).Reserves((2, 2));
        new LineStory(1, 2).Hears(2, free: 0).Waits(Head(2, queuedAt: 5, priority: 1)).Seeks(Head(1, excluded: 1))
            .Hears(2).Reserves((2, 2));
        new LineStory(1, 2).Hears(2, free: 0).Waits(Head(2, queuedAt: 5)).Seeks(Head(1, excluded: 1))
            .IsAskedForBid(2, round: 3).Reserves((2, 1));
    }

    [Fact]
    public void One_whose_agent_is_the_free_one_holds_up_nobody() =>
        new LineStory(1, 2).Hears(2, free: 0).Seeks(Head(1, excluded: 1)).Waits(Head(2, queuedAt: 5))
            .Hears(1).Reserves((1, 2));

    [Fact]
    public void The_wish_ends_when_the_conversation_says_so() =>
        new LineStory(1, 2).Hears(1).Hears(2, free: 0).Seeks(Head(1, excluded: 1)).Leaves(1, version: 4, holder: 1)
            .Hears(2).Reserves();

    [Fact]
    public void The_wish_ends_when_the_conversation_waits_itself() =>
        new LineStory(1, 2, 3).Hears(1).Hears(2, free: 0).Hears(3, free: 0).Seeks(Head(1, excluded: 1))
            .Waits(Head(1, excluded: 2, version: 5, stay: 5)).Reserves((1, 1));

    [Fact]
    public void A_refusal_lets_the_next_one_try() =>
        new LineStory(1, 2, 3).Hears(1).Hears(2).Hears(3, idleSince: 1).Seeks(Head(1, excluded: 1)).Reserves((2, 1))
            .IsRefused(1, token: 1, ReservationRefusal.Full, agent: 2).Reserves((3, 1));

    [Fact]
    public void What_is_gone_is_wanted_no_more_until_it_is_asked_for_again() =>
        new LineStory(1, 2).Hears(1).Hears(2).Seeks(Head(1, excluded: 1)).Reserves((2, 1))
            .IsRefused(1, token: 1, ReservationRefusal.Gone, agent: 2, free: 1).Reserves()
            .Seeks(Head(1, excluded: 1)).Reserves((2, 1));

    [Fact]
    public void An_unanswered_reservation_is_told_again() =>
        new LineStory(1, 2).Hears(2).Seeks(Head(1, excluded: 1)).After(1).IsDue().Reserves((2, 1));

    [Fact]
    public void An_agent_with_a_delay_takes_it_once_it_has_waited_so_long_though_nothing_else_happens()
    {
        var story = new LineStory()
            .Configure(it => it with { Members = [Member(1), Member(2, delaySeconds: 30)] })
            .Hears(1).Hears(2).Seeks(Head(1, excluded: 1)).Reserves();
        Assert.Equal(LineScripts.Start.AddSeconds(30), story.Line.NextDue);
        story.After(29.5).IsDue().Reserves().After(0.5).IsDue().Reserves((2, 1));
    }

    [Fact]
    public void Its_own_agent_s_delay_is_nothing_to_wait_for()
    {
        var story = new LineStory()
            .Configure(it => it with { Members = [Member(1, delaySeconds: 30), Member(2)] })
            .Hears(1).Hears(2, free: 0).Seeks(Head(1, excluded: 1)).Reserves();
        Assert.Null(story.Line.NextDue);
    }

    [Fact]
    public void Anyone_takes_it_once_its_language_counts_no_more()
    {
        var story = new LineStory(1, 2)
            .Configure(it => it with { Languages = new LanguageRules(Routing: true, TimeSpan.FromSeconds(20)) })
            .Hears(1).Hears(2).Seeks(Head(1, excluded: 1) with { Language = "fr" }).Reserves();
        Assert.Equal(LineScripts.Start.AddSeconds(20), story.Line.NextDue);
        story.After(20).IsDue().Reserves((2, 1));
    }
}
