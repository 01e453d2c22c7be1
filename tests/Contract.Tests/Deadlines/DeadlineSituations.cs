using LiveChat.Contracts.Actors;
using LiveChat.Contracts.Conversations;
using LiveChat.Contracts.Deadlines;
using LiveChat.Contracts.Streams;
using LiveChat.Core.Agents;
using LiveChat.Core.Conversations;
using LiveChat.Core.Rules;
using LiveChat.Embedded.Deterministic;

namespace LiveChat.Contract.Tests.Deadlines;

/// <summary>Races and crashes around deadlines, each at its exact instant.</summary>
public sealed class DeadlineSituations
{
    private static readonly TimeSpan Millisecond = TimeSpan.FromMilliseconds(1);

    /// <summary>Reminder at 40, warning at 90, timeout at 100 seconds after the answer.</summary>
    private static readonly LiveChatRules Silence = new()
    {
        InactivityTimeout = TimeSpan.FromSeconds(100),
        InactivityWarning = TimeSpan.FromSeconds(10),
        ReminderAfter = TimeSpan.FromSeconds(40),
        DisconnectNotifyAfter = TimeSpan.Zero,
        DisconnectTransferAfter = TimeSpan.Zero,
    };

    public static TheoryData<int, string, int, bool> Races => new()
    {
        { 40, "reminder", -1, false },
        { 40, "reminder", 0, false },
        { 40, "reminder", 1, true },
        { 90, nameof(Warned), -1, false },
        { 90, nameof(Warned), 0, false },
        { 90, nameof(Warned), 1, true },
        { 100, nameof(Closed), -1, false },
        { 100, nameof(Closed), 0, false },
        { 100, nameof(Closed), 1, true },
    };

    [Theory]
    [MemberData(nameof(Races))]
    public void Reminder_warning_and_timeout_with_an_MO_one_millisecond_before_at_and_after(
        int second, string what, int milliseconds, bool acts)
    {
        var stage = Answered();
        stage.PassOnline(TimeSpan.FromSeconds(second) + (milliseconds * Millisecond));
        var id = stage.Write("here");
        Assert.Equal(acts, stage.Log().Contains(what));
        Assert.Equal(acts && what == nameof(Closed) ? 2 : 1, id.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Races))]
    public void It_is_the_same_when_the_process_died_before_and_the_MO_itself_wakes_it(
        int second, string what, int milliseconds, bool acts)
    {
        var stage = Answered();
        stage.PassOnline(TimeSpan.FromSeconds(second - 5));
        stage.Crash();
        stage.Pass(TimeSpan.FromSeconds(5) + (milliseconds * Millisecond));
        var id = stage.Write("here");
        Assert.Equal(acts, stage.Log().Contains(what));
        Assert.Equal(acts && what == nameof(Closed) ? 2 : 1, id.Ordinal);
    }

    /// <summary>Where no rule depends on it, an agent tells nobody of its status.</summary>
    [Fact]
    public void A_status_that_was_not_told_under_the_former_rules_counts_under_the_new()
    {
        var asked = Silence with { ReengagementAfter = TimeSpan.FromSeconds(60) };
        var stage = new DeadlineStage(asked);
        stage.Write();
        stage.SetStatus(DeadlineStage.Ana, "phone");
        stage.Change(Silence);
        stage.SetStatus(DeadlineStage.Ana, BuiltInStatus.Available);
        stage.PassOnline(TimeSpan.FromSeconds(30));
        stage.Change(asked);
        stage.PassOnline(TimeSpan.FromSeconds(31));
        Assert.Contains("reengagement", stage.Log());
    }

    [Fact]
    public void A_deadline_acts_within_a_second_and_once_though_its_wake_up_is_told_twice()
    {
        var stage = Answered();
        stage.Engine.OnTell = it => it.Message is DeadlineDue ? Fate.Duplicate : Fate.Deliver;
        var answeredAt = stage.Now;
        stage.PassOnline(TimeSpan.FromSeconds(120));
        Assert.Equal(["MessageSent", "reminder", "Warned", "inactivityClosed", "Closed"], stage.Log().SkipWhile(
            it => it != nameof(MessageSent)));
        Assert.InRange(
            stage.Events().OfType<Closed>().Single().At, answeredAt.AddSeconds(100), answeredAt.AddSeconds(101));
        Assert.Contains(stage.Notices, it => it is WarningNotice { Kind: Warned.Inactivity });
    }

    [Fact]
    public void A_wake_up_that_is_lost_is_told_again()
    {
        var stage = Answered();
        var lost = 3;
        stage.Engine.OnTell = it => it.Message is DeadlineDue && lost-- > 0 ? Fate.Drop : Fate.Deliver;
        stage.PassOnline(TimeSpan.FromSeconds(44));
        Assert.Contains("reminder", stage.Log());
    }

    [Fact]
    public void A_deadline_of_which_the_shard_was_not_told_is_found_in_its_row()
    {
        var stage = new DeadlineStage(Silence);
        stage.Engine.OnTell = it => it.Message is DeadlineArmed ? Fate.Drop : Fate.Deliver;
        stage.Write();
        stage.Answer(DeadlineStage.Ana);
        stage.Engine.OnTell = null;
        stage.PassOnline(TimeSpan.FromSeconds(41));
        Assert.Contains("reminder", stage.Log());
    }

    [Fact]
    public void A_message_writes_no_bound()
    {
        var stage = Answered();
        var told = 0;
        stage.Engine.OnTell = it =>
        {
            if (it.Message is DeadlineArmed) told++;
            return Fate.Deliver;
        };
        for (var second = 0; second < 30; second++)
        {
            stage.Pass(TimeSpan.FromSeconds(1));
            stage.Write();
            stage.Answer(DeadlineStage.Ana);
        }

        Assert.Equal(0, told);
    }

    [Fact]
    public void After_a_long_crash_the_timeout_overtakes_the_reminder_and_the_warning()
    {
        var stage = Answered();
        stage.Crash();
        stage.Pass(TimeSpan.FromHours(1));
        stage.Sweep();
        stage.Pass(TimeSpan.FromSeconds(5));
        Assert.Equal(["MessageSent", "inactivityClosed", "Closed"], stage.Log().SkipWhile(it => it != "MessageSent"));
    }

    [Fact]
    public async Task A_crash_between_the_event_of_a_deadline_and_its_phrase_finds_both_and_neither_comes_twice()
    {
        var stage = Answered();

        // Nothing that follows the commit is heard: no outbox, no stream, no shard.
        stage.Engine.OnTell = it =>
            it.Message is ConversationAdvanced { Events: [.., Closed] } or DeadlineArmed ? Fate.Drop : Fate.Deliver;
        stage.PassOnline(TimeSpan.FromSeconds(102));
        Assert.Equal(nameof(Closed), stage.Log()[^1]);
        stage.Crash();
        stage.Engine.OnTell = null;
        stage.Sweep();
        stage.PassOnline(TimeSpan.FromMinutes(10));
        Assert.Equal(["MessageSent", "reminder", "Warned", "inactivityClosed", "Closed"], stage.Log().SkipWhile(
            it => it != nameof(MessageSent)));
        var sender = stage.Head().Sender;
        var queued = await stage.Store.Outbox.SendersWithQueued();
        Assert.Equal([sender], queued);
        var standing = await stage.Store.Outbox.Standing(stage.Head().Tenant, stage.Head().Id, 1, 1_000);
        Assert.Contains(standing, it => it.Version == stage.Head().Version - 1);
    }

    [Fact]
    public async Task Settings_changed_while_deadlines_are_armed_act_at_once_and_also_after_a_crash_that_lost_the_word()
    {
        var stage = Answered();
        stage.PassOnline(TimeSpan.FromSeconds(30));
        stage.Change(Silence with { ReminderAfter = TimeSpan.FromSeconds(20) });
        Assert.Contains("reminder", stage.Log());

        stage.Change(Silence with { InactivityTimeout = TimeSpan.FromSeconds(25) }, told: false);
        stage.Crash();
        stage.Sweep();
        stage.Pass(TimeSpan.FromSeconds(1));
        Assert.Equal(nameof(Closed), stage.Log()[^1]);
        Assert.Empty(await stage.Store.Deadlines.Reviews(10));
    }

    [Fact]
    public void An_agent_who_was_online_when_the_process_died_has_dropped_when_it_comes_up_again()
    {
        var stage = new DeadlineStage(Silence with
        {
            DisconnectNotifyAfter = TimeSpan.FromSeconds(10),
            DisconnectTransferAfter = TimeSpan.FromSeconds(20),
        });
        stage.Write();
        stage.Crash();
        stage.Pass(TimeSpan.FromMinutes(1));
        stage.Sweep();
        var startedAt = stage.Now;
        stage.Pass(TimeSpan.FromSeconds(30));
        Assert.Equal(["agentDisconnected", "Unassigned", "Queued"], stage.Log().TakeLast(3));
        Assert.InRange(
            stage.Events().OfType<Unassigned>().Single().At, startedAt.AddSeconds(20), startedAt.AddSeconds(21));
    }

    [Fact]
    public void An_agent_who_is_back_soon_after_a_crash_wakes_none_of_its_conversations()
    {
        var stage = new DeadlineStage(LiveChatRules.Default);
        stage.Write();
        stage.Crash();
        var woken = 0;
        stage.Engine.OnTell = it =>
        {
            if (it.Message is AgentPresenceTold) woken++;
            return Fate.Deliver;
        };
        stage.Online(DeadlineStage.Ana);
        stage.PassOnline(TimeSpan.FromSeconds(60));
        Assert.Equal(0, woken);
    }

    [Fact]
    public void A_drop_before_the_crash_counts_from_the_drop()
    {
        var stage = new DeadlineStage(Silence with { DisconnectTransferAfter = TimeSpan.FromSeconds(60) });
        stage.Write();
        stage.Drop(DeadlineStage.Ana);
        var droppedAt = stage.Now;
        stage.Pass(TimeSpan.FromSeconds(30));
        stage.Crash();
        stage.Sweep();
        stage.Pass(TimeSpan.FromSeconds(40));
        Assert.InRange(
            stage.Events().OfType<Unassigned>().Single().At, droppedAt.AddSeconds(60), droppedAt.AddSeconds(61));
    }

    [Fact]
    public void An_agent_who_is_back_before_the_time_keeps_the_conversation_though_nobody_was_told()
    {
        var stage = new DeadlineStage(Silence with { DisconnectTransferAfter = TimeSpan.FromSeconds(10) });
        stage.Write();
        stage.Drop(DeadlineStage.Ana);
        stage.Pass(TimeSpan.FromSeconds(9));
        stage.Engine.OnTell = it => it.Message is AgentPresenceTold ? Fate.Drop : Fate.Deliver;
        stage.Online(DeadlineStage.Ana);
        stage.PassOnline(TimeSpan.FromSeconds(30));
        Assert.DoesNotContain(nameof(Unassigned), stage.Log());
    }

    [Fact]
    public void Automatic_transfer_waits_for_another_agent_and_never_takes_the_same_one()
    {
        var stage = new DeadlineStage(Silence with { AutoTransferAfter = TimeSpan.FromSeconds(30) });
        stage.Write();
        stage.PassOnline(TimeSpan.FromMinutes(5));
        Assert.DoesNotContain(nameof(Transferred), stage.Log());
        stage.Online(DeadlineStage.Ben);
        stage.Pass(TimeSpan.Zero);
        Assert.Equal(DeadlineStage.Ben, stage.Head().Agent);
        Assert.Equal(["transferred", "Transferred", "Assigned"], stage.Log().TakeLast(3));
    }

    [Fact]
    public void Automatic_transfer_goes_on_after_a_crash_of_the_queue_that_knew_the_wish()
    {
        var stage = new DeadlineStage(Silence with { AutoTransferAfter = TimeSpan.FromSeconds(30) });
        stage.Write();
        stage.PassOnline(TimeSpan.FromSeconds(32));
        stage.Engine.Crash(ActorId.Of(stage.Head().Tenant, stage.Head().Queue!.Value));
        stage.Online(DeadlineStage.Ben);
        stage.PassOnline(TimeSpan.FromSeconds(6));
        Assert.Equal(DeadlineStage.Ben, stage.Head().Agent);
    }

    private static DeadlineStage Answered()
    {
        var stage = new DeadlineStage(Silence);
        stage.Write();
        stage.Answer(DeadlineStage.Ana);
        return stage;
    }
}
