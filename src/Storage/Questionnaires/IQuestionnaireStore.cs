using LiveChat.Core.Primitives;
using LiveChat.Core.Questionnaires;

namespace LiveChat.Storage.Questionnaires;

/// <summary>
/// What was asked and answered, written in the transactions of the events that say so. Every read names the tenant. All
/// members throw <see cref="StoreUnavailableException"/> when the store cannot answer.
/// </summary>
public interface IQuestionnaireStore
{
    /// <summary>
    /// Each time it was begun in the span (from inclusive, to exclusive), newest first by (begun, thread, run); at most
    /// <c>limit</c>.
    /// </summary>
    ValueTask<IReadOnlyList<QuestionnaireRun>> Runs(
        TenantId tenant, QuestionnaireId questionnaire, RunSpan span, RunCursor? after, int limit,
        CancellationToken cancel = default);

    /// <summary>All of one conversation, in their order.</summary>
    ValueTask<IReadOnlyList<QuestionnaireRun>> RunsOf(
        TenantId tenant, ConversationId conversation, CancellationToken cancel = default);

    /// <summary>
    /// Counts what was begun in the span, at a cost that grows with it. <c>completedOnly</c>: drafts do not count.
    /// </summary>
    ValueTask<QuestionnaireTally> Tally(
        TenantId tenant, QuestionnaireId questionnaire, RunSpan span, bool completedOnly,
        CancellationToken cancel = default);
}

public readonly record struct RunSpan(DateTimeOffset From, DateTimeOffset To);

/// <summary>The last run of the page before.</summary>
public readonly record struct RunCursor(DateTimeOffset SentAt, ThreadId Thread, long Run);

/// <summary>A questionnaire as it was put once in one conversation, with the queue and agent of then.</summary>
/// <param name="Run">The version of the event that began it.</param>
/// <param name="Outcome">Null: it is under way, or was never ended.</param>
/// <param name="Contact">The address of whom it is about.</param>
/// <param name="Answers">By their questions' keys; what was skipped or taken back is left out.</param>
public sealed record QuestionnaireRun(
    ConversationId Conversation, long Run, QuestionnaireId Questionnaire, QuestionnairePurpose Purpose, QueueId? Queue,
    AgentId? Agent, DateTimeOffset SentAt, QuestionnaireOutcome? Outcome, string Contact,
    IReadOnlyList<RunAnswer> Answers);

public sealed record RunAnswer(string Question, Answer Answer, DateTimeOffset At);
