using LiveChat.Core.Primitives;
using LiveChat.Core.Questionnaires;
using LiveChat.Storage.Postgres.Raw;
using LiveChat.Storage.Postgres.Reading;
using LiveChat.Storage.Questionnaires;
using Npgsql;

namespace LiveChat.Storage.Postgres.Questionnaires;

internal sealed class PostgresQuestionnaireStore(Readers readers) : IQuestionnaireStore
{
    public ValueTask<IReadOnlyList<QuestionnaireRun>> Runs(
        TenantId tenant, QuestionnaireId questionnaire, RunSpan span, RunCursor? after, int limit,
        CancellationToken cancel = default) =>
        readers.Read(
            Span(QuestionnaireSql.Runs, tenant, questionnaire, span)
                .With(after?.SentAt ?? DateTimeOffset.MaxValue)
                .With(after?.Thread.Value ?? Guid.AllBitsSet)
                .With(after?.Run ?? long.MaxValue)
                .With((long)limit),
            ReadWithAnswers, cancel);

    public ValueTask<IReadOnlyList<QuestionnaireRun>> RunsOf(
        TenantId tenant, ConversationId conversation, CancellationToken cancel = default) =>
        readers.Read(
            Statement.Of(QuestionnaireSql.RunsOf).With(conversation.Thread.Value).With(tenant.Value)
                .With((long)conversation.Ordinal),
            ReadWithAnswers, cancel);

    public ValueTask<QuestionnaireTally> Tally(
        TenantId tenant, QuestionnaireId questionnaire, RunSpan span, bool completedOnly,
        CancellationToken cancel = default) =>
        readers.Read(
            tenant,
            (tenant, questionnaire, span, completedOnly),
            static async (connection, it) =>
            {
                var tally = new QuestionnaireTally();
                await new RoundTrip(connection)
                    .Ask(
                        Span(QuestionnaireSql.Outcomes, it.tenant, it.questionnaire, it.span),
                        row => tally.AddRun(OutcomeOf(row.Integer(0))))
                    .Ask(
                        Span(QuestionnaireSql.Tallied, it.tenant, it.questionnaire, it.span).With(it.completedOnly),
                        row => tally.AddAnswer(
                            new ThreadId(row.Id(0)), row.Integer(1), row.Text(2),
                            new Answer(row.TextOrNull(3), ScoreOf(row, 4), row.Flag(5) ? "" : null)))
                    .Send();
                return tally;
            },
            cancel);

    private static NpgsqlBatchCommand Span(
        string sql, TenantId tenant, QuestionnaireId questionnaire, RunSpan span) =>
        Statement.Of(sql).With(tenant.Value).With(questionnaire.Value)
            .With(StoredValue.CeilingOf(span.From)).With(StoredValue.CeilingOf(span.To));

    private static async Task<IReadOnlyList<QuestionnaireRun>> ReadWithAnswers(
        NpgsqlConnection connection, NpgsqlBatchCommand statement)
    {
        var runs = await connection.ReadAll(statement, ReadRun);
        if (runs is []) return [];
        var answers = await connection.ReadAll(
            Statement.Of(QuestionnaireSql.Answers).Ids(runs, static it => it.Conversation.Thread.Value)
                .Numbers(runs, static it => it.Run),
            static row => (Thread: new ThreadId(row.Id(0)), Run: row.Integer(1), Given: ReadAnswer(row)));
        var ofRun = answers.Where(it => !it.Given.Answer.IsSkipped).ToLookup(it => (it.Thread, it.Run), it => it.Given);
        return [.. runs.Select(run => run with { Answers = [.. ofRun[(run.Conversation.Thread, run.Run)]] })];
    }

    private static QuestionnaireRun ReadRun(NpgsqlDataReader row) => new(
        new ConversationId(new ThreadId(row.Id(0)), (int)row.Integer(2)), row.Integer(1),
        new QuestionnaireId(row.Id(3)), (QuestionnairePurpose)row.Integer(4),
        row.IdOrNull(5) is { } queue ? new QueueId(queue) : null,
        row.IdOrNull(6) is { } agent ? new AgentId(agent) : null, row.Time(7), OutcomeOf(row.Integer(8)),
        row.Text(9), []);

    private static RunAnswer ReadAnswer(NpgsqlDataReader row) => new(
        row.Text(2), new Answer(row.TextOrNull(4), ScoreOf(row, 5), row.TextOrNull(6)), row.Time(3));

    private static int? ScoreOf(NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : (int)row.Integer(column);

    private static QuestionnaireOutcome? OutcomeOf(long stored) => stored == 0 ? null : (QuestionnaireOutcome)stored;
}
