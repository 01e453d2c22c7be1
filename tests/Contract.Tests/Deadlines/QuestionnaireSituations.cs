using LiveChat.Contract.Tests.Stores;
using LiveChat.Contracts.Conversations;
using LiveChat.Contracts.Deadlines;
using LiveChat.Core.Conversations;
using LiveChat.Core.Questionnaires;
using LiveChat.Core.Rules;
using LiveChat.Embedded.Deterministic;

namespace LiveChat.Contract.Tests.Deadlines;

/// <summary>Races and crashes around questions and their answers.</summary>
public sealed class QuestionnaireSituations
{
    private const string Asked = nameof(QuestionnaireSent);

    private static readonly TimeSpan Millisecond = TimeSpan.FromMilliseconds(1);
    private static readonly Question Stays = new(
        "what", QuestionKind.Choice, LocalTexts.Of("en", "What?"), Required: true,
        [
            new QuestionOption("stay", LocalTexts.Of("en", "Stay"), [], new Steering(SteeringKind.Stay)),
            new QuestionOption("leave", LocalTexts.Of("en", "Leave"), [], new Steering(SteeringKind.LeaveMessage)),
        ]);

    private static readonly Question Csat =
        new("csat", QuestionKind.Csat, LocalTexts.Of("en", "How?"), Required: true, []);

    [Fact]
    public async Task A_crash_between_the_question_and_its_message_finds_both_and_neither_comes_twice()
    {
        var stage = Waiting();
        stage.Engine.OnTell = it => it.Message is DeadlineArmed ? Fate.Drop : Fate.Deliver;
        stage.Pass(TimeSpan.FromSeconds(32));
        Assert.Equal(Asked, stage.Log()[^1]);
        var asked = stage.Head().Version;
        stage.Crash();
        stage.Engine.OnTell = null;
        stage.Sweep();
        stage.Pass(TimeSpan.FromMinutes(10));
        Assert.Single(stage.Log(), Asked);
        Assert.Equal([stage.Head().Sender], await stage.Store.Outbox.SendersWithQueued());
        var standing = await stage.Store.Outbox.Standing(stage.Head().Tenant, stage.Head().Id, 1, 1_000);
        Assert.Single(standing, it => it.Version == asked);
        Assert.Single(await stage.Store.Questionnaires.RunsOf(stage.Head().Tenant, stage.Head().Id));
        stage.Write("1");
        Assert.Equal(["MessageReceived", "QuestionnaireAnswered", "QuestionnaireEnded"], stage.Log().Where(
            it => it != "keepsPlace").TakeLast(3));
    }

    [Fact]
    public void A_question_that_fell_due_while_the_process_was_down_is_asked_once_when_it_is_up()
    {
        var stage = Waiting();
        stage.Crash();
        stage.Pass(TimeSpan.FromHours(1));
        stage.Sweep();
        stage.Pass(TimeSpan.FromSeconds(5));
        Assert.Single(stage.Log(), Asked);
    }

    [Theory]
    [InlineData(-1, false, false)]
    [InlineData(0, false, false)]
    [InlineData(1, true, false)]
    [InlineData(-1, false, true)]
    [InlineData(0, false, true)]
    [InlineData(1, true, true)]
    public void A_message_one_millisecond_before_at_and_after_the_question_is_due(
        int milliseconds, bool answers, bool crashes)
    {
        var stage = Waiting();
        stage.Pass(TimeSpan.FromSeconds(25));
        if (crashes) stage.Crash();
        stage.Pass(TimeSpan.FromSeconds(5) + (milliseconds * Millisecond));
        stage.Write("1");
        Assert.Equal(answers, stage.Log().Contains(nameof(QuestionnaireAnswered)));
        if (crashes) stage.Sweep();
        stage.Pass(TimeSpan.FromSeconds(10));
        Assert.Single(stage.Log(), Asked);
    }

    [Fact]
    public void A_questionnaire_named_while_somebody_waits_asks_at_once()
    {
        var stage = Waiting(LiveChatRules.Default with { WaitingWithNobodyOnline = 5 });
        stage.Pass(TimeSpan.FromMinutes(1));
        Assert.DoesNotContain(Asked, stage.Log());
        stage.Change(RulesOfWaiting);
        Assert.Single(stage.Log(), Asked);
    }

    [Fact]
    public async Task A_crash_right_after_a_close_that_asks_keeps_the_question_and_its_answers()
    {
        var stage = Served();
        stage.Engine.OnTell = it => it.Message is ConversationAdvanced ? Fate.Drop : Fate.Deliver;
        stage.Close(DeadlineStage.Ana);
        Assert.Equal([nameof(Closed), Asked], stage.Log().TakeLast(2));
        stage.Crash();
        stage.Engine.OnTell = null;
        stage.Sweep();
        Assert.Equal(1, stage.Write("5").Ordinal);
        stage.Crash();
        stage.Sweep();
        stage.PassOnline(TimeSpan.FromMinutes(1));
        Assert.Single(stage.Log(), Asked);
        var run = Assert.Single(await stage.Store.Questionnaires.RunsOf(stage.Head().Tenant, stage.Head().Id));
        Assert.Equal((5, QuestionnaireOutcome.Completed), (
            Assert.Single(run.Answers).Answer.Score!.Value, run.Outcome!.Value));
        Assert.Equal(2, stage.Write("5").Ordinal);
    }

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(0, 1)]
    [InlineData(1, 2)]
    public void An_answer_one_millisecond_before_at_and_after_its_time_is_over_though_the_process_died_meanwhile(
        int milliseconds, int ordinal)
    {
        var stage = Served();
        stage.Close(DeadlineStage.Ana);
        stage.Crash();
        stage.Pass(TimeSpan.FromSeconds(60) + (milliseconds * Millisecond));
        Assert.Equal(ordinal, stage.Write("5").Ordinal);
    }

    [Fact]
    public void An_inactivity_timeout_asks_too()
    {
        var stage = Served(LiveChatRules.Default with { InactivityTimeout = TimeSpan.FromSeconds(20) });
        stage.Answer(DeadlineStage.Ana);
        stage.PassOnline(TimeSpan.FromSeconds(25));
        Assert.Equal(["inactivityClosed", nameof(Closed), Asked], stage.Log().TakeLast(3));
        Assert.Equal(1, stage.Write("5").Ordinal);
    }

    private static LiveChatRules RulesOfWaiting => LiveChatRules.Default with
    {
        WaitingWithNobodyOnline = 5,
        WaitingQuestionnaireAfter = TimeSpan.FromSeconds(30),
        WaitingQuestionnaireId = Some.Questionnaire(),
    };

    private static DeadlineStage Waiting(LiveChatRules? rules = null)
    {
        var stage = new DeadlineStage(rules ?? RulesOfWaiting)
        {
            Questionnaires = new QuestionnaireCatalogue
            {
                Questionnaires =
                [
                    new Questionnaire(Some.Questionnaire(), "waiting", QuestionnairePurpose.Waiting, [Stays]),
                ],
            },
        };
        stage.Drop(DeadlineStage.Ana);
        stage.Pass(TimeSpan.FromMinutes(1));
        stage.Write();
        return stage;
    }

    private static DeadlineStage Served(LiveChatRules? rules = null)
    {
        var stage = new DeadlineStage(rules ?? LiveChatRules.Default)
        {
            Questionnaires = new QuestionnaireCatalogue
            {
                Questionnaires =
                [
                    new Questionnaire(Some.Questionnaire(), "contact", QuestionnairePurpose.Contact, [Csat]),
                ],
            },
            QuestionnaireRules = new QuestionnaireRules
            {
                Contact = new ContactQuestionnaireRules
                {
                    Questionnaire = Some.Questionnaire(),
                    SendAtClose = true,
                    AnswerWithin = TimeSpan.FromSeconds(60),
                },
            },
        };
        stage.Write();
        return stage;
    }
}
