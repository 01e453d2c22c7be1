using LiveChat.Contracts.Deadlines;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Deadlines;
using LiveChat.Storage.Postgres.Raw;
using LiveChat.Storage.Postgres.Reading;
using LiveChat.Storage.Postgres.Writing;
using Npgsql;

namespace LiveChat.Storage.Postgres.Deadlines;

internal sealed class PostgresDeadlineStore(Writers writers, Readers readers) : IDeadlineStore
{
    public async ValueTask<bool> Move(
        TenantId tenant, ConversationId conversation, long version, DateTimeOffset? at,
        CancellationToken cancel = default) =>
        await writers.Write(
            tenant,
            (tenant, conversation, version, at),
            static async (connection, it) => await connection.Execute(
                Statement.Of(DeadlineSql.Move).With(it.conversation.Thread.Value).With((long)it.conversation.Ordinal)
                    .With(it.at).With((long)DeadlineShard.Of(it.conversation.Thread)).With(it.tenant.Value)
                    .With(it.version)) == 1,
            cancel);

    public ValueTask<IReadOnlyList<ArmedDeadline>> Armed(
        int shard, DateTimeOffset until, ArmedDeadline? after, int limit, CancellationToken cancel = default) =>
        ReadAll(
            Statement.Of(DeadlineSql.Armed).With((long)shard).With(until)
                .With(after is { } last ? StoredValue.Of(last.At) : long.MinValue)
                .With(after?.Conversation.Thread.Value ?? Guid.Empty)
                .With((long)(after?.Conversation.Ordinal ?? 0)).With((long)limit),
            static row => new ArmedDeadline(
                new TenantId(row.Id(0)), new ConversationId(new ThreadId(row.Id(1)), (int)row.Integer(2)),
                row.Time(3)),
            cancel);

    public ValueTask<IReadOnlyList<(TenantId Tenant, AgentId Agent)>> AgentsWithSlots(
        CancellationToken cancel = default) =>
        ReadAll(
            Statement.Of(DeadlineSql.AgentsWithSlots),
            static row => (new TenantId(row.Id(0)), new AgentId(row.Id(1))), cancel);

    public ValueTask<IReadOnlyList<DeadlineReview>> Reviews(int limit, CancellationToken cancel = default) =>
        ReadAll(
            Statement.Of(DeadlineSql.Reviews).With((long)limit),
            static row => new DeadlineReview(
                new TenantId(row.Id(0)), row.Id(1) is var queue && queue == Guid.Empty ? null : new QueueId(queue),
                row.Integer(2)),
            cancel);

    public async ValueTask EndReview(DeadlineReview review, CancellationToken cancel = default) =>
        await writers.Write(
            review,
            static (connection, it) => connection.Execute(
                Statement.Of(DeadlineSql.EndReview).With(it.Tenant.Value).With(it.Queue?.Value ?? Guid.Empty)
                    .With(it.Number)),
            cancel);

    private ValueTask<IReadOnlyList<T>> ReadAll<T>(
        NpgsqlBatchCommand statement, Func<NpgsqlDataReader, T> read, CancellationToken cancel) =>
        readers.Read((statement, read), static (connection, it) => connection.ReadAll(it.statement, it.read), cancel);
}
