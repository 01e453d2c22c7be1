using LiveChat.Contracts.Outbox;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Outbox;
using LiveChat.Storage.Sqlite.Reading;
using LiveChat.Storage.Sqlite.Writing;

namespace LiveChat.Storage.Sqlite.Outbox;

internal sealed class SqliteOutboxStore(WriteLane lane, ReaderPool readers) : IOutboxStore
{
    public ValueTask<IReadOnlyList<SenderId>> SendersWithQueued(CancellationToken cancel = default) =>
        readers.Read(0, static (connection, _) => OutboxReader.SendersWithQueued(connection), cancel);

    public ValueTask<IReadOnlyList<OutboxMessage>> Due(
        SenderId sender, DateTimeOffset now, int max, CancellationToken cancel = default) =>
        Due(null, sender, now, max, cancel);

    // Fetchers ask far more often than there is something: a look comes before the write.
    public async ValueTask<IReadOnlyList<OutboxMessage>> Lease(
        TenantId tenant, SenderId sender, DateTimeOffset now, DateTimeOffset until, int max,
        CancellationToken cancel = default)
    {
        if (await Due(tenant, sender, now, 1, cancel) is []) return [];
        return await lane.Write(
            tenant,
            (tenant, sender, now, until, max),
            static (writer, it) => writer.Outbox.Lease(it.tenant, it.sender, it.now, it.until, it.max),
            cancel);
    }

    public async ValueTask<IReadOnlyList<DeliveryChange?>> Record(
        IReadOnlyList<DeliveryUpdate> updates, CancellationToken cancel = default)
    {
        if (updates is []) return [];
        return await lane.Write(
            default,
            updates,
            static IReadOnlyList<DeliveryChange?> (writer, all) => [.. all.Select(writer.Outbox.Record)],
            cancel);
    }

    public ValueTask<IReadOnlyList<DeliveryStanding>> Standing(
        TenantId tenant, ConversationId conversation, long fromVersion, long toVersion,
        CancellationToken cancel = default) =>
        readers.Read(
            tenant,
            (tenant, conversation, fromVersion, toVersion),
            static (connection, it) =>
                OutboxReader.Standing(connection, it.tenant, it.conversation, it.fromVersion, it.toVersion),
            cancel);

    public ValueTask<IReadOnlyList<DeadLetter>> DeadLetters(
        TenantId tenant, SenderId? sender, DeadLetterCursor? after, int limit, CancellationToken cancel = default) =>
        readers.Read(
            tenant,
            (tenant, sender, after, limit),
            static (connection, it) =>
                OutboxReader.DeadLetters(connection, it.tenant, it.sender, it.after, it.limit),
            cancel);

    public async ValueTask<IReadOnlyList<OutboxMessage?>> Requeue(
        TenantId tenant, IReadOnlyList<MessageId> messages, DateTimeOffset now, CancellationToken cancel = default)
    {
        if (messages is []) return [];
        return await lane.Write(
            tenant,
            (tenant, messages, now),
            static IReadOnlyList<OutboxMessage?> (writer, it) =>
                [.. it.messages.Select(id => writer.Outbox.Requeue(it.tenant, id, it.now))],
            cancel);
    }

    private ValueTask<IReadOnlyList<OutboxMessage>> Due(
        TenantId? tenant, SenderId sender, DateTimeOffset now, int max, CancellationToken cancel) =>
        readers.Read(
            tenant ?? default,
            (tenant, sender, now, max),
            static (connection, it) => OutboxReader.Due(connection, it.tenant, it.sender, it.now, it.max),
            cancel);
}
