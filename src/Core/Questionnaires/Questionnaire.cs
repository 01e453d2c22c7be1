using System.Collections.Immutable;
using LiveChat.Core.Primitives;

namespace LiveChat.Core.Questionnaires;

/// <summary>Whom a questionnaire asks, and when.</summary>
public enum QuestionnairePurpose : byte
{
    /// <summary>R4.8: the contact, while it waits; its answers steer.</summary>
    Waiting = 1,

    /// <summary>R4.14: the contact, at the close or when its agent sends it.</summary>
    Contact,

    /// <summary>R4.14: the agent, on a form.</summary>
    Agent,
}

/// <summary>Questions in the order in which they are asked.</summary>
public sealed record Questionnaire(
    QuestionnaireId Id, string Name, QuestionnairePurpose Purpose, ImmutableArray<Question> Questions)
{
    public const int QuestionsMax = 20;
    public const int NameLengthMax = 100;

    public Question? Find(string key) => Questions.FirstOrDefault(it => it.Key == key);

    /// <summary>The question that is asked after that one; null: it was the last, or is none of these.</summary>
    public Question? After(string key)
    {
        for (var i = 0; i < Questions.Length - 1; i++)
        {
            if (Questions[i].Key == key) return Questions[i + 1];
        }

        return null;
    }
}

/// <summary>The questionnaires of a tenant, in the order of their names.</summary>
public sealed record QuestionnaireCatalogue
{
    /// <summary>So many that all of them are held in memory with their tenant.</summary>
    public const int QuestionnairesMax = 50;

    public static readonly QuestionnaireCatalogue Empty = new();

    public ImmutableArray<Questionnaire> Questionnaires { get; init; } = [];

    public Questionnaire? Find(QuestionnaireId? id) =>
        id is null ? null : Questionnaires.FirstOrDefault(it => it.Id == id);

    /// <summary>The questionnaire, where it has that purpose.</summary>
    public Questionnaire? Find(QuestionnaireId? id, QuestionnairePurpose purpose) =>
        Find(id) is { } found && found.Purpose == purpose ? found : null;
}
