using LiveChat.Core.Primitives;
using LiveChat.Outside.Postgres;
using LiveChat.Storage.Agents;
using LiveChat.Storage.Conversations;
using LiveChat.Storage.Deadlines;
using LiveChat.Storage.Installation;
using LiveChat.Storage.Outbox;
using LiveChat.Storage.Postgres;
using LiveChat.Storage.Questionnaires;
using LiveChat.Storage.Queues;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveChat.Contract.Tests.Stores;

/// <summary>PostgreSQL, in a database of its own. Skips the test where there is none.</summary>
public sealed class PostgresUnderTest : StoreUnderTest
{
    private string _connection = "";
    private PostgresStore? _store;

    public PostgresOptions Options => new(_connection);

    public PostgresStore Postgres => _store ?? throw new InvalidOperationException("The store is closed.");

    public override IConversationStore Conversations => Postgres.Conversations;

    public override IAgentStore Agents => Postgres.Agents;

    public override IQueueStore Queues => Postgres.Queues;

    public override IOutboxStore Outbox => Postgres.Outbox;

    public override IInstallation Installation => Postgres.Installation;

    public override IDeadlineStore Deadlines => Postgres.Deadlines;

    public override IQuestionnaireStore Questionnaires => Postgres.Questionnaires;

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

    public Task<object?> Run(string sql) => PostgresServer.Execute(_connection, sql);
}
