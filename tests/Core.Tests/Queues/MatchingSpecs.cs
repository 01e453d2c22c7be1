using LiveChat.Core.Queues;
using static LiveChat.Core.Tests.Queues.LineStory;

namespace LiveChat.Core.Tests.Queues;

public sealed class MatchingSpecs
{
    [Fact]
    public void A_conversation_goes_to_a_free_agent_at_once() =>
        new LineStory(1).Hears(1).Waits(Head(7)).Reserves((1, 7));

    [Fact]
    public void A_free_agent_gets_who_waits_at_once() =>
        new LineStory(1).Waits(Head(7)).Reserves().Hears(1).Reserves((1, 7));

    [Fact]
    public void Priority_comes_first_then_time_of_first_entry_then_id() =>
        new LineStory(1)
            .Waits(Head(4, queuedAt: 1), Head(2, queuedAt: 1), Head(3, queuedAt: 0), Head(9, priority: 5, queuedAt: 2))
            .Hears(1, free: 4).Reserves((1, 9), (1, 3), (1, 2), (1, 4));

    [Fact]
    public void A_changed_priority_moves_it()
    {
        var story = new LineStory(1).Waits(Head(1), Head(2, queuedAt: 1))
            .Waits(Head(2, priority: 9, queuedAt: 1, version: 4));
        Assert.Equal(1, story.Line.PositionOf(LineScripts.Conversation(2)));
        story.Hears(1).Reserves((1, 2));
    }

    [Fact]
    public void Slots_are_counted_down_before_the_agent_says_so() =>
        new LineStory(1).Hears(1, free: 2).Waits(Head(1), Head(2), Head(3)).Reserves((1, 1), (1, 2));

    [Fact]
    public void An_agent_without_a_cap_gets_a_bounded_number_at_a_time()
    {
        var story = new LineStory(1).Hears(1, free: int.MaxValue)
            .Waits([.. Enumerable.Range(1, 100).Select(number => Head(number, queuedAt: number))]);
        Assert.Equal(64, story.Outputs.Count);
        story.Leaves(1, version: 4, holder: 1).Reserves((1, 65));
    }

    [Fact]
    public void The_longest_idle_agent_is_first() =>
        new LineStory(1, 2, 3).Hears(1, idleSince: 5).Hears(2, idleSince: 3).Hears(3, idleSince: 9)
            .Waits(Head(1), Head(2), Head(3)).Reserves((2, 1), (1, 2), (3, 3));

    [Fact]
    public void The_least_loaded_agent_has_the_smallest_share_of_its_cap_in_use() =>
        new LineStory(1, 2, 3).Configure(it => it with { Strategy = QueueStrategy.LeastLoaded })
            .Hears(1, free: 9, used: 1, cap: 10).Hears(2, free: 2, used: 0, cap: 2).Hears(3, free: 99, used: 1)
            .Waits(Head(1), Head(2), Head(3), Head(4), Head(5))
            .Reserves((2, 1), (1, 2), (1, 3), (1, 4), (1, 5));

    [Fact]
    public void Without_caps_the_least_loaded_agent_has_the_fewest() =>
        new LineStory(1, 2).Configure(it => it with { Strategy = QueueStrategy.LeastLoaded })
            .Hears(1, free: 99, used: 2).Hears(2, free: 99, used: 0)
            .Waits(Head(1), Head(2), Head(3), Head(4)).Reserves((2, 1), (2, 2), (1, 3), (2, 4));

    [Fact]
    public void Round_robin_takes_who_was_never_assigned_then_the_least_recent_even_within_one_instant()
    {
        var story = new LineStory(1, 2, 3).Configure(it => it with { Strategy = QueueStrategy.RoundRobin })
            .Hears(1, free: 9, lastAssigned: -5).Hears(2, free: 9).Hears(3, free: 9, lastAssigned: -8);
        story.Waits(Head(1), Head(2), Head(3), Head(4), Head(5), Head(6), Head(7))
            .Reserves((2, 1), (3, 2), (1, 3), (2, 4), (3, 5), (1, 6), (2, 7));
    }

    [Fact]
    public void Who_transferred_it_is_passed_over_while_another_is_online() =>
        new LineStory(1, 2).Hears(2, free: 0).Hears(1).Waits(Head(1, excluded: 1)).Reserves()
            .Hears(2).Reserves((2, 1));

    [Fact]
    public void Who_transferred_it_serves_it_as_the_only_one_online() =>
        new LineStory(1, 2).Hears(2, free: 0).Hears(1).Waits(Head(1, excluded: 1)).Reserves()
            .Hears(2, online: false).Reserves((1, 1));

    [Fact]
    public void One_that_nobody_may_serve_does_not_hold_up_those_behind_it() =>
        new LineStory(1, 2).Hears(2, free: 0)
            .Waits([.. Enumerable.Range(1, 50).Select(number => Head(number, queuedAt: number, excluded: 1))])
            .Waits(Head(99, queuedAt: 99)).Hears(1, free: 5).Reserves((1, 99));

    [Fact]
    public void A_conversation_reaches_an_agent_with_a_delay_once_it_has_waited_so_long()
    {
        var story = new LineStory().Configure(it => it with { Members = [Member(1, delaySeconds: 30), Member(2)] })
            .Hears(1).Hears(2, free: 0).Waits(Head(1)).Reserves();
        Assert.Equal(LineScripts.Start.AddSeconds(30), story.Line.NextDue);
        story.After(29.5).IsDue().Reserves().After(0.5).IsDue().Reserves((1, 1));
    }

    [Fact]
    public void A_reservation_is_told_again_with_its_token_until_it_is_answered()
    {
        var story = new LineStory(1).Hears(1).Waits(Head(1)).Reserves((1, 1));
        var reserve = story.Outputs[0];
        Assert.Equal(LineScripts.Start.AddSeconds(1), story.Line.NextDue);
        story.After(0.5).IsDue().Answers().After(0.5).IsDue().Answers(reserve).After(1).IsDue().Answers(reserve)
            .Leaves(1, version: 4, holder: 1).After(1).IsDue().Answers();
    }

    [Fact]
    public void A_refused_conversation_goes_to_the_next_agent() =>
        new LineStory(1, 2).Hears(1).Hears(2).Waits(Head(1)).Reserves((1, 1))
            .IsRefused(1, token: 1, ReservationRefusal.Full, agent: 1).Reserves((2, 1));

    [Fact]
    public void An_agent_that_refuses_though_its_news_say_free_is_not_asked_again_before_newer_news() =>
        new LineStory(1).Hears(1).Waits(Head(1)).Reserves((1, 1))
            .IsRefused(1, token: 1, ReservationRefusal.Unavailable, agent: 1, free: 1).Reserves()
            .Hears(1).Reserves((1, 1));

    [Fact]
    public void An_agent_that_refuses_under_a_passed_epoch_is_told_so_and_not_asked_again_before_newer_news() =>
        new LineStory(1).Hears(1).Waits(Head(1)).Reserves((1, 1))
            .IsRefused(1, token: 1, ReservationRefusal.Unavailable, agent: 1, free: 1, epoch: 0)
            .Answers(new LineOutput.Passed(LineScripts.Agent(1), 0))
            .IsDue().Answers()
            .Hears(1).Reserves((1, 1));

    [Fact]
    public void A_refusal_of_an_actor_that_is_gone_counts_until_the_present_one_says_again_how_it_stands()
    {
        var story = new LineStory(1).Hears(1).Waits(Head(1)).Reserves((1, 1));
        Assert.Equal(LineScripts.Agent(1), Assert.Single(story.IsRefusedByAnother(1, token: 1, agent: 1).Line.Silent));
        story.HearsAgain(1).Reserves((1, 1));
    }

    [Fact]
    public void A_refusal_under_another_token_changes_nothing() =>
        new LineStory(1).Hears(1).Waits(Head(1)).IsRefused(1, token: 77, ReservationRefusal.Full, agent: 1).Reserves();

    [Fact]
    public void One_that_is_gone_leaves_until_its_next_head()
    {
        var story = new LineStory(1).Hears(1).Waits(Head(1)).IsRefused(1, token: 1, ReservationRefusal.Gone, agent: 1);
        Assert.Equal(0, story.Line.Figures.Waiting);
        story.Waits(Head(1)).Hears(1).Reserves((1, 1));
    }

    [Fact]
    public void A_removed_or_disabled_member_loses_what_was_reserved_for_it() =>
        new LineStory(1, 2).Hears(1).Hears(2, idleSince: 9).Waits(Head(1)).Reserves((1, 1))
            .Configure(it => it with { Members = [Member(2)] }).Reserves((2, 1))
            .Configure(it => it with { Members = [Member(2) with { Enabled = false }, Member(3)] })
            .Hears(3).Reserves((3, 1));

    [Fact]
    public void A_late_head_does_not_bring_back_what_has_left()
    {
        var story = new LineStory(1).Leaves(1, version: 5).Waits(Head(1, version: 3));
        Assert.Equal(0, story.Line.Figures.Waiting);
        Assert.Equal(1, story.Waits(Head(1, version: 7, stay: 7)).Line.Figures.Waiting);
    }

    [Fact]
    public void Another_stay_ends_the_reservation_of_the_former()
    {
        var story = new LineStory(1, 2).Hears(1).Waits(Head(1)).Reserves((1, 1));
        story.Waits(Head(1, version: 9, stay: 9)).Reserves((1, 1));
        Assert.Equal(9, Assert.IsType<LineOutput.Reserve>(story.Outputs[0]).StateVersion);
    }

    [Fact]
    public void Old_news_and_news_of_strangers_are_ignored()
    {
        var story = new LineStory(1).Waits(Head(1));
        var old = new LineStory(1).Hears(1);
        Assert.Empty(story.Hears(1, free: 0).Hears(1, free: 0).Outputs);
        story.Hears(9).Reserves();
        Assert.Equal((1, 0), (story.Line.Figures.Online, story.Line.Figures.Available));
        Assert.Single(old.Waits(Head(1)).Outputs);
    }

    [Fact]
    public void A_clock_set_back_holds_nothing_up() =>
        new LineStory(1).Hears(1).After(3_600).Waits(Head(1, queuedAt: 3_600)).Reserves((1, 1))
            .After(-3_000).IsDue().Reserves((1, 1))
            .Waits(Head(2, queuedAt: 3_600)).Hears(1, free: 2).Reserves((1, 2));
}
