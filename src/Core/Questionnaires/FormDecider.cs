using LiveChat.Core.Conversations;
using LiveChat.Core.Primitives;
using LiveChat.Core.Rules;

namespace LiveChat.Core.Questionnaires;

/// <summary>
/// The questionnaire of agents (R4.14): drafts, handing in, cancelling, and what it means for a close.
/// </summary>
internal static class FormDecider
{
    /// <summary>
    /// The whole sheet, as a draft or to hand in; only what has changed is recorded. Handing in ends the wrap-up.
    /// </summary>
    public static Decision<ConversationEvent> Fill(Conversation state, FillForm it)
    {
        if (MayFill(state, it.Ordinal, it.Caller, it.Questionnaire) is var refusal and not Rejection.None)
            return refusal;
        var isLate = state.State == ConversationState.WrapUp;
        if (it.Complete && !isLate && !it.Rules.CompleteDuring) return Rejection.QuestionnaireNotAllowed;
        var events = Opening(state, it.At, it.Caller.By, it.Questionnaire, out var form);
        foreach (var (question, answer) in it.Answers.Answers)
        {
            if (!form.Answers.Answers.TryGetValue(question, out var known) || known != answer)
                events.Add(Answered(it, form, question, answer));
        }

        foreach (var question in form.Answers.Answers.Keys.Except(it.Answers.Answers.Keys))
            events.Add(Answered(it, form, question, Answer.Skipped));
        if (it.Complete) End(state, it.At, it.Caller.By, form, QuestionnaireOutcome.Completed, events);
        // A first draft that says nothing leaves nothing behind.
        return events is [QuestionnaireOpened] ? Grounds.Nothing : Grounds.Of([.. events]);
    }

    public static Decision<ConversationEvent> Cancel(Conversation state, CancelForm it)
    {
        if (MayFill(state, it.Ordinal, it.Caller, it.Questionnaire) is var refusal and not Rejection.None)
            return refusal;
        if (!it.Rules.MayCancel && !it.Caller.MaySupervise) return Rejection.QuestionnaireNotAllowed;
        var events = Opening(state, it.At, it.Caller.By, it.Questionnaire, out var form);
        End(state, it.At, it.Caller.By, form, QuestionnaireOutcome.Cancelled, events);
        return Grounds.Of([.. events]);
    }

    /// <summary>Whether the agents of the conversation still owe the questionnaire.</summary>
    public static bool IsOwed(Conversation state, AgentQuestionnaireRules? rules) =>
        rules?.Questionnaire is { } questionnaire
        && !(state.Form is { Outcome: not null } form && form.Questionnaire == questionnaire);

    /// <summary>The slot is held for it, where its agent closes what it owes it for.</summary>
    public static TimeSpan HoldFor(Conversation state, AgentQuestionnaireRules? rules) =>
        IsOwed(state, rules) ? rules!.HoldMax : TimeSpan.Zero;

    /// <summary>Whether the caller must answer it first; who supervises need not.</summary>
    public static bool Bars(Conversation state, Caller caller, AgentQuestionnaireRules? rules) =>
        !caller.MaySupervise && IsOwed(state, rules) && !rules!.MayCloseUnanswered;

    /// <summary>With a close that its agent owes it for it begins, unless a draft has begun it.</summary>
    public static QuestionnaireOpened? AtClose(
        Conversation state, DateTimeOffset at, CloseReason reason, AgentQuestionnaireRules? rules) =>
        reason == CloseReason.Agent && IsOwed(state, rules) && !IsFormOf(state, rules!.Questionnaire!.Value)
            ? new QuestionnaireOpened(at, By.System, rules.Questionnaire.Value)
            : null;

    private static Rejection MayFill(
        Conversation state, int ordinal, Caller caller, QuestionnaireId questionnaire)
    {
        if (Grounds.PresentOrInWrapUp(state, ordinal) is var refusal and not Rejection.None) return refusal;
        var isServed = state.State
            is ConversationState.Assigned or ConversationState.Held or ConversationState.WrapUp;
        if (!isServed || !Grounds.MayActOn(state, caller)) return Rejection.NotAssignedToYou;
        return IsFormOf(state, questionnaire) && state.Form!.Outcome is not null
            ? Rejection.QuestionnaireOver
            : Rejection.None;
    }

    private static bool IsFormOf(Conversation state, QuestionnaireId questionnaire) =>
        state.Form is { } form && form.Questionnaire == questionnaire;

    /// <summary>The form under way, or the event that begins it, and the form as it is then.</summary>
    private static List<ConversationEvent> Opening(
        Conversation state, DateTimeOffset at, By by, QuestionnaireId questionnaire, out AgentForm form)
    {
        if (IsFormOf(state, questionnaire))
        {
            form = state.Form!;
            return [];
        }

        form = new AgentForm(questionnaire, state.Version + 1, AnswerSheet.Empty);
        return [new QuestionnaireOpened(at, by, questionnaire)];
    }

    private static void End(
        Conversation state, DateTimeOffset at, By by, AgentForm form, QuestionnaireOutcome outcome,
        List<ConversationEvent> events)
    {
        events.Add(new QuestionnaireEnded(
            at, by, form.Questionnaire, QuestionnairePurpose.Agent, form.Run, outcome));
        if (state.State == ConversationState.WrapUp) events.Add(EndingDecider.AfterWrapUp(state, at, by));
    }

    private static QuestionnaireAnswered Answered(FillForm it, AgentForm form, string question, Answer answer) => new(
        it.At, it.Caller.By, form.Questionnaire, form.Run, question, answer.Option, answer.Score, answer.Text);
}
