using System.Text;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Agents;
using LiveChat.Storage.Conversations;
using LiveChat.Storage.Deadlines;
using LiveChat.Storage.Erasures;
using LiveChat.Storage.Installation;
using LiveChat.Storage.Outbox;
using LiveChat.Storage.Questionnaires;
using LiveChat.Storage.Queues;
using LiveChat.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveChat.Contract.Tests.Stores;

/// <summary>SQLite on a file of its own, which <see cref="Close"/> checks and removes.</summary>
public sealed class SqliteUnderTest : ErasableStore
{
    private readonly TemporaryFolder _folder = new();
    private SqliteStore? _store;

    public string File => _folder.File("store.db");

    public SqliteStore Sqlite => _store ?? throw new InvalidOperationException("The store is closed.");

    public override IConversationStore Conversations => Sqlite.Conversations;

    public override IAgentStore Agents => Sqlite.Agents;

    public override IQueueStore Queues => Sqlite.Queues;

    public override IOutboxStore Outbox => Sqlite.Outbox;

    public override IInstallation Installation => Sqlite.Installation;

    public override IDeadlineStore Deadlines => Sqlite.Deadlines;

    public override IQuestionnaireStore Questionnaires => Sqlite.Questionnaires;

    public override IErasureStore Erasures => Sqlite.Erasures;

    public override string TablesWithoutTenantOrThread =>
        "select group_concat(m.name, ' ') from sqlite_master m where m.type = 'table' and not exists "
        + "(select 1 from pragma_table_info(m.name) where name in ('tenant', 'thread'))";

    public override Task Open() => Open(new SqliteOptions(File));

    public async Task Open(SqliteOptions options) =>
        _store = await SqliteStore.Open(options, TimeProvider.System, NullLoggerFactory.Instance);

    public override async Task Close()
    {
        if (_store is not null) await _store.DisposeAsync();
        Assert.Equal("ok", Run("pragma integrity_check"));
        _folder.Dispose();
    }

    public async Task Reopen()
    {
        await Sqlite.DisposeAsync();
        await Open();
    }

    public override async Task Retire(TenantId tenant, AgentId agent) =>
        await Sqlite.Administration.Write(async (context, cancel) =>
        {
            await context.Retire(tenant, agent, cancel);
            return 0;
        });

    public override async Task Restore(TenantId tenant, AgentId agent) =>
        await Sqlite.Administration.Write(async (context, cancel) =>
        {
            await context.Restore(tenant, agent, cancel);
            return 0;
        });

    public override async Task OweReview(TenantId tenant, QueueId? queue) =>
        await Sqlite.Administration.Write((context, cancel) => context.OweReview(tenant, queue, cancel));

    public override Task<object?> Read(string sql) => Task.FromResult(Run(sql));

    /// <summary>In its files, where what was erased must have been overwritten.</summary>
    public override async Task<bool> Holds(string text)
    {
        var needle = Encoding.UTF8.GetBytes(text);
        foreach (var file in Directory.EnumerateFiles(_folder.Path))
        {
            await using var stream = new FileStream(
                file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[stream.Length];
            await stream.ReadExactlyAsync(bytes);
            if (bytes.AsSpan().IndexOf(needle) >= 0) return true;
        }

        return false;
    }

    public SqliteConnection Connect()
    {
        var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        connection.Open();
        return connection;
    }

    public object? Run(string sql)
    {
        using var connection = Connect();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
