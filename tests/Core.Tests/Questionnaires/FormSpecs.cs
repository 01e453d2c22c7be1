using LiveChat.Core.Conversations;
using LiveChat.Core.Primitives;
using LiveChat.Core.Questionnaires;
using LiveChat.Core.Rules;
using static LiveChat.Core.Tests.Conversations.Sample;
using static LiveChat.Core.Tests.Conversations.Scenario;
using static LiveChat.Core.Tests.Questionnaires.Forms;

namespace LiveChat.Core.Tests.Questionnaires;

/// <summary>R4.14: what agents fill in, and what it does to the end of their conversations.</summary>
public sealed class FormSpecs
{
    private static readonly QuestionnaireOpened Begun = new(At(20), ByAna.By, FormId);

    /// <summary>Versions 1–8; the form is of version 7.</summary>
    private static ConversationEvent[] Drafted =>
        [.. Answered, Begun, new QuestionnaireAnswered(At(20), ByAna.By, FormId, 7, "solved", "yes")];

    private static ConversationEvent[] Completed => [.. Drafted, Ended(20, QuestionnaireOutcome.Completed, 7)];

    [Fact]
    public void A_draft_records_what_has_changed_since_the_last()
    {
        Given(Answered).When(Fill(Sheet(("solved", Answer.Of("yes"))))).Then(Drafted[^2..]);
        Given(Drafted).When(Fill(Sheet(("solved", Answer.Of("yes"))))).ThenNothing();
        Given(Drafted).When(Fill(Sheet(("solved", Answer.Of("no")), ("about", Answer.OfText("x"))))).Then(
            new QuestionnaireAnswered(At(20), ByAna.By, FormId, 7, "about", Text: "x"),
            new QuestionnaireAnswered(At(20), ByAna.By, FormId, 7, "solved", "no"));
        var takenBack = Given(Drafted).When(Fill(AnswerSheet.Empty));
        takenBack.Then(new QuestionnaireAnswered(At(20), ByAna.By, FormId, 7, "solved"));
        Assert.Equal(AnswerSheet.Empty, takenBack.State().Form!.Answers);
        Given(Answered).When(Fill(AnswerSheet.Empty)).ThenNothing();
    }

    [Fact]
    public void It_is_completed_during_the_conversation_where_that_is_allowed()
    {
        var yes = Sheet(("solved", Answer.Of("yes")));
        Given(Drafted).When(Fill(yes, complete: true)).Then(Ended(20, QuestionnaireOutcome.Completed, 7));
        Given(Drafted).When(Fill(yes, complete: true) with { Rules = FormRules with { CompleteDuring = false } })
            .ThenRejected(Rejection.QuestionnaireNotAllowed);
        Given(Completed).When(Fill(yes)).ThenRejected(Rejection.QuestionnaireOver);
        Given(Completed).When(Cancel(ByAna)).ThenRejected(Rejection.QuestionnaireOver);
    }

    [Fact]
    public void Only_who_has_the_conversation_or_supervises_fills_it_in()
    {
        var sheet = Sheet(("solved", Answer.Of("yes")));
        Given(Answered).When(Fill(sheet) with { Caller = ByBen }).ThenRejected(Rejection.NotAssignedToYou);
        Given(Conversations.Sample.Waiting).When(Fill(sheet) with { Caller = BySupervisor })
            .ThenRejected(Rejection.NotAssignedToYou);
        Given(ClosedByAna).When(Fill(sheet)).ThenRejected(Rejection.ConversationClosed);
        Assert.Equal(2, Given(Answered).When(Fill(sheet) with { Caller = BySupervisor }).Events.Length);
    }

    [Fact]
    public void It_is_cancelled_where_that_is_allowed()
    {
        Given(Drafted).When(Cancel(ByAna)).Then(Ended(20, QuestionnaireOutcome.Cancelled, 7));
        Given(Answered).When(Cancel(ByAna)).Then(Begun, Ended(20, QuestionnaireOutcome.Cancelled, 7));
        var strict = FormRules with { MayCancel = false };
        Given(Drafted).When(Cancel(ByAna) with { Rules = strict }).ThenRejected(Rejection.QuestionnaireNotAllowed);
        Assert.Single(Given(Drafted).When(Cancel(BySupervisor) with { Rules = strict }).Events);
    }

    [Fact]
    public void It_holds_the_slot_of_what_its_agent_closed_for_at_most_so_long()
    {
        var closes = Given(Answered).When(CloseBy(ByAna));
        closes.Then(
            new QuestionnaireOpened(At(30), By.System, FormId),
            new WrapUpBegan(At(30), ByAna.By, CloseReason.Agent, At(90), Parks: false));
        Given(Drafted).When(CloseBy(ByAna)).Then(
            new WrapUpBegan(At(30), ByAna.By, CloseReason.Agent, At(90), Parks: false));
        Given(Answered).When(CloseBy(ByAna) with { Rules = new LiveChatRules { WrapUpMax = TimeSpan.FromHours(1) } })
            .Then(
                new QuestionnaireOpened(At(30), By.System, FormId),
                new WrapUpBegan(At(30), ByAna.By, CloseReason.Agent, At(3_630), Parks: false));
        Given(Completed).When(CloseBy(ByAna)).Then(new Closed(At(30), ByAna.By, CloseReason.Agent));
    }

    [Fact]
    public void A_supervisor_closes_at_once_and_owes_nothing() => Given(Answered)
        .When(CloseBy(BySupervisor) with { Form = FormRules with { MayCloseUnanswered = false } })
        .Then(new Closed(At(30), BySupervisor.By, CloseReason.Supervisor));

    [Fact]
    public void Without_a_hold_it_must_be_answered_before_the_close_unless_it_may_be_left()
    {
        var strict = FormRules with { HoldMax = TimeSpan.Zero, MayCloseUnanswered = false };
        Given(Answered).When(CloseBy(ByAna) with { Form = strict }).ThenRejected(Rejection.QuestionnaireRequired);
        Given(Completed).When(CloseBy(ByAna) with { Form = strict })
            .Then(new Closed(At(30), ByAna.By, CloseReason.Agent));
        Given(Answered).When(CloseBy(ByAna) with { Form = strict with { MayCloseUnanswered = true } }).Then(
            new QuestionnaireOpened(At(30), By.System, FormId), new Closed(At(30), ByAna.By, CloseReason.Agent));
    }

    [Fact]
    public void Handing_it_in_or_cancelling_it_ends_the_wrap_up()
    {
        ConversationEvent[] wrapUp =
            [.. WrappedUpByAna[..5], new QuestionnaireOpened(At(9), By.System, FormId), WrappedUpByAna[^1]];
        var yes = Sheet(("solved", Answer.Of("yes")));
        Given(wrapUp).When(Fill(yes, complete: true) with { Rules = FormRules with { CompleteDuring = false } }).Then(
            new QuestionnaireAnswered(At(20), ByAna.By, FormId, 6, "solved", "yes"),
            Ended(20, QuestionnaireOutcome.Completed, 6), new Closed(At(20), ByAna.By, CloseReason.Agent));
        Given(wrapUp).When(Cancel(ByAna)).Then(
            Ended(20, QuestionnaireOutcome.Cancelled, 6), new Closed(At(20), ByAna.By, CloseReason.Agent));
        Assert.Single(Given(wrapUp).When(Fill(yes)).Events);
    }

    [Fact]
    public void The_agent_ends_the_wrap_up_unanswered_only_where_it_may_and_time_always_does()
    {
        var strict = FormRules with { MayCloseUnanswered = false };
        Given(WrappedUpByAna).When(new EndWrapUp(At(20), 1, ByAna, strict))
            .ThenRejected(Rejection.QuestionnaireRequired);
        Assert.Single(Given(WrappedUpByAna).When(new EndWrapUp(At(20), 1, ByAna, FormRules)).Events);
        Assert.Single(Given(WrappedUpByAna).When(new EndWrapUp(At(20), 1, BySupervisor, strict)).Events);
        Assert.Single(Given(WrappedUpByAna).When(new EndWrapUp(At(20), 1, Caller: null, strict)).Events);
    }

    [Fact]
    public void What_comes_of_another_conversation_is_another_form()
    {
        var next = Given([.. Completed, new Closed(At(30), ByAna.By, CloseReason.Agent)]).When(Mo("otra", 40)).State();
        Assert.Null(next.Form);
    }

    private static FillForm Fill(AnswerSheet answers, bool complete = false) =>
        new(At(20), 1, ByAna, FormId, answers, complete, FormRules);

    private static CancelForm Cancel(Caller caller) => new(At(20), 1, caller, FormId, FormRules);

    private static Close CloseBy(Caller caller) => new(At(30), 1, caller, Form: FormRules);

    private static QuestionnaireEnded Ended(int second, QuestionnaireOutcome outcome, long run) =>
        new(At(second), ByAna.By, FormId, QuestionnairePurpose.Agent, run, outcome);
}
