using LiveChat.Core.Contacts;
using LiveChat.Core.Conversations;
using LiveChat.Core.Primitives;

namespace LiveChat.Core.Questionnaires;

/// <summary>
/// Questionnaires of contacts: what is asked, and what a message that answers leads to (R4.8, R4.14).
/// </summary>
internal static class QuestionnaireDecider
{
    /// <summary>
    /// What follows from a message that answers the question the contact was asked last; null: it is no answer. What
    /// asks for something itself (no more messages, another language) never is.
    /// </summary>
    public static IReadOnlyList<ConversationEvent>? Receive(
        Conversation state, ReceiveMessage it, MessageReceived received)
    {
        if (state.Asked is not { } asked || state.IsSilenced || IsWish(state, it.Wish) || asked.Until < it.At)
            return null;
        received = received with { Answers = true };
        if (asked.LeavesMessage)
        {
            if (string.IsNullOrWhiteSpace(it.Text) && it.Attachments.IsDefaultOrEmpty) return null;
            return [received, new Closed(it.At, By.Contact, CloseReason.MessageLeft)];
        }

        var terms = it.Questionnaires ?? QuestionnaireTerms.None;
        if (terms.Catalogue.Find(asked.Questionnaire) is not { } questionnaire) return null;
        if (questionnaire.Find(asked.Question) is not { } question) return null;
        if (AnswerMatch.Of(question, asked.Choices, it.Text) is { } answer)
            return [received, .. Take(state, it.At, asked, terms, questionnaire, question, answer)];
        return asked is { Purpose: QuestionnairePurpose.Waiting, Attempt: 1 }
            ? [received, Again(state, it.At, asked, question, terms)]
            : null;
    }

    /// <summary>Sent by a person, to the contact of a conversation that is with an agent, once in it.</summary>
    public static Decision<ConversationEvent> Send(Conversation state, SendQuestionnaire it)
    {
        if (Grounds.PresentOrInWrapUp(state, it.Ordinal) is var refusal and not Rejection.None) return refusal;
        var isServed = state.State
            is ConversationState.Assigned or ConversationState.Held or ConversationState.WrapUp;
        if (!isServed || !Grounds.MayActOn(state, it.Caller)) return Rejection.NotAssignedToYou;
        if (!it.AgentsMaySend && !it.Caller.MaySupervise) return Rejection.QuestionnaireNotAllowed;
        if (state.OptedOut) return Rejection.ContactOptedOut;
        if (state.ContactAsked) return Rejection.QuestionnaireAlreadySent;
        return Grounds.Of(
            Begin(state.Language, it.At, it.Caller.By, it.Questionnaire, it.FallbackLanguage, it.At + it.AnswerWithin));
    }

    /// <summary>The first question.</summary>
    public static QuestionnaireSent Begin(
        string? language, DateTimeOffset at, By by, Questionnaire questionnaire, string? fallbackLanguage,
        DateTimeOffset? until)
    {
        var first = questionnaire.Questions[0];
        return new QuestionnaireSent(
            at, by, questionnaire.Id, questionnaire.Purpose, first.Key,
            QuestionText.Of(first, language, fallbackLanguage), Run: null, QuestionText.ChoicesOf(first), Until: until);
    }

    private static IEnumerable<ConversationEvent> Take(
        Conversation state, DateTimeOffset at, Asking asked, QuestionnaireTerms terms, Questionnaire questionnaire,
        Question question, Answer answer)
    {
        var steering = asked.Purpose == QuestionnairePurpose.Waiting && answer.Option is { } option
            ? question.FindOption(option)?.Steering
            : null;
        // Where the way to another queue is closed, the contact keeps its place.
        if (steering?.Kind == SteeringKind.Transfer && !CanMove(state, terms, steering.Queue!.Value))
            steering = new Steering(SteeringKind.Stay);
        yield return new QuestionnaireAnswered(
            at, By.Contact, asked.Questionnaire, asked.Run, question.Key, answer.Option, answer.Score, answer.Text,
            steering?.Kind);
        var goesOn = steering is null or { Kind: SteeringKind.Stay } or { Kind: SteeringKind.CallBack, Closes: false };
        if (goesOn && questionnaire.After(question.Key) is { } next)
        {
            DateTimeOffset? until = asked.Until is null ? null : at + terms.AnswerWithin;
            yield return new QuestionnaireSent(
                at, By.System, asked.Questionnaire, asked.Purpose, next.Key,
                QuestionText.Of(next, state.Language, terms.FallbackLanguage), asked.Run,
                QuestionText.ChoicesOf(next), Until: until);
            yield break;
        }

        yield return new QuestionnaireEnded(
            at, By.Contact, asked.Questionnaire, asked.Purpose, asked.Run, QuestionnaireOutcome.Completed);
        if (steering is { Kind: SteeringKind.CallBack, Closes: true })
        {
            yield return new Closed(at, By.Contact, CloseReason.CallBackRequested);
        }
        else if (steering is { Kind: SteeringKind.Transfer, Queue: { } queue })
        {
            // Who has waited is not turned away: it keeps its time, and needs no place anew.
            yield return new Transferred(at, By.Contact, null, null, queue, null, TransferReason.Questionnaire);
            yield return Grounds.Return(state, at, By.Contact, queue, excluded: null, QueuedReason.Questionnaire);
        }
    }

    private static QuestionnaireSent Again(
        Conversation state, DateTimeOffset at, Asking asked, Question question, QuestionnaireTerms terms)
    {
        var text = QuestionText.Of(question, state.Language, terms.FallbackLanguage);
        return new QuestionnaireSent(
            at, By.System, asked.Questionnaire, asked.Purpose, question.Key,
            terms.RepeatText.Length == 0 ? text : $"{terms.RepeatText}\n{text}", asked.Run,
            QuestionText.ChoicesOf(question), asked.Attempt + 1, asked.Until);
    }

    private static bool CanMove(Conversation state, QuestionnaireTerms terms, QueueId queue) =>
        state.Queue != queue && terms.OpenQueues.Contains(queue);

    private static bool IsWish(Conversation state, ContactWish wish) =>
        wish.Consent == Consent.OptOut || (wish.Language is { } language && language != state.Language);
}
