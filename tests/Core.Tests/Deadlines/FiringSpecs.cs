using LiveChat.Core.Agents;
using LiveChat.Core.Conversations;
using LiveChat.Core.Deadlines;
using LiveChat.Core.Primitives;
using LiveChat.Core.Rules;
using static LiveChat.Core.Tests.Conversations.Sample;
using static LiveChat.Core.Tests.Conversations.Scenario;

namespace LiveChat.Core.Tests.Deadlines;

/// <summary>What a deadline does, when it does not, and which of several acts first.</summary>
public sealed class FiringSpecs
{
    private static readonly LiveChatRules Rules = new()
    {
        InactivityTimeout = TimeSpan.FromSeconds(100),
        InactivityWarning = TimeSpan.FromSeconds(10),
        ReminderAfter = TimeSpan.FromSeconds(40),
        ReengagementAfter = TimeSpan.FromSeconds(20),
        AutoTransferAfter = TimeSpan.FromSeconds(30),
        DisconnectNotifyAfter = TimeSpan.FromSeconds(3),
        DisconnectTransferAfter = TimeSpan.FromSeconds(6),
    };

    private static readonly DeadlineTerms Terms = new(Rules);

    private static readonly TimeSpan Instant = TimeSpan.FromMicroseconds(1);

    [Fact]
    public void A_reminder_is_sent_once_per_silence()
    {
        var reminded = Given(Answered).When(Fire(DeadlineKind.Reminder, At(46)));
        reminded.Then(new PhraseSent(At(46), By.System, "reminder", "…"));
        Assert.Equal(DeadlineKind.Warning, DeadlineTable.Next(reminded.State(), Terms)?.Kind);
        Given([.. Answered, new PhraseSent(At(46), By.System, "reminder", "…")])
            .When(Fire(DeadlineKind.Reminder, At(47))).ThenNothing();
    }

    [Fact]
    public void The_agent_is_warned_of_when_the_conversation_will_close() =>
        Given([.. Answered, new PhraseSent(At(46), By.System, "reminder", "…")])
            .When(Fire(DeadlineKind.Warning, At(96)))
            .Then(new Warned(At(96), By.System, Warned.Inactivity, At(105)));

    [Fact]
    public void Silence_closes_the_conversation_with_its_phrase() =>
        Given(Answered).When(Fire(DeadlineKind.Inactivity, At(106))).Then(
            new PhraseSent(At(106), By.System, "inactivityClosed", "…"),
            new Closed(At(106), By.System, CloseReason.Inactivity));

    [Fact]
    public void An_empty_phrase_is_not_sent_and_the_conversation_closes_all_the_same() =>
        Given(Answered)
            .When(new FireDeadline(At(106), 1, DeadlineKind.Inactivity, Terms, ""))
            .Then(new Closed(At(106), By.System, CloseReason.Inactivity));

    [Fact]
    public void Whoever_waits_for_an_answer_is_asked_for_patience_once() =>
        Given(WithAna).When(Fire(DeadlineKind.Reengagement, At(23)))
            .Then(new PhraseSent(At(23), By.System, "reengagement", "…"));

    [Fact]
    public void A_disconnected_agent_loses_the_conversation_to_the_queue_in_its_old_place()
    {
        var dropped = Terms with { Presence = new AgentPresence(Ana, BuiltInStatus.Available, At(50)) };
        Given(Answered).When(new FireDeadline(At(54), 1, DeadlineKind.DisconnectNotice, dropped, "…"))
            .Then(new PhraseSent(At(54), By.System, "agentDisconnected", "…"));
        Given(Answered).When(new FireDeadline(At(57), 1, DeadlineKind.DisconnectTransfer, dropped, "")).Then(
            new Unassigned(At(57), By.System, Ana, QueuedReason.AgentDisconnected),
            new Queued(
                At(57), By.System, Sales, 3, Noon, Admitted: true, Excluded: Ana, QueuedReason.AgentDisconnected));
    }

    [Fact]
    public void A_deadline_acts_only_after_its_instant()
    {
        Given(Answered).When(Fire(DeadlineKind.Inactivity, At(105) - Instant)).ThenNothing();
        Given(Answered).When(Fire(DeadlineKind.Reminder, At(45))).ThenNothing();
        Given(Answered).When(Fire(DeadlineKind.Reminder, At(45) + Instant))
            .Then(new PhraseSent(At(45) + Instant, By.System, "reminder", "…"));
    }

    /// <summary>At its very instant a deadline does not act, so a message of that instant comes before it.</summary>
    [Theory]
    [InlineData(DeadlineKind.Reminder, 45, -1)]
    [InlineData(DeadlineKind.Reminder, 45, 0)]
    [InlineData(DeadlineKind.Warning, 95, -1)]
    [InlineData(DeadlineKind.Warning, 95, 0)]
    [InlineData(DeadlineKind.Inactivity, 105, -1)]
    [InlineData(DeadlineKind.Inactivity, 105, 0)]
    public void Reminder_warning_and_timeout_do_not_act_when_an_MO_came_one_millisecond_before_or_at_their_instant(
        DeadlineKind kind, int second, int milliseconds)
    {
        var at = At(second).AddMilliseconds(milliseconds);
        ConversationEvent[] written = [.. Answered, Received("here", 0) with { At = at }];
        Given(Answered).When(Fire(kind, at)).ThenNothing();
        Given(written).When(Fire(kind, At(second).AddMilliseconds(1))).ThenNothing();
    }

    [Fact]
    public void Of_several_that_are_due_the_first_in_precedence_acts_and_may_make_the_others_void()
    {
        var dropped = Terms with { Presence = new AgentPresence(Ana, BuiltInStatus.Available, At(50)) };
        var late = At(5_000);
        foreach (var kind in Enum.GetValues<DeadlineKind>())
        {
            var fired = Given(Answered).When(new FireDeadline(late, 1, kind, dropped, "…"));
            if (kind != DeadlineKind.Inactivity) fired.ThenNothing();
        }

        var closed = Given(Answered).When(new FireDeadline(late, 1, DeadlineKind.Inactivity, dropped, "…")).State();
        Assert.Equal(CloseReason.Inactivity, closed.CloseReason);
        Assert.Null(DeadlineTable.Next(closed, dropped));
    }

    [Fact]
    public void A_reminder_missed_by_a_long_crash_is_not_sent_when_the_timeout_is_due_as_well() =>
        Given(Answered).When(Fire(DeadlineKind.Reminder, At(106))).ThenNothing();

    [Fact]
    public void A_deadline_of_a_former_conversation_of_the_thread_does_nothing() => Given(Answered)
        .When(new FireDeadline(At(106), 2, DeadlineKind.Inactivity, Terms, "…")).ThenNothing();

    [Fact]
    public void An_agent_who_does_not_answer_is_replaced_by_another() =>
        Given(WithAna).When(ToBen(At(33))).Then(
            new PhraseSent(At(33), By.System, "transferred", "…"),
            new Transferred(At(33), By.System, Ana, Ben, null, null, TransferReason.Automatic),
            new Assigned(At(33), By.System, Ben, Sales, Two));

    [Fact]
    public void The_contact_is_told_of_a_replacement_only_where_there_is_a_phrase() =>
        Given(WithAna).When(ToBen(At(33)) with { Text = "" }).Then(
            new Transferred(At(33), By.System, Ana, Ben, null, null, TransferReason.Automatic),
            new Assigned(At(33), By.System, Ben, Sales, Two));

    [Fact]
    public void An_agent_who_answered_in_time_is_not_replaced()
    {
        Given(Answered).When(ToBen(At(33), Answered.Length - 1)).ThenRejected(Rejection.NotWaiting);
        Given(WithAna).When(ToBen(At(32))).ThenRejected(Rejection.NotWaiting);
    }

    [Fact]
    public void An_agent_is_never_replaced_by_itself() =>
        Given(WithAna).When(ToBen(At(33)) with { To = Ana }).ThenRejected(Rejection.NotWaiting);

    [Fact]
    public void A_reservation_for_an_earlier_stay_replaces_nobody() =>
        Given(WithAna).When(ToBen(At(33), stateVersion: 3)).ThenRejected(Rejection.NotWaiting);

    [Fact]
    public void A_replacement_told_twice_happens_once() => Given(
        [
            .. WithAna,
            new Transferred(At(33), By.System, Ana, Ben, null, null, TransferReason.Automatic),
            new Assigned(At(33), By.System, Ben, Sales, Two),
        ]).When(ToBen(At(34))).ThenNothing();

    private static FireDeadline Fire(DeadlineKind kind, DateTimeOffset at) => new(at, 1, kind, Terms, "…");

    private static MoveToOtherAgent ToBen(DateTimeOffset at, long stateVersion = 5) =>
        new(at, 1, Ben, Sales, Two, stateVersion, Terms, "…");
}
