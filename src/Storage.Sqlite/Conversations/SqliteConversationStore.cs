using LiveChat.Contracts.Conversations;
using LiveChat.Core.Conversations;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Conversations;
using LiveChat.Storage.Events;
using LiveChat.Storage.Sqlite.Raw;
using LiveChat.Storage.Sqlite.Reading;
using LiveChat.Storage.Sqlite.Writing;

namespace LiveChat.Storage.Sqlite.Conversations;

internal sealed class SqliteConversationStore(WriteLane lane, ReaderPool readers) : IConversationStore
{
    public async ValueTask<AppendResult> Append(Append append, CancellationToken cancel = default)
    {
        AppendShape.Check(append);
        cancel.ThrowIfCancellationRequested();
        var work = new AppendWork(append);
        if (!lane.TryAdd(work)) return new AppendResult(AppendOutcome.Busy);
        return await (cancel.CanBeCanceled ? work.Task.WaitAsync(cancel) : work.Task);
    }

    public ValueTask<SeenAnswer?> FindSeen(TenantId tenant, SeenKey key, CancellationToken cancel = default) =>
        readers.Read(
            tenant,
            (tenant, key),
            static (connection, it) =>
                SeenRow.Find(connection.Prepared(ConversationSql.FindSeen), it.tenant, it.key),
            cancel);

    // The head is read first and bounds the events, so that both show the same moment without a transaction.
    public ValueTask<LoadedThread?> Load(TenantId tenant, ThreadId thread, CancellationToken cancel = default) =>
        readers.Read(
            tenant,
            (tenant, thread),
            static (connection, it) =>
            {
                var find = connection.Prepared(ConversationSql.PresentHead);
                find.Bind(1, it.thread.Value);
                find.Bind(2, it.tenant.Value);
                var found = find.ReadAll(
                    static row => (
                        Head: HeadRow.Read(row), Number: row.Integer(HeadRow.ColumnCount),
                        DeadlineAt: row.TimeOrNull(HeadRow.ColumnCount + 1)));
                if (found is not [var (head, number, deadlineAt)]) return null;
                var events = ReadEvents(
                    connection, number, head.FirstVersion, head.Version, int.MaxValue, static row => EventOf(row));
                return new LoadedThread(head, events, deadlineAt);
            },
            cancel);

    public ValueTask<ConversationHead?> Head(TenantId tenant, ConversationId id, CancellationToken cancel = default) =>
        readers.Read((tenant, id), static (connection, it) => Find(connection, it.tenant, it.id)?.Head, cancel);

    public ValueTask<IReadOnlyList<StoredEvent>> Events(
        TenantId tenant, ConversationId id, long fromVersion, int limit, CancellationToken cancel = default) =>
        readers.Read(
            tenant,
            (tenant, id, fromVersion, limit),
            static (connection, it) =>
            {
                if (Find(connection, it.tenant, it.id) is not var (head, number)) return [];
                return ReadEvents(
                    connection, number, Math.Max(it.fromVersion, head.FirstVersion), head.Version, it.limit,
                    static row => new StoredEvent(row.Integer(0), EventOf(row)));
            },
            cancel);

    public ValueTask<IReadOnlyList<ConversationHead>> WaitingIn(
        TenantId tenant, QueueId queue, ConversationId? after, int limit, CancellationToken cancel = default) =>
        readers.Read(
            tenant,
            (tenant, queue, after, limit),
            static (connection, it) =>
            {
                var list = connection.Prepared(ConversationSql.WaitingIn);
                list.Bind(1, it.tenant.Value);
                list.Bind(2, it.queue.Value);
                list.Bind(3, it.after?.Thread.Value ?? Guid.Empty);
                list.Bind(4, it.after?.Ordinal ?? 0);
                list.Bind(5, it.limit);
                return list.ReadAll(HeadRow.Read);
            },
            cancel);

    public ValueTask<IReadOnlyList<ConversationHead>> SlotsOf(
        TenantId tenant, AgentId agent, CancellationToken cancel = default) =>
        readers.Read(
            tenant,
            (tenant, agent),
            static (connection, it) =>
            {
                var list = connection.Prepared(ConversationSql.SlotsOf);
                list.Bind(1, it.tenant.Value);
                list.Bind(2, it.agent.Value);
                return list.ReadAll(HeadRow.Read);
            },
            cancel);

    public ValueTask<IReadOnlyList<ConversationId>> SlotIdsOf(
        TenantId tenant, AgentId agent, CancellationToken cancel = default) =>
        readers.Read(
            tenant,
            (tenant, agent),
            static (connection, it) =>
            {
                var list = connection.Prepared(ConversationSql.SlotIdsOf);
                list.Bind(1, it.tenant.Value);
                list.Bind(2, it.agent.Value);
                return list.ReadAll(
                    static row => new ConversationId(new ThreadId(row.Id(0)), (int)row.Integer(1)));
            },
            cancel);

    public ValueTask<IReadOnlyList<ConversationHead>> List(
        TenantId tenant, ConversationFilter filter, ListCursor? after, int limit, CancellationToken cancel = default) =>
        readers.Read(
            tenant,
            (tenant, filter, after, limit),
            static (connection, it) => ListQuery.Run(connection, it.tenant, it.filter, it.after, it.limit),
            cancel);

    public ValueTask<IReadOnlyList<long>> HandledBy(
        TenantId tenant, IReadOnlyList<AgentId> agents, DateTimeOffset since, CancellationToken cancel = default) =>
        readers.Read(
            tenant,
            (tenant, agents, since),
            static IReadOnlyList<long> (connection, it) =>
            {
                var count = connection.Prepared(ConversationSql.HandledBy);
                count.Bind(1, it.tenant.Value);
                count.Bind(3, it.since);
                return [.. it.agents.Select(agent =>
                {
                    count.Bind(2, agent.Value);
                    return count.ReadFirst(static row => (long?)row.Integer(0))!.Value;
                })];
            },
            cancel);

    public ValueTask<long> HandledCount(TenantId tenant, DateTimeOffset since, CancellationToken cancel = default) =>
        readers.Read(
            tenant,
            (tenant, since),
            static (connection, it) =>
            {
                var count = connection.Prepared(ConversationSql.HandledCount);
                count.Bind(1, it.tenant.Value);
                count.Bind(2, it.since);
                return count.ReadFirst(static row => (long?)row.Integer(0))!.Value;
            },
            cancel);

    // One seek for each queue, however many conversations wait in it.
    public ValueTask<IReadOnlyList<(TenantId Tenant, QueueId Queue)>> QueuesWithWaiting(
        CancellationToken cancel = default) =>
        readers.Read(
            0,
            static IReadOnlyList<(TenantId, QueueId)> (connection, _) =>
            {
                var next = connection.Prepared(ConversationSql.NextQueueWithWaiting);
                List<(TenantId Tenant, QueueId Queue)> found = [];
                (TenantId Tenant, QueueId Queue)? at = default((TenantId, QueueId));
                while (at is { } last)
                {
                    next.Bind(1, last.Tenant.Value);
                    next.Bind(2, last.Queue.Value);
                    at = next.Step() ? (new TenantId(next.Id(0)), new QueueId(next.Id(1))) : null;
                    next.Reset();
                    if (at is { } queue) found.Add(queue);
                }

                return found;
            },
            cancel);

    public ValueTask<IReadOnlyList<(TenantId Tenant, AgentId Agent)>> GoneAgentsWithSlots(
        CancellationToken cancel = default) =>
        readers.Read(
            0,
            static (connection, _) => connection.Prepared(ConversationSql.GoneAgentsWithSlots)
                .ReadAll(static row => (new TenantId(row.Id(0)), new AgentId(row.Id(1)))),
            cancel);

    private static (ConversationHead Head, long Number)? Find(Connection connection, TenantId tenant, ConversationId id)
    {
        var find = connection.Prepared(ConversationSql.Head);
        find.Bind(1, id.Thread.Value);
        find.Bind(2, id.Ordinal);
        find.Bind(3, tenant.Value);
        return find.ReadFirst<(ConversationHead, long)?>(
            static row => (HeadRow.Read(row), row.Integer(HeadRow.ColumnCount)));
    }

    private static IReadOnlyList<T> ReadEvents<T>(
        Connection connection, long number, long from, long to, int limit, Func<Statement, T> read)
    {
        var events = connection.Prepared(ConversationSql.Events);
        events.Bind(1, number);
        events.Bind(2, from);
        events.Bind(3, to);
        events.Bind(4, limit);
        return events.ReadAll(read);
    }

    private static ConversationEvent EventOf(Statement row) => EventCodec.Read(row.Text(1), row.Time(2), row.Bytes(3));
}
