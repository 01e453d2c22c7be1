using LiveChat.Core.Conversations;
using LiveChat.Core.Primitives;
using LiveChat.Core.Questionnaires;
using LiveChat.Storage.Conversations;
using LiveChat.Storage.Questionnaires;

namespace LiveChat.Storage.Memory;

internal sealed class MemoryQuestionnaireStore(MemoryTables tables) : IQuestionnaireStore
{
    /// <summary>Within the append; the caller holds the lock.</summary>
    public static void Write(MemoryTables tables, Append append)
    {
        for (var i = 0; i < append.Events.Length; i++)
        {
            switch (append.Events[i])
            {
                case QuestionnaireSent { Run: null } it:
                    Begin(tables, append, append.FirstVersion + i, it.Questionnaire, it.Purpose, it.At);
                    break;
                case QuestionnaireOpened it:
                    Begin(
                        tables, append, append.FirstVersion + i, it.Questionnaire, QuestionnairePurpose.Agent, it.At);
                    break;
                case QuestionnaireAnswered it:
                    Change(tables, append.Thread, it.Run, run => run with { Answers = Put(run.Answers, it) });
                    break;
                case QuestionnaireEnded it:
                    Change(tables, append.Thread, it.Run, run => run with { Outcome = it.Outcome });
                    break;
            }
        }
    }

    public ValueTask<IReadOnlyList<QuestionnaireRun>> Runs(
        TenantId tenant, QuestionnaireId questionnaire, RunSpan span, RunCursor? after, int limit,
        CancellationToken cancel = default) =>
        Select(tenant, runs => Within(runs, questionnaire, span)
            .Where(run => after is not { } last
                || Key(run).CompareTo((last.SentAt, last.Thread, last.Run)) < 0)
            .OrderByDescending(Key)
            .Take(limit));

    public ValueTask<IReadOnlyList<QuestionnaireRun>> RunsOf(
        TenantId tenant, ConversationId conversation, CancellationToken cancel = default) =>
        Select(tenant, runs => runs.Where(run => run.Conversation == conversation).OrderBy(run => run.Run));

    public async ValueTask<QuestionnaireTally> Tally(
        TenantId tenant, QuestionnaireId questionnaire, RunSpan span, bool completedOnly,
        CancellationToken cancel = default)
    {
        var tally = new QuestionnaireTally();
        foreach (var run in await Select(tenant, runs => Within(runs, questionnaire, span)))
        {
            tally.AddRun(run.Outcome);
            if (completedOnly && run.Outcome != QuestionnaireOutcome.Completed) continue;
            foreach (var it in run.Answers)
                tally.AddAnswer(run.Conversation.Thread, run.Run, it.Question, it.Answer);
        }

        return tally;
    }

    private static (DateTimeOffset, ThreadId, long) Key(QuestionnaireRun run) =>
        (run.SentAt, run.Conversation.Thread, run.Run);

    private static IEnumerable<QuestionnaireRun> Within(
        IEnumerable<QuestionnaireRun> runs, QuestionnaireId questionnaire, RunSpan span) =>
        runs.Where(run => run.Questionnaire == questionnaire && run.SentAt >= span.From && run.SentAt < span.To);

    private static void Begin(
        MemoryTables tables, Append append, long run, QuestionnaireId questionnaire, QuestionnairePurpose purpose,
        DateTimeOffset at) =>
        tables.Runs[(append.Thread, run)] = (append.Tenant, new QuestionnaireRun(
            append.Head.Id, run, questionnaire, purpose, append.Head.Queue, append.Head.Agent, at, null,
            append.Head.Contact, []));

    private static void Change(
        MemoryTables tables, ThreadId thread, long run, Func<QuestionnaireRun, QuestionnaireRun> change)
    {
        if (tables.Runs.TryGetValue((thread, run), out var known))
            tables.Runs[(thread, run)] = (known.Tenant, change(known.Run));
    }

    private static IReadOnlyList<RunAnswer> Put(IReadOnlyList<RunAnswer> answers, QuestionnaireAnswered it)
    {
        var answer = new RunAnswer(it.Question, new Answer(it.Option, it.Score, it.Text), it.At);
        return
        [
            .. answers.Where(known => known.Question != it.Question).Append(answer)
                .Where(known => !known.Answer.IsSkipped)
                .OrderBy(known => known.Question, StringComparer.Ordinal),
        ];
    }

    private ValueTask<IReadOnlyList<QuestionnaireRun>> Select(
        TenantId tenant, Func<IEnumerable<QuestionnaireRun>, IEnumerable<QuestionnaireRun>> query)
    {
        lock (tables.Lock)
            return new((IReadOnlyList<QuestionnaireRun>)
                [.. query(tables.Runs.Values.Where(it => it.Tenant == tenant).Select(it => it.Run))]);
    }
}
