using System.Text.Json.Serialization;
using LiveChat.Api.Views;
using LiveChat.Core.Primitives;
using LiveChat.Core.Questionnaires;
using LiveChat.Storage.Questionnaires;

namespace LiveChat.Api.Endpoints.Questionnaires;

/// <summary>A questionnaire as it was put once in a conversation, with what was answered.</summary>
/// <param name="QueueId">The conversation's queue when it was put.</param>
/// <param name="AgentId">The conversation's agent when it was put.</param>
/// <param name="State">open, completed or cancelled; one that nobody ended stays open.</param>
public sealed record RunView(
    QuestionnaireId QuestionnaireId, QuestionnairePurpose Purpose, ConversationId ConversationId, QueueId? QueueId,
    AgentId? AgentId, DateTimeOffset SentAt, string State, IReadOnlyList<AnswerView> Answers)
{
    /// <param name="run">The run.</param>
    /// <param name="fullPhone">Whether the reader may see the contact's full number, where a text has it.</param>
    public static RunView Of(QuestionnaireRun run, bool fullPhone) => new(
        run.Questionnaire, run.Purpose, run.Conversation, run.Queue, run.Agent, run.SentAt, StateOf(run.Outcome),
        AnswerView.AllOf(run, fullPhone));


    public static string StateOf(QuestionnaireOutcome? outcome) => outcome switch
    {
        QuestionnaireOutcome.Completed => "completed",
        QuestionnaireOutcome.Cancelled => "cancelled",
        _ => "open",
    };
}

/// <summary>An answer: an option's key, a number, or a text.</summary>
public sealed record AnswerView(
    string Question,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Option,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Score,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Text, DateTimeOffset At)
{
    public static IReadOnlyList<AnswerView> AllOf(QuestionnaireRun run, bool fullPhone)
    {
        var sight = new ContactSight(run.Contact, fullPhone);
        return
        [
            .. run.Answers.Select(it => new AnswerView(
                it.Question, it.Answer.Option, it.Answer.Score, sight.Text(it.Answer.Text), it.At)),
        ];
    }
}
