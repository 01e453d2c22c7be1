using System.Collections.Immutable;
using LiveChat.Core.Agents;
using LiveChat.Core.Conversations;
using LiveChat.Core.Deadlines;
using LiveChat.Core.Hours;
using LiveChat.Core.Primitives;
using LiveChat.Core.Rules;
using static LiveChat.Core.Tests.Conversations.Sample;

namespace LiveChat.Core.Tests.Deadlines;

/// <summary>What each timer counts from, and what restarts or ends it.</summary>
public sealed class TimerSpecs
{
    private const int HalfDay = DaySpan.SecondsOfDay / 2;

    private static readonly DeadlineTerms Terms = new(new LiveChatRules
    {
        InactivityTimeout = TimeSpan.FromSeconds(100),
        InactivityWarning = TimeSpan.FromSeconds(10),
        ReminderAfter = TimeSpan.FromSeconds(40),
        ReengagementAfter = TimeSpan.FromSeconds(20),
        AutoTransferAfter = TimeSpan.FromSeconds(30),
        DisconnectNotifyAfter = TimeSpan.FromSeconds(3),
        DisconnectTransferAfter = TimeSpan.FromSeconds(6),
    });

    private static readonly DeadlineTerms AnaDropped = Terms with
    {
        Presence = new AgentPresence(Ana, BuiltInStatus.Available, At(50)),
    };

    /// <summary>On every day, in the first minutes after noon.</summary>
    private static readonly OpeningHours ClosedFromSecond10To70 = OpeningHours.Of(new HoursDefinition(
        "UTC",
        [.. Enumerable.Repeat<ImmutableArray<DaySpan>>([new(0, HalfDay + 10), new(HalfDay + 70, 2 * HalfDay)], 7)],
        []));

    /// <summary>Story, timer, second at which it is due; -1: not at all.</summary>
    public static TheoryData<string, DeadlineKind, int> Table => new()
    {
        // Ana got it at second 2; the contact's "hola" of second 0 is unanswered.
        { "assigned", DeadlineKind.Inactivity, -1 },
        { "assigned", DeadlineKind.Warning, -1 },
        { "assigned", DeadlineKind.Reminder, -1 },
        { "assigned", DeadlineKind.Reengagement, 22 },
        { "assigned", DeadlineKind.AutoTransfer, 32 },
        // Ana answered at second 5.
        { "answered", DeadlineKind.Inactivity, 105 },
        { "answered", DeadlineKind.Warning, 95 },
        { "answered", DeadlineKind.Reminder, 45 },
        { "answered", DeadlineKind.Reengagement, -1 },
        { "answered", DeadlineKind.AutoTransfer, -1 },
        // … and again at second 9: from the last answer.
        { "answered twice", DeadlineKind.Inactivity, 109 },
        { "answered twice", DeadlineKind.Warning, 99 },
        { "answered twice", DeadlineKind.Reminder, 49 },
        // The contact wrote at 12 and 15: from the first that nobody has answered.
        { "written twice", DeadlineKind.Inactivity, -1 },
        { "written twice", DeadlineKind.Warning, -1 },
        { "written twice", DeadlineKind.Reminder, -1 },
        { "written twice", DeadlineKind.Reengagement, 32 },
        { "written twice", DeadlineKind.AutoTransfer, 42 },
        // A phrase, a note and the timers' own marks restart nothing.
        { "reminded", DeadlineKind.Inactivity, 105 },
        { "reminded", DeadlineKind.Warning, 95 },
        { "reminded", DeadlineKind.Reminder, -1 },
        { "warned", DeadlineKind.Inactivity, 105 },
        { "warned", DeadlineKind.Warning, -1 },
        { "noted", DeadlineKind.Inactivity, 105 },
        { "noted", DeadlineKind.Reminder, 45 },
        { "reengaged", DeadlineKind.Reengagement, -1 },
        { "reengaged", DeadlineKind.AutoTransfer, 32 },
        // Another agent answers for its own time: Ben got it at second 40.
        { "passed on", DeadlineKind.Reengagement, 60 },
        { "passed on", DeadlineKind.AutoTransfer, 70 },
        { "answered, passed on", DeadlineKind.Inactivity, 105 },
        { "answered, passed on", DeadlineKind.AutoTransfer, -1 },
        // Where nobody has it, nothing of this runs.
        { "waiting", DeadlineKind.Reengagement, -1 },
        { "waiting", DeadlineKind.AutoTransfer, -1 },
        { "given away", DeadlineKind.Inactivity, -1 },
        { "closed", DeadlineKind.Inactivity, -1 },
        { "closed", DeadlineKind.Warning, -1 },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void A_timer_is_due_when_the_table_says(string story, DeadlineKind kind, int second) =>
        Assert.Equal(second < 0 ? null : At(second), DeadlineTable.At(kind, Told(story), Terms));

    [Fact]
    public void Disconnect_times_count_from_the_drop_whoever_has_the_turn()
    {
        foreach (var story in new[] { "assigned", "answered", "written twice" })
        {
            Assert.Equal(At(53), DeadlineTable.At(DeadlineKind.DisconnectNotice, Told(story), AnaDropped));
            Assert.Equal(At(56), DeadlineTable.At(DeadlineKind.DisconnectTransfer, Told(story), AnaDropped));
        }
    }

    [Fact]
    public void The_contact_is_told_once_per_drop()
    {
        ConversationEvent[] told = [.. Answered, Phrase("agentDisconnected", 54)];
        Assert.Null(DeadlineTable.At(DeadlineKind.DisconnectNotice, After(told), AnaDropped));
        var again = AnaDropped with { Presence = AnaDropped.Presence! with { DroppedAt = At(80) } };
        Assert.Equal(At(83), DeadlineTable.At(DeadlineKind.DisconnectNotice, After(told), again));
    }

    [Fact]
    public void An_agent_that_came_back_keeps_the_conversation()
    {
        var back = AnaDropped with { Presence = AnaDropped.Presence! with { DroppedAt = null } };
        Assert.Null(DeadlineTable.At(DeadlineKind.DisconnectNotice, Told("answered"), back));
        Assert.Null(DeadlineTable.At(DeadlineKind.DisconnectTransfer, Told("answered"), back));
    }

    [Fact]
    public void The_presence_of_a_former_agent_does_not_matter() => Assert.Null(
        DeadlineTable.At(DeadlineKind.DisconnectTransfer, Told("passed on"), AnaDropped));

    [Fact]
    public void Re_engagement_waits_for_a_status_that_allows_it()
    {
        var phone = Terms with { Presence = new AgentPresence(Ana, BuiltInStatus.Phone, null) };
        Assert.Null(DeadlineTable.At(DeadlineKind.Reengagement, Told("assigned"), phone));
        var allowed = phone with
        {
            Rules = phone.Rules with { ReengagementStatuses = [BuiltInStatus.Available, BuiltInStatus.Phone] },
        };
        Assert.Equal(At(22), DeadlineTable.At(DeadlineKind.Reengagement, Told("assigned"), allowed));
    }

    [Fact]
    public void A_new_wait_brings_a_new_re_engagement()
    {
        var waits = After([.. WithAna, Phrase("reengagement", 22), Sent(30), Received("so?", 60)]);
        Assert.Equal(At(80), DeadlineTable.At(DeadlineKind.Reengagement, waits, Terms));
    }

    [Fact]
    public void A_new_silence_brings_a_new_reminder_and_a_new_warning()
    {
        var silent = After([.. Answered, Phrase("reminder", 45), Warning(95), Received("yes", 99), Sent(100)]);
        Assert.Equal(At(140), DeadlineTable.At(DeadlineKind.Reminder, silent, Terms));
        Assert.Equal(At(190), DeadlineTable.At(DeadlineKind.Warning, silent, Terms));
    }

    [Fact]
    public void A_timer_of_zero_is_off()
    {
        var off = new DeadlineTerms(new LiveChatRules
        {
            InactivityTimeout = TimeSpan.Zero,
            DisconnectNotifyAfter = TimeSpan.Zero,
            DisconnectTransferAfter = TimeSpan.Zero,
        })
        {
            Presence = AnaDropped.Presence,
        };
        Assert.Null(DeadlineTable.Next(Told("assigned"), off));
        Assert.Null(DeadlineTable.Next(Told("answered"), off));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(101)]
    public void A_warning_that_is_off_or_would_come_with_the_answer_is_not_given(int warningSeconds)
    {
        var terms = new DeadlineTerms(Terms.Rules with { InactivityWarning = TimeSpan.FromSeconds(warningSeconds) });
        Assert.Null(DeadlineTable.At(DeadlineKind.Warning, Told("answered"), terms));
    }

    [Fact]
    public void A_queue_asked_in_vain_is_asked_again_after_a_while()
    {
        var sought = Terms with { SoughtAt = At(33) };
        Assert.Equal(
            At(33) + DeadlineTable.SeekAgainAfter,
            DeadlineTable.At(DeadlineKind.AutoTransfer, Told("assigned"), sought));
    }

    [Fact]
    public void Timers_count_open_time_only_where_the_rules_say_so()
    {
        var hours = Terms with { Hours = ClosedFromSecond10To70 };
        Assert.Equal(At(105), DeadlineTable.At(DeadlineKind.Inactivity, Told("answered"), hours));
        var open = hours with { Rules = hours.Rules with { TimersInOpeningHoursOnly = true } };
        Assert.Equal(At(165), DeadlineTable.At(DeadlineKind.Inactivity, Told("answered"), open));
        Assert.Equal(At(155), DeadlineTable.At(DeadlineKind.Warning, Told("answered"), open));
        Assert.Equal(At(105), DeadlineTable.At(DeadlineKind.Reminder, Told("answered"), open));
        Assert.Equal(At(82), DeadlineTable.At(DeadlineKind.Reengagement, Told("assigned"), open));
        Assert.Equal(At(92), DeadlineTable.At(DeadlineKind.AutoTransfer, Told("assigned"), open));
        var dropped = open with { Presence = AnaDropped.Presence };
        Assert.Equal(At(53), DeadlineTable.At(DeadlineKind.DisconnectNotice, Told("answered"), dropped));
        Assert.Equal(At(56), DeadlineTable.At(DeadlineKind.DisconnectTransfer, Told("answered"), dropped));
    }

    [Fact]
    public void In_a_queue_that_never_opens_again_nothing_is_due()
    {
        var terms = new DeadlineTerms(Terms.Rules with { TimersInOpeningHoursOnly = true })
        {
            Hours = OpeningHours.Of(new HoursDefinition(
                "UTC", [.. Enumerable.Repeat<ImmutableArray<DaySpan>>([], HoursDefinition.DaysOfWeek)], [])),
        };
        Assert.Null(DeadlineTable.Next(Told("answered"), terms));
    }

    private static Conversation Told(string story) => After(story switch
    {
        "waiting" => Waiting,
        "assigned" => WithAna,
        "answered" => Answered,
        "answered twice" => [.. Answered, Sent(9)],
        "written twice" => [.. Answered, Received("and", 12), Received("well", 15)],
        "reminded" => [.. Answered, Phrase("reminder", 45)],
        "warned" => [.. Answered, Warning(95)],
        "noted" => [.. Answered, new Noted(At(30), ByAna.By, "hm"), Phrase("waiting", 31)],
        "reengaged" => [.. WithAna, Phrase("reengagement", 22)],
        "passed on" => [.. WithAna, .. ToBen(40)],
        "answered, passed on" => [.. Answered, .. ToBen(40)],
        "given away" => TransferredByAna,
        "closed" => ClosedByAna,
        _ => throw new ArgumentOutOfRangeException(nameof(story), story, "Nobody tells it."),
    });

    private static Conversation After(ConversationEvent[] events) =>
        ConversationFold.Evolve(Conversation.Empty with { Thread = Conversations.Sample.Thread }, events);

    private static MessageSent Sent(int second) => new(At(second), ByAna.By, "hello");

    private static PhraseSent Phrase(string key, int second) => new(At(second), By.System, key, "…");

    private static Warned Warning(int second) =>
        new(At(second), By.System, Warned.Inactivity, At(second + 10));

    private static ConversationEvent[] ToBen(int second) =>
    [
        new Transferred(At(second), ByAna.By, Ana, Ben, null, null),
        new Assigned(At(second), ByAna.By, Ben, Sales, Two),
    ];
}
