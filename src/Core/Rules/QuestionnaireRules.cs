using LiveChat.Core.Primitives;

namespace LiveChat.Core.Rules;

/// <summary>R4.14: which questionnaires a tenant uses, and how.</summary>
public sealed record QuestionnaireRules
{
    public ContactQuestionnaireRules Contact { get; init; } = new();

    public AgentQuestionnaireRules Agent { get; init; } = new();
}

/// <summary>What contacts are asked about how they were served.</summary>
public sealed record ContactQuestionnaireRules
{
    /// <summary>Null: none.</summary>
    public QuestionnaireId? Questionnaire { get; init; }

    /// <summary>It is sent when the live chat of a contact who was served ends.</summary>
    public bool SendAtClose { get; init; }

    /// <summary>An agent may send it; who supervises always may.</summary>
    public bool AgentsMaySend { get; init; }

    /// <summary>A message that comes later than this after a question is no answer to it.</summary>
    public TimeSpan AnswerWithin { get; init; } = TimeSpan.FromDays(1);
}

/// <summary>What agents fill in about the conversations they had.</summary>
public sealed record AgentQuestionnaireRules
{
    /// <summary>Null: none.</summary>
    public QuestionnaireId? Questionnaire { get; init; }

    /// <summary>It may be completed while the conversation goes on; otherwise in its wrap-up only.</summary>
    public bool CompleteDuring { get; init; } = true;

    /// <summary>The agent may decide not to answer it.</summary>
    public bool MayCancel { get; init; } = true;

    /// <summary>The agent may close, or end the wrap-up, and leave it unanswered.</summary>
    public bool MayCloseUnanswered { get; init; } = true;

    /// <summary>So long it holds the slot of a conversation that its agent has closed; zero: not at all.</summary>
    public TimeSpan HoldMax { get; init; } = TimeSpan.FromSeconds(120);
}
