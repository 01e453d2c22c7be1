using LiveChat.Core.Conversations;
using LiveChat.Core.Primitives;
using LiveChat.Core.Questionnaires;
using LiveChat.Storage.Conversations;
using LiveChat.Storage.Postgres.Raw;
using Npgsql;

namespace LiveChat.Storage.Postgres.Questionnaires;

/// <summary>
/// The rows that events of questionnaires are. They are few, and later ones of an append replace earlier ones: each is
/// a statement.
/// </summary>
internal static class QuestionnaireRow
{
    public static void Add(RoundTrip to, Append append)
    {
        for (var i = 0; i < append.Events.Length; i++)
        {
            switch (append.Events[i])
            {
                case QuestionnaireSent { Run: null } it:
                    to.Do(Begin(append, append.FirstVersion + i, it.Questionnaire, it.Purpose, it.At));
                    break;
                case QuestionnaireOpened it:
                    to.Do(Begin(
                        append, append.FirstVersion + i, it.Questionnaire, QuestionnairePurpose.Agent, it.At));
                    break;
                case QuestionnaireAnswered it:
                    to.Do(Put(append.Thread, it));
                    break;
                case QuestionnaireEnded it:
                    to.Do(Statement.Of(QuestionnaireSql.EndRun).With(append.Thread.Value).With(it.Run)
                        .With((long)it.Outcome));
                    break;
            }
        }
    }

    private static NpgsqlBatchCommand Begin(
        Append append, long run, QuestionnaireId questionnaire, QuestionnairePurpose purpose, DateTimeOffset at) =>
        Statement.Of(QuestionnaireSql.InsertRun).With(append.Thread.Value).With(run).With(append.Tenant.Value)
            .With((long)append.Head.Id.Ordinal).With(questionnaire.Value).With((long)purpose)
            .With(append.Head.Queue?.Value).With(append.Head.Agent?.Value).With(at);

    private static NpgsqlBatchCommand Put(ThreadId thread, QuestionnaireAnswered it) =>
        Statement.Of(QuestionnaireSql.PutAnswer).With(thread.Value).With(it.Run).With(it.Question).With(it.At)
            .With(it.Option).With((long?)it.Score).With(it.Text);
}
