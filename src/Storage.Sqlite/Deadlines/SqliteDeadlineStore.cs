using LiveChat.Core.Primitives;
using LiveChat.Storage.Deadlines;
using LiveChat.Storage.Sqlite.Reading;
using LiveChat.Storage.Sqlite.Writing;

namespace LiveChat.Storage.Sqlite.Deadlines;

internal sealed class SqliteDeadlineStore(WriteLane lane, ReaderPool readers) : IDeadlineStore
{
    public async ValueTask<bool> Move(
        TenantId tenant, ConversationId conversation, long version, DateTimeOffset? at,
        CancellationToken cancel = default) =>
        await lane.Write(
            tenant,
            (tenant, conversation, version, at),
            static (writer, it) => writer.Deadlines.Move(it.tenant, it.conversation, it.version, it.at),
            cancel);

    public ValueTask<IReadOnlyList<ArmedDeadline>> Armed(
        int shard, DateTimeOffset until, ArmedDeadline? after, int limit, CancellationToken cancel = default) =>
        readers.Read(
            (shard, until, after, limit),
            static (connection, it) =>
            {
                var list = connection.Prepared(DeadlineSql.Armed);
                list.Bind(1, it.shard);
                list.Bind(2, it.until);
                list.Bind(3, it.after is { } last ? StoredValue.Of(last.At) : long.MinValue);
                list.Bind(4, it.after?.Conversation.Thread.Value ?? Guid.Empty);
                list.Bind(5, it.after?.Conversation.Ordinal ?? 0);
                list.Bind(6, it.limit);
                return list.ReadAll(static row => new ArmedDeadline(
                    new TenantId(row.Id(0)), new ConversationId(new ThreadId(row.Id(1)), (int)row.Integer(2)),
                    row.Time(3)));
            },
            cancel);

    // One seek for each agent, however many conversations it has.
    public ValueTask<IReadOnlyList<(TenantId Tenant, AgentId Agent)>> AgentsWithSlots(
        CancellationToken cancel = default) =>
        readers.Read(
            0,
            static IReadOnlyList<(TenantId, AgentId)> (connection, _) =>
            {
                var next = connection.Prepared(DeadlineSql.NextAgentWithSlots);
                List<(TenantId Tenant, AgentId Agent)> found = [];
                (TenantId Tenant, AgentId Agent)? at = default((TenantId, AgentId));
                while (at is { } last)
                {
                    next.Bind(1, last.Tenant.Value);
                    next.Bind(2, last.Agent.Value);
                    at = next.Step() ? (new TenantId(next.Id(0)), new AgentId(next.Id(1))) : null;
                    next.Reset();
                    if (at is { } agent) found.Add(agent);
                }

                return found;
            },
            cancel);

    public ValueTask<IReadOnlyList<DeadlineReview>> Reviews(int limit, CancellationToken cancel = default) =>
        readers.Read(
            limit,
            static (connection, limit) =>
            {
                var list = connection.Prepared(DeadlineSql.Reviews);
                list.Bind(1, Guid.Empty);
                list.Bind(2, limit);
                return list.ReadAll(static row => new DeadlineReview(
                    new TenantId(row.Id(0)), row.Id(1) is var queue && queue == Guid.Empty ? null : new QueueId(queue),
                    row.Integer(2)));
            },
            cancel);

    public async ValueTask EndReview(DeadlineReview review, CancellationToken cancel = default) =>
        await lane.Write(
            review.Tenant, review, static (writer, it) => writer.Deadlines.EndReview(it), cancel);
}
