using LiveChat.Core.Agents;
using LiveChat.Core.Contacts;
using LiveChat.Core.Conversations;
using LiveChat.Core.Deadlines;
using LiveChat.Core.Primitives;
using LiveChat.Core.Questionnaires;
using LiveChat.Core.Rules;
using LiveChat.Core.Tests.Questionnaires;
using static LiveChat.Core.Tests.Conversations.Sample;

namespace LiveChat.Core.Tests.Conversations;

/// <summary>What holds whatever is commanded, in seeded random histories of one thread.</summary>
public sealed class ConversationLaws
{
    private const int Histories = 1_500;
    private const int CommandsPerHistory = 60;

    [Fact]
    public void A_command_repeated_at_once_changes_nothing_or_is_rejected() => ForEachDecision(step =>
    {
        // Two messages of an agent or a contact are two, whatever they say; their edges tell repetitions apart.
        if (step.Command is ReceiveMessage or SendMessage or AddNote or AskHelp) return;
        var again = ConversationDecider.Decide(step.After, step.Command);
        Assert.True(again.IsRejected || again.Events.IsEmpty, $"{step.Command} gave {string.Join(", ", again.Events)}");
    });

    [Fact]
    public void Replaying_the_log_gives_the_state_that_was_held() => ForEachDecision(step => Assert.Equal(
        step.After, ConversationFold.Evolve(Conversation.Empty with { Thread = Sample.Thread }, step.Log)));

    [Fact]
    public void The_version_counts_the_events() =>
        ForEachDecision(step => Assert.Equal(step.Log.Count, step.After.Version));

    [Fact]
    public void A_rejected_command_has_no_events() =>
        ForEachDecision(step => Assert.True(!step.Decision.IsRejected || step.Decision.Events.IsEmpty));

    [Fact]
    public void An_agent_is_set_only_while_it_fills_a_slot_or_keeps_it_or_ended_it() => ForEachDecision(step =>
    {
        var state = step.After;
        Assert.True(state.Agent is null || state.FillsSlot
            || state.State is ConversationState.Held or ConversationState.Parked or ConversationState.Closed);
        Assert.True(!state.FillsSlot || state.Agent is not null && state.Token is not null && state.Queue is not null);
        Assert.True(state.Token is null || state.FillsSlot);
    });

    [Fact]
    public void The_time_of_first_entry_never_moves_within_a_session() => ForEachDecision(step =>
    {
        // What was parked enters anew when the contact writes again.
        if (step.Before.Ordinal != step.After.Ordinal || step.Before.State == ConversationState.Parked) return;
        Assert.Equal(step.Before.QueuedAt, step.After.QueuedAt);
    });

    [Fact]
    public void Who_was_admitted_stays_admitted_until_the_session_ends() => ForEachDecision(step =>
        Assert.True(
            !step.Before.Admitted || step.After.Admitted || step.After.Ordinal > step.Before.Ordinal
            || step.Before.State == ConversationState.Parked));

    [Fact]
    public void Only_what_waits_prefers_an_agent_and_only_offers_and_wrap_ups_end() => ForEachDecision(step =>
    {
        var state = step.After;
        Assert.True(state.Preferred is null || state.State == ConversationState.Waiting);
        Assert.Equal(
            state.State is ConversationState.Offered or ConversationState.WrapUp, state.ExpiresAt is not null);
    });

    [Fact]
    public void Whoever_was_only_offered_it_is_no_former_agent() => ForEachDecision(step => Assert.True(
        step.After.PreviousAgent is not { } former
        || step.Log.Any(it => it is Assigned assigned && assigned.Agent == former)));

    [Fact]
    public void The_state_version_moves_exactly_with_state_queue_and_agent() => ForEachDecision(step =>
    {
        var (before, after) = (step.Before, step.After);
        var moved = (before.State, before.Queue, before.Agent, before.Token, before.Ordinal)
            != (after.State, after.Queue, after.Agent, after.Token, after.Ordinal);
        Assert.Equal(moved, before.StateVersion != after.StateVersion);
    });

    [Fact]
    public void What_waits_for_an_answer_is_what_was_asked_last_and_a_waiting_questionnaire_ends_with_the_wait() =>
        ForEachDecision(step =>
        {
            var state = step.After;
            if (state.Asked is not { } asked) return;
            var last = step.Log.OfType<QuestionnaireSent>().Last();
            Assert.Equal((last.Questionnaire, last.Question), (asked.Questionnaire, asked.Question));
            Assert.True(asked.Purpose != QuestionnairePurpose.Waiting
                || state.State is ConversationState.Waiting or ConversationState.Offered);
        });

    [Fact]
    public void A_form_has_the_answers_that_were_given_last() => ForEachDecision(step =>
    {
        if (step.Command is FillForm it && !step.Decision.IsRejected && step.After.Form is not null)
            Assert.Equal(it.Answers, step.After.Form.Answers);
    });

    [Fact]
    public void A_wait_has_a_beginning_exactly_while_it_lasts() => ForEachDecision(step => Assert.Equal(
        step.After.State is ConversationState.Waiting or ConversationState.Offered,
        step.After.WaitingSince is not null));

    [Fact]
    public void Histories_reach_every_command_with_and_without_effect()
    {
        var seen = new HashSet<(string, bool)>();
        ForEachDecision(step => seen.Add((step.Command.GetType().Name, step.Decision.Events.IsEmpty)));
        var kinds = typeof(ConversationCommand).Assembly.GetTypes()
            .Where(it => it.IsSubclassOf(typeof(ConversationCommand))).Select(it => it.Name);
        Assert.All(kinds, kind => Assert.Contains((kind, false), seen));
        Assert.All(kinds.Except([nameof(ReceiveMessage)]), kind => Assert.Contains((kind, true), seen));
    }

    private static void ForEachDecision(Action<Step> holds)
    {
        for (var seed = 0; seed < Histories; seed++)
        {
            var random = new Random(seed);
            var state = Conversation.Empty with { Thread = Sample.Thread };
            var log = new List<ConversationEvent>();
            for (var second = 0; second < CommandsPerHistory; second++)
            {
                var command = Any(random, state, second);
                var decision = ConversationDecider.Decide(state, command);
                var after = ConversationFold.Evolve(state, decision.Events);
                log.AddRange(decision.Events);
                holds(new Step(state, command, decision, after, log));
                state = after;
            }
        }
    }

    /// <summary>Mostly sensible commands; ordinals, versions and callers are sometimes those of another time.</summary>
    private static ConversationCommand Any(Random random, Conversation state, int second)
    {
        var ordinal = random.Next(8) == 0 ? random.Next(-1, 4) : state.Ordinal;
        var seen = random.Next(5) == 0 ? random.NextInt64(state.Version + 1) : state.StateVersion;
        var queue = random.Next(4) > 0 && state.Queue is { } present ? present : random.Next(2) == 0 ? Sales : Support;
        var (agent, token) = (random.Next(2) == 0 ? Ana : Ben, random.Next(2) == 0 ? One : Two);
        var caller = random.Next(3) switch { 0 => ByAna, 1 => ByBen, _ => BySupervisor };
        var at = At(second);
        return random.Next(29) switch
        {
            0 or 28 => Mo(AnyText(random, second), second) with
            {
                Wish = AnyWish(random),
                Questionnaires = Forms.Terms,
            },
            25 => new SendQuestionnaire(
                at, ordinal, caller, Forms.Contact, "es", TimeSpan.FromSeconds(5), random.Next(2) == 0),
            26 => new FillForm(
                at, ordinal, caller, Forms.FormId, AnySheet(random), random.Next(4) == 0, AnyFormRules(random)),
            27 => new CancelForm(at, ordinal, caller, Forms.FormId, AnyFormRules(random)),
            20 => new SetLabels(at, ordinal, caller, random.Next(2) == 0 ? Vip : default),
            21 => new MarkImportant(at, ordinal, caller, random.Next(2) == 0),
            22 => new AskHelp(at, ordinal, caller, null),
            23 => new BlockContact(at, ordinal, caller),
            24 => new UnblockContact(at, ordinal, caller),
            1 => new Admit(at, ordinal, queue, seen),
            2 => new RefuseEntry(
                at, ordinal, queue, seen, CloseReason.NoAgent, "noAgent", random.Next(2) == 0 ? "" : "No."),
            3 => new Assign(
                at, ordinal, agent, queue, token, seen, random.Next(2) == 0 ? null : TimeSpan.FromSeconds(2)),
            18 => new AcceptOffer(at, ordinal, caller),
            13 => new DeclineOffer(at, ordinal, caller),
            14 => new Take(at, ordinal, caller, agent, token, seen, null),
            15 => new Hold(at, ordinal, caller),
            16 => new Resume(at, ordinal, caller, token),
            17 => new EndWrapUp(at, ordinal, random.Next(2) == 0 ? null : caller, AnyFormRules(random)),
            4 => new SendMessage(at, ordinal, caller, "hello"),
            5 => new AddNote(at, ordinal, caller, "vip"),
            6 => new Close(at, ordinal, caller, AnyTerms(random, second).Rules, Form: AnyFormRules(random)),
            7 => new TransferToAgent(at, ordinal, caller, agent, token, seen, null),
            8 => new TransferToQueue(at, ordinal, caller, queue == Sales ? Support : Sales, seen, null),
            10 => new FireDeadline(
                at, ordinal, AnyKind(random), AnyTerms(random, second), random.Next(2) == 0 ? "" : "?"),
            11 => new MoveToOtherAgent(at, ordinal, agent, queue, token, seen, AnyTerms(random, second), "Someone."),
            12 => new SendAway(at, ordinal, queue, seen, random.Next(2) == 0 ? "" : "Bye."),
            9 => new LoseAgent(at, ordinal, agent, QueuedReason.AgentDeleted),
            _ => new ChangePriority(at, ordinal, caller, random.Next(10)),
        };
    }

    private static ContactWish AnyWish(Random random) => random.Next(8) switch
    {
        0 => new ContactWish(Consent.OptOut, null),
        1 or 2 => new ContactWish(Consent.OptIn, null),
        3 => new ContactWish(Consent.Unsaid, "fr"),
        _ => default,
    };

    private static string AnyText(Random random, int second) => random.Next(3) switch
    {
        0 => $"{random.Next(1, 6)}",
        1 => "-",
        _ => $"text {second}",
    };

    private static AnswerSheet AnySheet(Random random) => random.Next(3) switch
    {
        0 => AnswerSheet.Empty,
        1 => Forms.Sheet(("solved", Answer.Of("yes"))),
        _ => Forms.Sheet(("solved", Answer.Of("no")), ("about", Answer.OfText("x"))),
    };

    private static AgentQuestionnaireRules AnyFormRules(Random random) => Forms.FormRules with
    {
        CompleteDuring = random.Next(2) == 0,
        MayCancel = random.Next(2) == 0,
        MayCloseUnanswered = random.Next(2) == 0,
        HoldMax = TimeSpan.FromSeconds(random.Next(3)),
    };

    private static DeadlineKind AnyKind(Random random)
    {
        var kinds = Enum.GetValues<DeadlineKind>();
        return kinds[random.Next(kinds.Length)];
    }

    private static DeadlineTerms AnyTerms(Random random, int second)
    {
        TimeSpan Some(int secondsMax) => TimeSpan.FromSeconds(random.Next(secondsMax));
        var rules = new LiveChatRules
        {
            InactivityTimeout = Some(6),
            InactivityWarning = Some(3),
            ReminderAfter = Some(3),
            ReengagementAfter = Some(3),
            AutoTransferAfter = Some(4),
            DisconnectNotifyAfter = Some(3),
            DisconnectTransferAfter = Some(6),
            WrapUpMax = Some(3),
            StayOpen = random.Next(2) == 0,
            WaitingQuestionnaireAfter = Some(3),
        };
        var presence = new AgentPresence(
            random.Next(2) == 0 ? Ana : Ben, BuiltInStatus.Available, random.Next(2) == 0 ? null : At(second - 4));
        return new DeadlineTerms(rules) { Presence = presence, WaitingQuestionnaire = Forms.Waiting };
    }

    private sealed record Step(
        Conversation Before, ConversationCommand Command, Decision<ConversationEvent> Decision, Conversation After,
        IReadOnlyList<ConversationEvent> Log);
}
