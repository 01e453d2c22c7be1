using System.Collections.Immutable;
using System.Globalization;
using LiveChat.Core.Conversations;
using LiveChat.Core.Primitives;
using LiveChat.Core.Questionnaires;

namespace LiveChat.Core.Phrases;

/// <summary>
/// What the contact is told of what happened, in the same commit as that which happened:
/// <c>greeting</c> at the opening of a conversation that is not refused at once, <c>waiting</c> at its admission,
/// <c>transferred</c> and <c>assigned</c> once it is with its new queue or agent, <c>closed</c> before a person closes
/// it or begins its wrap-up, <c>languageSwitched</c> in the new language, and what an answer to a questionnaire leads
/// to; the contact questionnaire goes out behind the end of a live chat that served the contact. Phrases that belong to
/// a decision of the system's own (a refusal, a deadline) are that decision's events. Who has opted out or is blocked
/// is told nothing but, once, <c>optedOut</c>.
/// </summary>
public static class Announcer
{
    /// <summary>Whether any of the events may lead to a phrase: most commits tell nothing.</summary>
    public static bool Concerns(ImmutableArray<ConversationEvent> events)
    {
        foreach (var happened in events)
        {
            if (happened is Opened or Admitted or Assigned or Transferred or Closed or WrapUpBegan
                or PhraseSent or LanguageSwitched or OptedOut or Parked or QuestionnaireAnswered) return true;
        }

        return false;
    }

    /// <summary>
    /// The events with their phrases; a phrase whose text is empty, or that must not be sent, is left out.
    /// </summary>
    public static ImmutableArray<ConversationEvent> Announce(
        ImmutableArray<ConversationEvent> events, Wording wording)
    {
        var told = ImmutableArray.CreateBuilder<ConversationEvent>(events.Length + 2);
        var greets = events.Any(it => it is Opened) && !events.Any(it => it is Closed);
        Transferred? transfer = null;
        SteeringKind? steering = null;
        foreach (var happened in events)
        {
            if (happened is PhraseSent or QuestionnaireSent && wording.Silent) continue;
            if (wording.TellsClose && happened is Closed { Reason: CloseReason.Agent or CloseReason.Supervisor } closed)
                Add(PhraseKey.Closed, closed.At, closed.Reason == CloseReason.Agent ? "agent" : "supervisor");
            if (wording.TellsClose && happened is WrapUpBegan) Add(PhraseKey.Closed, happened.At, "agent");
            if (happened is Closed { Reason: CloseReason.MessageLeft }) Add(PhraseKey.MessageLeft, happened.At, "left");
            told.Add(happened);
            switch (happened)
            {
                case MessageReceived it when greets:
                    greets = false;
                    Add(PhraseKey.Greeting, it.At, "opened");
                    break;
                case Admitted it:
                    Add(PhraseKey.Waiting, it.At, "admitted");
                    break;
                case LanguageSwitched it:
                    Add(PhraseKey.LanguageSwitched, it.At, "contact");
                    break;
                case OptedOut it:
                    Add(PhraseKey.OptedOut, it.At, "contact");
                    break;
                case Transferred it when it.By != By.System:
                    transfer = it;
                    break;
                case Queued or Assigned:
                    if (transfer is not null)
                        Add(PhraseKey.Transferred, happened.At, transfer.ToAgent is null ? "toQueue" : "toAgent");
                    if (happened is Assigned) Add(PhraseKey.Assigned, happened.At, "assigned");
                    transfer = null;
                    break;
                case QuestionnaireAnswered it:
                    steering = it.Steering;
                    break;
                case WrapUpBegan or Closed or Parked
                    when wording is { AtClose: { } asks, Silent: false } && EndsService(happened):
                    told.Add(asks.Of(happened.At, wording));
                    break;
            }

            if (AfterAnswer(happened, steering) is { } key) Add(key, happened.At, "questionnaire");
        }

        return told.DrainToImmutable();

        void Add(string key, DateTimeOffset at, string reason)
        {
            if (wording.Silent && key != PhraseKey.OptedOut) return;
            var text = wording.Render(key);
            if (text.Length > 0) told.Add(new PhraseSent(at, By.System, key, text, reason));
        }
    }

    /// <summary>What a contact is told of an answer besides the next question; null: nothing.</summary>
    private static string? AfterAnswer(ConversationEvent happened, SteeringKind? steering) => happened switch
    {
        QuestionnaireAnswered { Steering: SteeringKind.LeaveMessage } => PhraseKey.LeaveMessage,
        QuestionnaireAnswered { Steering: SteeringKind.CallBack } => PhraseKey.CallBackRequested,
        QuestionnaireEnded { Purpose: QuestionnairePurpose.Contact } => PhraseKey.QuestionnaireThanks,
        QuestionnaireEnded { Purpose: QuestionnairePurpose.Waiting } when steering is null or SteeringKind.Stay =>
            PhraseKey.KeepsPlace,
        _ => null,
    };

    /// <summary>A live chat that was held is over, not one that was refused.</summary>
    private static bool EndsService(ConversationEvent happened)
    {
        var reason = happened switch
        {
            WrapUpBegan it => it.Reason,
            Closed it => it.Reason,
            Parked it => it.Reason,
            _ => CloseReason.None,
        };
        return reason is CloseReason.Agent or CloseReason.Supervisor or CloseReason.Inactivity;
    }
}

/// <summary>The contact questionnaire, sent with the end of a live chat.</summary>
/// <param name="AnswerWithin">How long the contact has for each question.</param>
public sealed record ClosingQuestionnaire(Questionnaire Questionnaire, TimeSpan AnswerWithin)
{
    internal QuestionnaireSent Of(DateTimeOffset at, Wording wording) => QuestionnaireDecider.Begin(
        wording.Language, at, By.System, Questionnaire, wording.FallbackLanguage, at + AnswerWithin);
}

/// <summary>The texts of one conversation at one moment, and the values of their variables.</summary>
/// <param name="Book">The tenant's texts.</param>
/// <param name="Language">The conversation's.</param>
/// <param name="FallbackLanguage">The tenant's.</param>
/// <param name="Agent">The display name of the agent who has it after the commit.</param>
/// <param name="Position">Its place in its queue: 1 is next.</param>
/// <param name="Wait">How long it may still wait.</param>
/// <param name="Silent">Whether the contact takes no messages after the commit.</param>
/// <param name="TellsClose">Whether the contact is told when a person closes the conversation.</param>
/// <param name="AtClose">What the contact is asked when the live chat ends; null: nothing.</param>
public sealed record Wording(
    PhraseBook Book, string? Language, string? FallbackLanguage, string Agent = "", int Position = 1,
    TimeSpan Wait = default, bool Silent = false, bool TellsClose = true, ClosingQuestionnaire? AtClose = null)
{
    public string Render(string key) => Fill(Book.TextOf(key, Language, FallbackLanguage));

    /// <summary>A text with its values; whole minutes are rounded up, and one at least.</summary>
    public string Fill(string text) => text.Contains('{')
        ? PhraseText.Render(
            text, ("agent", Agent), ("position", Text(Position)),
            ("minutes", Text(Math.Max(1, (int)Math.Ceiling(Wait.TotalMinutes)))))
        : text;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
