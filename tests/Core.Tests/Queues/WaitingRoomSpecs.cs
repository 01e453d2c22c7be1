using LiveChat.Core.Conversations;
using LiveChat.Core.Primitives;
using LiveChat.Core.Queues;
using static LiveChat.Core.Tests.Queues.LineStory;

namespace LiveChat.Core.Tests.Queues;

public sealed class WaitingRoomSpecs
{
    [Fact]
    public void The_room_holds_so_many_for_each_member_online_in_any_status() =>
        Room(perOnline: 1).Hears(1, free: 0).Hears(2, free: 0)
            .Waits(New(1), New(2), New(3)).Answers(Admitted(1), Admitted(2), Refused(3, CloseReason.QueueFull));

    [Fact]
    public void A_room_of_none_refuses_whoever_finds_no_agent() =>
        Room(perOnline: 0).Hears(1, free: 1).Waits(New(1)).Reserves((1, 1))
            .Waits(New(2)).Answers(Refused(2, CloseReason.QueueFull));

    [Fact]
    public void With_nobody_online_another_limit_and_another_reason_hold() =>
        Room(perOnline: 5).Configure(it => it with { WaitingWithNobodyOnline = 1 }).Hears(1, online: false)
            .Waits(New(1), New(2)).Answers(Admitted(1), Refused(2, CloseReason.NoAgent));

    [Fact]
    public void Those_who_leave_never_evict_who_waits()
    {
        var story = Room(perOnline: 1).Hears(1, free: 0).Waits(New(1)).Answers(Admitted(1));
        story.Hears(1, online: false).Answers();
        Assert.Equal(1, story.Line.Figures.Waiting);
        story.Configure(it => it with { WaitingPerOnlineAgent = 0 }).Answers();
        Assert.Equal(1, story.Line.Figures.Waiting);
    }

    [Fact]
    public void What_returns_is_always_admitted() =>
        Room(perOnline: 0).Hears(1, free: 0).Waits(Head(1)).Answers();

    [Fact]
    public void Who_is_being_reserved_takes_no_place() =>
        Room(perOnline: 1).Hears(1, free: 1).Waits(New(1)).Reserves((1, 1)).Waits(New(2)).Answers(Admitted(2));

    [Fact]
    public void When_the_last_agent_refuses_the_decision_falls() =>
        Room(perOnline: 0).Hears(1).Waits(New(1)).Reserves((1, 1))
            .IsRefused(1, token: 1, ReservationRefusal.Full, agent: 1).Answers(Refused(1, CloseReason.QueueFull));

    [Fact]
    public void An_admission_is_told_again_to_a_head_that_does_not_know_it() =>
        Room(perOnline: 1).Hears(1, free: 0).Waits(New(1)).Answers(Admitted(1))
            .Waits(New(1)).Answers(Admitted(1))
            .Waits(New(1) with { Version = 4 }).Answers(Admitted(1))
            .Waits(New(1) with { Version = 5, Admitted = true }).Answers();

    [Fact]
    public void A_refused_one_that_still_waits_is_decided_anew() =>
        Room(perOnline: 0).Hears(1, free: 0).Waits(New(1)).Answers(Refused(1, CloseReason.QueueFull))
            .Hears(1).Waits(New(1)).Reserves((1, 1));

    [Fact]
    public void A_refusal_is_put_off_while_an_agent_is_about_to_ask_for_bids() =>
        Room(perOnline: 0).Hears(1, inRound: true).Waits(New(1)).Answers()
            .IsAskedForBid(1, round: 4).Reserves((1, 1));

    [Fact]
    public void A_refusal_is_not_put_off_for_long()
    {
        var story = Room(perOnline: 0).Hears(1, inRound: true).Waits(New(1)).Answers();
        Assert.Equal(story.Now + QueueLine.RefusalHeldFor, story.Line.NextDue);
        story.After(1).IsDue().Answers(Refused(1, CloseReason.QueueFull));
    }

    [Fact]
    public void A_bounded_number_of_refusals_is_put_off()
    {
        var story = Room(perOnline: 0).Hears(1, inRound: true)
            .Waits([.. Enumerable.Range(1, QueueLine.RefusalsHeldMax + 3).Select(New)]);
        Assert.Equal(3, story.Outputs.Count(it => it is LineOutput.Refuse));
    }

    [Fact]
    public void Agents_remembered_as_online_count_for_a_while_after_a_start()
    {
        var story = new LineStory().Configure(
            it => it with { WaitingPerOnlineAgent = 1, Members = [Member(1, remembered: true)] });
        story.Waits(New(1), New(2)).Answers(Admitted(1)).After(1).IsDue().Answers(Refused(2, CloseReason.QueueFull));
        story.Leaves(1, version: 4).After(30).Waits(New(3)).Answers(Refused(3, CloseReason.NoAgent));
    }

    [Fact]
    public void A_place_is_kept_when_an_agent_is_free_or_the_room_has_room()
    {
        var story = Room(perOnline: 1).Hears(1, free: 1);
        Assert.Equal(Rejection.None, story.KeepsPlace(1).Rejection);
        Assert.Equal(Rejection.QueueFull, story.KeepsPlace(2).Rejection);
        story.Hears(2, free: 0);
        Assert.Equal(Rejection.None, story.KeepsPlace(2).Rejection);
        Assert.Equal(Rejection.QueueFull, story.KeepsPlace(3).Rejection);
    }

    [Fact]
    public void A_kept_place_is_nobody_elses_until_it_lapses()
    {
        var story = Room(perOnline: 1).Hears(1, free: 0);
        var place = story.KeepsPlace(1);
        story.Waits(New(2)).Answers(Refused(2, CloseReason.QueueFull));
        story.After(9.5);
        Assert.Equal(Rejection.QueueFull, story.KeepsPlace(3).Rejection);
        Assert.Equal(place, story.KeepsPlace(1));
        story.After(9.5);
        Assert.Equal(Rejection.QueueFull, story.KeepsPlace(3).Rejection);
        story.After(0.5);
        Assert.Equal(Rejection.None, story.KeepsPlace(3).Rejection);
    }

    [Fact]
    public void A_place_is_used_up_by_the_arrival_and_free_again_when_dropped()
    {
        var story = Room(perOnline: 2).Hears(1, free: 0);
        story.KeepsPlace(1);
        var other = story.KeepsPlace(2);
        story.Waits(Head(1, excluded: 2)).Answers();
        Assert.Equal(Rejection.QueueFull, story.KeepsPlace(3).Rejection);
        story.Line.DropPlace(other.Place);
        Assert.Equal(Rejection.None, story.KeepsPlace(3).Rejection);
    }

    [Fact]
    public void With_only_the_giver_online_nobody_is()
    {
        var story = Room(perOnline: 5).Hears(1, free: 3);
        Assert.Equal(Rejection.QueueNobodyOnline, story.KeepsPlace(1, excluded: 1).Rejection);
        Assert.Equal(Rejection.None, story.KeepsPlace(1, excluded: 2).Rejection);
        Assert.Equal(Rejection.None, story.Hears(2, free: 0).KeepsPlace(2, excluded: 1).Rejection);
    }

    private static LineStory Room(int perOnline) =>
        new LineStory(1, 2).Configure(it => it with { WaitingPerOnlineAgent = perOnline });

    private static WaitingHead New(int number) => Head(number, queuedAt: number, admitted: false);

    private static LineOutput Admitted(int number) =>
        new LineOutput.Admit(LineScripts.Conversation(number), StateVersion: 3);

    private static LineOutput Refused(int number, CloseReason reason) =>
        new LineOutput.Refuse(LineScripts.Conversation(number), StateVersion: 3, reason);
}
