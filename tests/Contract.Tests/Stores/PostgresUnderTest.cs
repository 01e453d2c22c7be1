using LiveChat.Core.Primitives;
using LiveChat.Outside.Postgres;
using LiveChat.Storage.Agents;
using LiveChat.Storage.Conversations;
using LiveChat.Storage.Deadlines;
using LiveChat.Storage.Erasures;
using LiveChat.Storage.Installation;
using LiveChat.Storage.Outbox;
using LiveChat.Storage.Postgres;
using LiveChat.Storage.Questionnaires;
using LiveChat.Storage.Queues;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveChat.Contract.Tests.Stores;

/// <summary>PostgreSQL, in a database of its own. Skips the test where there is none.</summary>
public sealed class PostgresUnderTest : ErasableStore
{
    private string _connection = "";
    private PostgresStore? _store;

    public PostgresOptions Options => PostgresDatabase.Options(_connection);

    public PostgresStore Postgres => _store ?? throw new InvalidOperationException("The store is closed.");

    public override IConversationStore Conversations => Postgres.Conversations;

    public override IAgentStore Agents => Postgres.Agents;

    public override IQueueStore Queues => Postgres.Queues;

    public override IOutboxStore Outbox => Postgres.Outbox;

    public override IInstallation Installation => Postgres.Installation;

    public override IDeadlineStore Deadlines => Postgres.Deadlines;

    public override IQuestionnaireStore Questionnaires => Postgres.Questionnaires;

    public override IErasureStore Erasures => Postgres.Erasures;

    public override string TablesWithoutTenantOrThread =>
        "select string_agg(t.tablename, ' ') from pg_tables t where t.schemaname = current_schema() and not exists "
        + "(select from information_schema.columns c where c.table_schema = t.schemaname "
        + "and c.table_name = t.tablename and c.column_name in ('tenant', 'thread'))";

    public override Task Open() => Open(static options => options);

    public async Task Open(Func<PostgresOptions, PostgresOptions> change)
    {
        if (_connection.Length == 0) _connection = await PostgresDatabase.New();
        _store = await OpenAnother(change(Options));
    }

    /// <summary>Another process on the same database.</summary>
    public static Task<PostgresStore> OpenAnother(PostgresOptions options) =>
        PostgresStore.OpenPresent(options, TimeProvider.System, NullLoggerFactory.Instance);

    public override async Task Close()
    {
        if (_store is null) return;
        await _store.DisposeAsync();
        await PostgresDatabase.GiveBack(_connection);
    }

    public override async Task Retire(TenantId tenant, AgentId agent) =>
        await Postgres.Administration.Write(async (context, cancel) =>
        {
            await context.Retire(tenant, agent, cancel);
            return 0;
        });

    public override async Task Restore(TenantId tenant, AgentId agent) =>
        await Postgres.Administration.Write(async (context, cancel) =>
        {
            await context.Restore(tenant, agent, cancel);
            return 0;
        });

    public override async Task OweReview(TenantId tenant, QueueId? queue) =>
        await Postgres.Administration.Write((context, cancel) => context.OweReview(tenant, queue, cancel));

    public override Task<object?> Read(string sql) => Run(sql);

    /// <summary>In any row; the room of what was erased is the server's to use again.</summary>
    public override async Task<bool> Holds(string text) => await Run(
        "select count(*) from (select c::text from conversation c union all "
        + "select convert_from(body, 'UTF8') from event) as kept (it) "
        + $"where it like '%{text}%'") is not 0L;

    public Task<object?> Run(string sql) => PostgresServer.Execute(_connection, sql);
}
