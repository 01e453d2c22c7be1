using System.Collections.Immutable;
using LiveChat.Core.Primitives;

namespace LiveChat.Core.Questionnaires;

/// <summary>What decides, besides the conversation, about a contact's answers.</summary>
public sealed record QuestionnaireTerms(QuestionnaireCatalogue Catalogue, string? FallbackLanguage)
{
    public static readonly QuestionnaireTerms None = new(QuestionnaireCatalogue.Empty, null);

    /// <summary>How long a contact has for each question of a contact questionnaire.</summary>
    public TimeSpan AnswerWithin { get; init; } = TimeSpan.FromDays(1);

    /// <summary>Stands before a question that is asked once more; empty: nothing does.</summary>
    public string RepeatText { get; init; } = "";

    /// <summary>Of the queues that answers lead to, those that are open now.</summary>
    public ImmutableHashSet<QueueId> OpenQueues { get; init; } = [];
}
