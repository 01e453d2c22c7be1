using LiveChat.Core.Primitives;

namespace LiveChat.Core.Questionnaires;

/// <summary>The question that a contact has been asked last and not answered.</summary>
/// <param name="Run">The version of the event that began the questionnaire.</param>
/// <param name="Choices">The keys of the options, as they were numbered.</param>
/// <param name="Attempt">1, or 2 when it was asked once more.</param>
/// <param name="Until">Until then, that instant included, a message may be its answer; null: as long as it
/// waits.</param>
/// <param name="LeavesMessage">The contact chose to leave a message: its next text is that.</param>
public sealed record Asking(
    QuestionnaireId Questionnaire, QuestionnairePurpose Purpose, long Run, string Question, string Choices,
    int Attempt, DateTimeOffset? Until, bool LeavesMessage = false);
