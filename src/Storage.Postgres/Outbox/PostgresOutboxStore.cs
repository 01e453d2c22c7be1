using LiveChat.Contracts.Outbox;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Outbox;
using LiveChat.Storage.Postgres.Raw;
using LiveChat.Storage.Postgres.Reading;
using LiveChat.Storage.Postgres.Writing;
using Npgsql;

namespace LiveChat.Storage.Postgres.Outbox;

internal sealed class PostgresOutboxStore(Writers writers, Readers readers) : IOutboxStore
{
    public ValueTask<IReadOnlyList<SenderId>> SendersWithQueued(CancellationToken cancel = default) =>
        ReadAll(Statement.Of(OutboxSql.SendersWithQueued), static row => new SenderId(row.Id(0)), cancel);

    public ValueTask<IReadOnlyList<OutboxMessage>> Due(
        SenderId sender, DateTimeOffset now, int max, CancellationToken cancel = default) =>
        ReadAll(Statement.Of(OutboxSql.Due).With(sender.Value).With(now).With((long)max), OutboxRow.Read, cancel);

    // Fetchers ask far more often than there is something: a look comes before the write.
    public async ValueTask<IReadOnlyList<OutboxMessage>> Lease(
        TenantId tenant, SenderId sender, DateTimeOffset now, DateTimeOffset until, int max,
        CancellationToken cancel = default)
    {
        var look = Statement.Of(OutboxSql.DueOfTenant).With(sender.Value).With(now).With(1L).With(tenant.Value);
        if (await ReadAll(look, OutboxRow.Read, cancel) is []) return [];
        return await writers.Write(
            tenant,
            (tenant, sender, now, until, max),
            static (connection, it) =>
                OutboxWriter.Lease(connection, it.tenant, it.sender, it.now, it.until, it.max),
            cancel);
    }

    public async ValueTask<IReadOnlyList<DeliveryChange?>> Record(
        IReadOnlyList<DeliveryUpdate> updates, CancellationToken cancel = default)
    {
        if (updates is []) return [];
        return await writers.Write(updates, OutboxWriter.Record, cancel);
    }

    public ValueTask<IReadOnlyList<DeliveryStanding>> Standing(
        TenantId tenant, ConversationId conversation, long fromVersion, long toVersion,
        CancellationToken cancel = default) =>
        ReadAll(
            Statement.Of(OutboxSql.Standing).With(conversation.Thread.Value).With((long)conversation.Ordinal)
                .With(tenant.Value).With(fromVersion).With(toVersion),
            static row => new DeliveryStanding(
                row.Integer(0), (DeliveryState)row.Integer(1), row.TextOrNull(2), row.Time(3)),
            cancel);

    public ValueTask<IReadOnlyList<DeadLetter>> DeadLetters(
        TenantId tenant, SenderId? sender, DeadLetterCursor? after, int limit, CancellationToken cancel = default)
    {
        var letters = Statement.Of(sender is null ? OutboxSql.DeadLetters : OutboxSql.DeadLettersOfSender)
            .With(tenant.Value)
            .With(after?.GivenUpAt ?? DateTimeOffset.MaxValue)
            .With(after?.Message.Thread.Value ?? Guid.AllBitsSet)
            .With(after?.Message.Version ?? long.MaxValue)
            .With((long)limit);
        if (sender is { } own) letters.With(own.Value);
        return ReadAll(
            letters,
            static row => new DeadLetter(
                OutboxRow.Read(row), row.TextOrNull(OutboxRow.CodeColumn), row.Time(OutboxRow.StateAtColumn)),
            cancel);
    }

    public async ValueTask<IReadOnlyList<OutboxMessage?>> Requeue(
        TenantId tenant, IReadOnlyList<MessageId> messages, DateTimeOffset now, CancellationToken cancel = default)
    {
        if (messages is []) return [];
        return await writers.Write(
            tenant,
            (tenant, messages, now),
            static (connection, it) => OutboxWriter.Requeue(connection, it.tenant, it.messages, it.now),
            cancel);
    }

    private ValueTask<IReadOnlyList<T>> ReadAll<T>(
        NpgsqlBatchCommand statement, Func<NpgsqlDataReader, T> read, CancellationToken cancel) =>
        readers.Read((statement, read), static (connection, it) => connection.ReadAll(it.statement, it.read), cancel);
}
