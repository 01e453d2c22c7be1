using System.Collections.Immutable;
using LiveChat.Core.Conversations;
using LiveChat.Core.Hours;
using LiveChat.Core.Primitives;
using LiveChat.Core.Queues;
using static LiveChat.Core.Tests.Queues.LineStory;

namespace LiveChat.Core.Tests.Queues;

public sealed class DoorsSpecs
{
    private const int Noon = 12 * 60 * 60;

    [Fact]
    public void Outside_hours_a_new_conversation_is_refused_whoever_is_free() =>
        Story(opens: 60, closes: 120).Hears(1).Waits(New(1)).Answers(Refused(1, CloseReason.OutsideHours));

    [Fact]
    public void In_the_last_seconds_before_the_end_new_ones_are_refused_and_those_who_wait_are_served()
    {
        var story = Story(opens: 0, closes: 60, closeBefore: 20).Hears(1, free: 0)
            .After(39.5).Waits(New(1)).Answers(Admitted(1))
            .After(0.5).Waits(New(2)).Answers(Refused(2, CloseReason.OutsideHours));
        Assert.Equal(Rejection.QueueClosed, story.KeepsPlace(3).Rejection);
        story.Hears(1).Reserves((1, 1));
    }

    [Fact]
    public void At_the_end_of_service_those_who_wait_are_sent_away_by_the_clock_alone()
    {
        var story = Story(opens: 0, closes: 60).Hears(1, free: 0).Waits(Head(1), Head(2, priority: 4)).Answers();
        Assert.Equal(story.Now.AddSeconds(60), story.Line.NextDue);
        story.After(60).IsDue().Answers(Ended(2), Ended(1));
        story.Leaves(1, version: 4).Leaves(2, version: 4).Answers();
        Assert.Null(story.Line.NextDue);
    }

    [Fact]
    public void One_who_was_sent_away_is_told_again_each_second_until_it_has_left()
    {
        var story = Story(opens: 60, closes: 120).Waits(Head(1)).Answers(Ended(1)).Waits(Head(1)).Answers();
        Assert.Equal(story.Now + QueueLine.RetellAfter, story.Line.NextDue);
        story.After(1).IsDue().Answers(Ended(1)).After(1).Waits(Head(2)).Answers(Ended(1), Ended(2));
        story.Leaves(1, version: 4).After(1).IsDue().Answers(Ended(2));
        story.Waits(Head(2, version: 9, stay: 9)).Answers(Ended(2, stay: 9));
    }

    [Fact]
    public void One_who_was_sent_away_and_waits_when_it_opens_is_served() =>
        Story(opens: 60, closes: 120).Hears(1).After(59.5).Waits(Head(1)).Answers(Ended(1)).After(0.5).IsDue()
            .Reserves((1, 1));

    [Fact]
    public void With_the_switch_they_wait_on_and_are_served_the_moment_it_opens()
    {
        var story = Story(opens: 0, closes: 60, keeps: true, opensAgain: 90).Hears(1, free: 0).Waits(Head(1));
        story.After(60).IsDue().Answers().Hears(1).Answers();
        Assert.Equal(story.Now.AddSeconds(30), story.Line.NextDue);
        story.After(30).IsDue().Reserves((1, 1));
    }

    [Fact]
    public void While_those_who_wait_are_kept_new_ones_are_refused() =>
        Story(opens: 0, closes: 60, keeps: true).Hears(1, free: 0).Waits(Head(1)).After(60)
            .Waits(New(2)).Answers(Refused(2, CloseReason.OutsideHours));

    [Fact]
    public void What_returns_to_a_closed_queue_is_sent_away_or_kept()
    {
        Story(opens: 60, closes: 120).Hears(1).Waits(Head(1)).Answers(Ended(1));
        Story(opens: 60, closes: 120, keeps: true).Hears(1).Waits(Head(1)).Answers().After(60).IsDue().Reserves((1, 1));
    }

    [Fact]
    public void A_reservation_that_nobody_answered_by_the_end_is_taken_back()
    {
        Story(opens: 0, closes: 60).Hears(1).After(59.5).Waits(Head(1)).Reserves((1, 1)).After(0.5).IsDue()
            .Answers(Ended(1));
        Story(opens: 0, closes: 60).Hears(1).After(59.5).Waits(New(1)).Reserves((1, 1)).After(0.5).IsDue()
            .Answers(Refused(1, CloseReason.OutsideHours));
    }

    [Fact]
    public void A_closed_queue_has_no_bid_and_no_place()
    {
        var story = Story(opens: 60, closes: 120, keeps: true).Waits(Head(1));
        story.IsAskedForBid(1, round: 7).Answers(new LineOutput.NoBid(LineScripts.Agent(1), 7));
        Assert.Equal(Rejection.QueueClosed, story.KeepsPlace(2).Rejection);
    }

    [Fact]
    public void Changed_hours_act_at_once()
    {
        var story = Story(opens: 60, closes: 120, keeps: true).Hears(1).Waits(Head(1)).Answers();
        story.Configure(it => it with { Service = ServiceHours.Always }).Reserves((1, 1));
        story.Configure(it => it with { Service = Service(60, 120, 0, keeps: false) }).Answers(Ended(1));
    }

    private static LineStory Story(
        int opens, int closes, int closeBefore = 0, bool keeps = false, int? opensAgain = null) =>
        new LineStory(1).Configure(it => it with { Service = Service(opens, closes, closeBefore, keeps, opensAgain) });

    /// <summary>In seconds since the beginning of the story, which is at noon.</summary>
    private static ServiceHours Service(int opens, int closes, int closeBefore, bool keeps, int? opensAgain = null)
    {
        var spans = new List<DaySpan> { new(Noon + opens, Noon + closes) };
        if (opensAgain is { } again) spans.Add(new DaySpan(Noon + again, Noon + again + 60));
        var hours = new HoursDefinition("UTC", [.. Enumerable.Repeat(spans.ToImmutableArray(), 7)], []);
        return new ServiceHours(OpeningHours.Of(hours), TimeSpan.FromSeconds(closeBefore), keeps);
    }

    private static WaitingHead New(int number) => Head(number, queuedAt: number, admitted: false);

    private static LineOutput Admitted(int number) =>
        new LineOutput.Admit(LineScripts.Conversation(number), StateVersion: 3);

    private static LineOutput Ended(int number, int stay = 3) =>
        new LineOutput.SendAway(LineScripts.Conversation(number), stay);

    private static LineOutput Refused(int number, CloseReason reason) =>
        new LineOutput.Refuse(LineScripts.Conversation(number), StateVersion: 3, reason);
}
