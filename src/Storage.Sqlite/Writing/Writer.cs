using LiveChat.Storage.Sqlite.Agents;
using LiveChat.Storage.Sqlite.Conversations;
using LiveChat.Storage.Sqlite.Deadlines;
using LiveChat.Storage.Sqlite.Outbox;
using LiveChat.Storage.Sqlite.Questionnaires;
using LiveChat.Storage.Sqlite.Queues;
using LiveChat.Storage.Sqlite.Raw;

namespace LiveChat.Storage.Sqlite.Writing;

/// <summary>
/// The one connection that writes, with everything that is kept prepared on it. Of the lane's thread alone.
/// </summary>
internal sealed class Writer : IDisposable
{
    private readonly Statement _begin;
    private readonly Statement _commit;

    public Writer(SqliteOptions options)
    {
        Connection = Connection.OpenWriter(options);
        try
        {
            _begin = Connection.Prepared("begin immediate");
            _commit = Connection.Prepared("commit");
            Agents = new AgentWriter(Connection);
            Queues = new QueueWriter(Connection);
            Outbox = new OutboxWriter(Connection);
            Deadlines = new DeadlineWriter(Connection);
            Appends = new AppendWriter(
                Connection, Agents, Queues, Outbox, Deadlines, new QuestionnaireWriter(Connection));
        }
        catch
        {
            Connection.Dispose();
            throw;
        }
    }

    public Connection Connection { get; }

    public AgentWriter Agents { get; }

    public QueueWriter Queues { get; }

    public OutboxWriter Outbox { get; }

    public DeadlineWriter Deadlines { get; }

    public AppendWriter Appends { get; }

    public void Begin() => _begin.Execute();

    public void Commit() => _commit.Execute();

    public void Rollback()
    {
        if (Connection.InTransaction) Connection.Execute("rollback");
    }

    public void Dispose() => Connection.Dispose();
}
