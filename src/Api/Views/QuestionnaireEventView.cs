using System.Text.Json;
using LiveChat.Core.Conversations;
using LiveChat.Core.Primitives;
using LiveChat.Core.Questionnaires;

namespace LiveChat.Api.Views;

/// <summary>The facts of questionnaires as the API shows them.</summary>
internal static class QuestionnaireEventView
{
    /// <summary>The view of one of their events; null: it is none.</summary>
    public static EventView? Of(EventView view, ThreadId thread, ConversationEvent happened) => happened switch
    {
        QuestionnaireSent it => view with
        {
            Type = "questionnaireSent",
            MessageId = new MessageId(thread, view.Version),
            Text = it.Text,
            QuestionnaireId = it.Questionnaire,
            Question = it.Question,
            Reason = NameOf(it.Purpose),
        },
        QuestionnaireAnswered it => view with
        {
            Type = "questionnaireAnswered",
            QuestionnaireId = it.Questionnaire,
            Question = it.Question,
            Option = it.Option,
            Score = it.Score,
            Text = it.Text,
            Reason = it.Steering is { } steering ? NameOf(steering) : null,
        },
        QuestionnaireOpened it => view with
        {
            Type = "questionnaireOpened",
            QuestionnaireId = it.Questionnaire,
            Reason = NameOf(QuestionnairePurpose.Agent),
        },
        QuestionnaireEnded it => view with
        {
            Type = "questionnaireEnded",
            QuestionnaireId = it.Questionnaire,
            Reason = NameOf(it.Outcome),
        },
        _ => null,
    };

    private static string NameOf<T>(T value) where T : struct, Enum =>
        JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
