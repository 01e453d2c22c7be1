using LiveChat.Core.Conversations;
using LiveChat.Core.Primitives;
using LiveChat.Core.Questionnaires;
using LiveChat.Storage.Conversations;
using LiveChat.Storage.Sqlite.Raw;

namespace LiveChat.Storage.Sqlite.Questionnaires;

/// <summary>The rows that events of questionnaires are, within the transaction of their append.</summary>
internal sealed class QuestionnaireWriter(Connection connection)
{
    private readonly Statement _insertRun = connection.Prepared(QuestionnaireSql.InsertRun);
    private readonly Statement _putAnswer = connection.Prepared(QuestionnaireSql.PutAnswer);
    private readonly Statement _endRun = connection.Prepared(QuestionnaireSql.EndRun);

    public void Write(Append append)
    {
        for (var i = 0; i < append.Events.Length; i++)
        {
            switch (append.Events[i])
            {
                case QuestionnaireSent { Run: null } it:
                    Begin(append, append.FirstVersion + i, it.Questionnaire, it.Purpose, it.At);
                    break;
                case QuestionnaireOpened it:
                    Begin(
                        append, append.FirstVersion + i, it.Questionnaire, QuestionnairePurpose.Agent, it.At);
                    break;
                case QuestionnaireAnswered it:
                    Put(append.Thread, it);
                    break;
                case QuestionnaireEnded it:
                    _endRun.Bind(1, append.Thread.Value);
                    _endRun.Bind(2, it.Run);
                    _endRun.Bind(3, (long)it.Outcome);
                    _endRun.Execute();
                    break;
            }
        }
    }

    private void Begin(
        Append append, long run, QuestionnaireId questionnaire, QuestionnairePurpose purpose, DateTimeOffset at)
    {
        _insertRun.Bind(1, append.Thread.Value);
        _insertRun.Bind(2, run);
        _insertRun.Bind(3, append.Tenant.Value);
        _insertRun.Bind(4, append.Head.Id.Ordinal);
        _insertRun.Bind(5, questionnaire.Value);
        _insertRun.Bind(6, (long)purpose);
        _insertRun.Bind(7, append.Head.Queue?.Value);
        _insertRun.Bind(8, append.Head.Agent?.Value);
        _insertRun.Bind(9, at);
        _insertRun.Execute();
    }

    private void Put(ThreadId thread, QuestionnaireAnswered it)
    {
        _putAnswer.Bind(1, thread.Value);
        _putAnswer.Bind(2, it.Run);
        _putAnswer.Bind(3, it.Question);
        _putAnswer.Bind(4, it.At);
        _putAnswer.Bind(5, it.Option);
        if (it.Score is { } score) _putAnswer.Bind(6, (long)score);
        else _putAnswer.BindNull(6);
        _putAnswer.Bind(7, it.Text);
        _putAnswer.Execute();
    }
}
