using LiveChat.Core.Primitives;

namespace LiveChat.Core.Questionnaires;

/// <summary>How a questionnaire ended; while it is under way, and when it never ended, there is no outcome.</summary>
public enum QuestionnaireOutcome : byte
{
    Completed = 1,

    /// <summary>The agent will not answer it.</summary>
    Cancelled,
}

/// <summary>The questionnaire that the agents of a session fill in.</summary>
/// <param name="Run">The version of the event that began it.</param>
/// <param name="Answers">The draft, and then what was handed in.</param>
public sealed record AgentForm(
    QuestionnaireId Questionnaire, long Run, AnswerSheet Answers, QuestionnaireOutcome? Outcome = null);
