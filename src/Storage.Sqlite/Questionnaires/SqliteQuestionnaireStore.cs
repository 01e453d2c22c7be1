using LiveChat.Core.Primitives;
using LiveChat.Core.Questionnaires;
using LiveChat.Storage.Questionnaires;
using LiveChat.Storage.Sqlite.Raw;
using LiveChat.Storage.Sqlite.Reading;

namespace LiveChat.Storage.Sqlite.Questionnaires;

internal sealed class SqliteQuestionnaireStore(ReaderPool readers) : IQuestionnaireStore
{
    public ValueTask<IReadOnlyList<QuestionnaireRun>> Runs(
        TenantId tenant, QuestionnaireId questionnaire, RunSpan span, RunCursor? after, int limit,
        CancellationToken cancel = default) =>
        readers.Read(
            tenant,
            (tenant, questionnaire, span, after, limit),
            static (connection, it) =>
            {
                var list = connection.Prepared(QuestionnaireSql.Runs);
                BindSpan(list, it.tenant, it.questionnaire, it.span);
                list.Bind(5, it.after?.SentAt ?? DateTimeOffset.MaxValue);
                list.Bind(6, it.after?.Thread.Value ?? Guid.AllBitsSet);
                list.Bind(7, it.after?.Run ?? long.MaxValue);
                list.Bind(8, it.limit);
                return WithAnswers(connection, list.ReadAll(ReadRun));
            },
            cancel);

    public ValueTask<IReadOnlyList<QuestionnaireRun>> RunsOf(
        TenantId tenant, ConversationId conversation, CancellationToken cancel = default) =>
        readers.Read(
            tenant,
            (tenant, conversation),
            static (connection, it) =>
            {
                var list = connection.Prepared(QuestionnaireSql.RunsOf);
                list.Bind(1, it.conversation.Thread.Value);
                list.Bind(2, it.tenant.Value);
                list.Bind(3, it.conversation.Ordinal);
                return WithAnswers(connection, list.ReadAll(ReadRun));
            },
            cancel);

    public ValueTask<QuestionnaireTally> Tally(
        TenantId tenant, QuestionnaireId questionnaire, RunSpan span, bool completedOnly,
        CancellationToken cancel = default) =>
        readers.Read(
            tenant,
            (tenant, questionnaire, span, completedOnly),
            static (connection, it) =>
            {
                var tally = new QuestionnaireTally();
                var outcomes = connection.Prepared(QuestionnaireSql.Outcomes);
                BindSpan(outcomes, it.tenant, it.questionnaire, it.span);
                foreach (var outcome in outcomes.ReadAll(static row => OutcomeOf(row.Integer(0))))
                    tally.AddRun(outcome);
                var answers = connection.Prepared(QuestionnaireSql.Tallied);
                BindSpan(answers, it.tenant, it.questionnaire, it.span);
                answers.Bind(5, it.completedOnly);
                answers.ReadAll(row =>
                {
                    tally.AddAnswer(
                        new ThreadId(row.Id(0)), row.Integer(1), row.Text(2),
                        new Answer(row.TextOrNull(3), ScoreOf(row, 4), row.Flag(5) ? "" : null));
                    return 0;
                });
                return tally;
            },
            cancel);

    private static void BindSpan(Statement to, TenantId tenant, QuestionnaireId questionnaire, RunSpan span)
    {
        to.Bind(1, tenant.Value);
        to.Bind(2, questionnaire.Value);
        to.Bind(3, StoredValue.CeilingOf(span.From));
        to.Bind(4, StoredValue.CeilingOf(span.To));
    }

    private static QuestionnaireRun ReadRun(Statement row) => new(
        new ConversationId(new ThreadId(row.Id(0)), (int)row.Integer(2)), row.Integer(1),
        new QuestionnaireId(row.Id(3)), (QuestionnairePurpose)row.Integer(4),
        row.IdOrNull(5) is { } queue ? new QueueId(queue) : null,
        row.IdOrNull(6) is { } agent ? new AgentId(agent) : null, row.Time(7), OutcomeOf(row.Integer(8)),
        row.Text(9), []);

    private static IReadOnlyList<QuestionnaireRun> WithAnswers(
        Connection connection, IReadOnlyList<QuestionnaireRun> runs)
    {
        var answers = connection.Prepared(QuestionnaireSql.Answers);
        return
        [
            .. runs.Select(run =>
            {
                answers.Bind(1, run.Conversation.Thread.Value);
                answers.Bind(2, run.Run);
                return run with { Answers = [.. answers.ReadAll(ReadAnswer).Where(it => !it.Answer.IsSkipped)] };
            }),
        ];
    }

    private static RunAnswer ReadAnswer(Statement row) => new(
        row.Text(0), new Answer(row.TextOrNull(2), ScoreOf(row, 3), row.TextOrNull(4)), row.Time(1));

    private static int? ScoreOf(Statement row, int column) => row.IsNull(column) ? null : (int)row.Integer(column);

    private static QuestionnaireOutcome? OutcomeOf(long stored) => stored == 0 ? null : (QuestionnaireOutcome)stored;
}
