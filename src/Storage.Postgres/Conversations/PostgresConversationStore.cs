using LiveChat.Contracts.Conversations;
using LiveChat.Core.Conversations;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Conversations;
using LiveChat.Storage.Events;
using LiveChat.Storage.Postgres.Raw;
using LiveChat.Storage.Postgres.Reading;
using LiveChat.Storage.Postgres.Writing;
using Npgsql;

namespace LiveChat.Storage.Postgres.Conversations;

internal sealed class PostgresConversationStore(Lanes lanes, Readers readers) : IConversationStore
{
    public async ValueTask<AppendResult> Append(Append append, CancellationToken cancel = default)
    {
        AppendShape.Check(append);
        cancel.ThrowIfCancellationRequested();
        var work = new AppendWork(append);
        if (!lanes.Of(append).TryAdd(work)) return new AppendResult(AppendOutcome.Busy);
        return await (cancel.CanBeCanceled ? work.Task.WaitAsync(cancel) : work.Task);
    }

    public ValueTask<SeenAnswer?> FindSeen(TenantId tenant, SeenKey key, CancellationToken cancel = default) =>
        readers.Read(
            tenant,
            (tenant, key),
            static (connection, it) => connection.ReadFirst(
                Statement.Of(ConversationSql.FindSeen).With(it.tenant.Value).With(it.key.Value), SeenRow.Read),
            cancel);

    // The head is read first and bounds the events, so that both show the same moment without a transaction.
    public ValueTask<LoadedThread?> Load(TenantId tenant, ThreadId thread, CancellationToken cancel = default) =>
        readers.Read(
            tenant,
            (tenant, thread),
            static async (connection, it) =>
            {
                var found = await connection.ReadAll(
                    Statement.Of(ConversationSql.PresentHead).With(it.thread.Value).With(it.tenant.Value),
                    static row => (
                        Head: HeadRow.Read(row), Number: row.Integer(HeadRow.ColumnCount),
                        DeadlineAt: row.TimeOrNull(HeadRow.ColumnCount + 1)));
                if (found is not [var (head, number, deadlineAt)]) return null;
                var events = await ReadEvents(
                    connection, number, head.FirstVersion, head.Version, int.MaxValue, static row => EventOf(row));
                return new LoadedThread(head, events, deadlineAt);
            },
            cancel);

    public ValueTask<ConversationHead?> Head(TenantId tenant, ConversationId id, CancellationToken cancel = default) =>
        readers.Read(
            tenant,
            (tenant, id),
            static async (connection, it) => (await Find(connection, it.tenant, it.id))?.Head,
            cancel);

    public ValueTask<IReadOnlyList<StoredEvent>> Events(
        TenantId tenant, ConversationId id, long fromVersion, int limit, CancellationToken cancel = default) =>
        readers.Read(
            tenant,
            (tenant, id, fromVersion, limit),
            static async Task<IReadOnlyList<StoredEvent>> (connection, it) =>
            {
                if (await Find(connection, it.tenant, it.id) is not var (head, number)) return [];
                return await ReadEvents(
                    connection, number, Math.Max(it.fromVersion, head.FirstVersion), head.Version, it.limit,
                    static row => new StoredEvent(row.Integer(0), EventOf(row)));
            },
            cancel);

    public ValueTask<IReadOnlyList<ConversationHead>> WaitingIn(
        TenantId tenant, QueueId queue, ConversationId? after, int limit, CancellationToken cancel = default) =>
        ReadAll(
            tenant,
            Statement.Of(ConversationSql.WaitingIn).With(tenant.Value).With(queue.Value)
                .With(after?.Thread.Value ?? Guid.Empty).With((long)(after?.Ordinal ?? 0)).With((long)limit),
            HeadRow.Read, cancel);

    public ValueTask<IReadOnlyList<ConversationHead>> SlotsOf(
        TenantId tenant, AgentId agent, CancellationToken cancel = default) =>
        ReadAll(
            tenant, Statement.Of(ConversationSql.SlotsOf).With(tenant.Value).With(agent.Value), HeadRow.Read, cancel);

    public ValueTask<IReadOnlyList<ConversationId>> SlotIdsOf(
        TenantId tenant, AgentId agent, CancellationToken cancel = default) =>
        ReadAll(
            tenant,
            Statement.Of(ConversationSql.SlotIdsOf).With(tenant.Value).With(agent.Value),
            static row => new ConversationId(new ThreadId(row.Id(0)), (int)row.Integer(1)), cancel);

    public ValueTask<IReadOnlyList<ConversationHead>> List(
        TenantId tenant, ConversationFilter filter, ListCursor? after, int limit, CancellationToken cancel = default) =>
        ReadAll(tenant, ListQuery.Of(tenant, filter, after, limit), HeadRow.Read, cancel);

    public ValueTask<IReadOnlyList<long>> HandledBy(
        TenantId tenant, IReadOnlyList<AgentId> agents, DateTimeOffset since, CancellationToken cancel = default) =>
        ReadAll(
            tenant,
            Statement.Of(ConversationSql.HandledBy).With(tenant.Value).Ids(agents, static it => it.Value).With(since),
            static row => row.Integer(0), cancel);

    public async ValueTask<long> HandledCount(
        TenantId tenant, DateTimeOffset since, CancellationToken cancel = default) =>
        (await ReadAll(
            tenant,
            Statement.Of(ConversationSql.HandledCount).With(tenant.Value).With(since),
            static row => row.Integer(0), cancel))[0];

    public ValueTask<IReadOnlyList<(TenantId Tenant, QueueId Queue)>> QueuesWithWaiting(
        CancellationToken cancel = default) =>
        ReadAll(
            default,
            Statement.Of(ConversationSql.QueuesWithWaiting),
            static row => (new TenantId(row.Id(0)), new QueueId(row.Id(1))), cancel);

    public ValueTask<IReadOnlyList<(TenantId Tenant, AgentId Agent)>> GoneAgentsWithSlots(
        CancellationToken cancel = default) =>
        ReadAll(
            default,
            Statement.Of(ConversationSql.GoneAgentsWithSlots),
            static row => (new TenantId(row.Id(0)), new AgentId(row.Id(1))), cancel);

    private ValueTask<IReadOnlyList<T>> ReadAll<T>(
        TenantId tenant, NpgsqlBatchCommand statement, Func<NpgsqlDataReader, T> read, CancellationToken cancel) =>
        readers.Read(
            tenant, (statement, read), static (connection, it) => connection.ReadAll(it.statement, it.read), cancel);

    private static async Task<(ConversationHead Head, long Number)?> Find(
        NpgsqlConnection connection, TenantId tenant, ConversationId id) =>
        await connection.ReadFirst<(ConversationHead, long)?>(
            Statement.Of(ConversationSql.Head).With(id.Thread.Value).With((long)id.Ordinal).With(tenant.Value),
            static row => (HeadRow.Read(row), row.Integer(HeadRow.ColumnCount)));

    private static Task<IReadOnlyList<T>> ReadEvents<T>(
        NpgsqlConnection connection, long number, long from, long to, int limit, Func<NpgsqlDataReader, T> read) =>
        connection.ReadAll(
            Statement.Of(ConversationSql.Events).With(number).With(from).With(to).With((long)limit), read);

    private static ConversationEvent EventOf(NpgsqlDataReader row) =>
        EventCodec.Read(row.Text(1), row.Time(2), row.Bytes(3));
}
