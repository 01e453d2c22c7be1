using LiveChat.Contracts.Outbox;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Outbox;
using LiveChat.Storage.Postgres.Raw;
using Npgsql;

namespace LiveChat.Storage.Postgres.Outbox;

/// <summary>Outbox rows, within a transaction: they are held, changed as the rules say, and written.</summary>
internal static class OutboxWriter
{
    public static Task<IReadOnlyList<OutboxMessage>> Lease(
        NpgsqlConnection connection, TenantId tenant, SenderId sender, DateTimeOffset now, DateTimeOffset until,
        int max) =>
        connection.ReadAll(
            Statement.Of(OutboxSql.Lease).With(sender.Value).With(now).With((long)max).With(tenant.Value).With(until),
            OutboxRow.Read);

    public static async Task<IReadOnlyList<DeliveryChange?>> Record(
        NpgsqlConnection connection, IReadOnlyList<DeliveryUpdate> updates)
    {
        var held = await Hold(connection, updates.Select(it => it.Message));
        List<DeliveryChange?> changes =
        [
            .. updates.Select(update => held.TryGetValue(update.Message, out var message)
                && message.Tenant == update.Tenant ? message.Record(update) : null),
        ];
        await Write(connection, held.Values);
        return changes;
    }

    public static async Task<IReadOnlyList<OutboxMessage?>> Requeue(
        NpgsqlConnection connection, TenantId tenant, IReadOnlyList<MessageId> ids, DateTimeOffset now)
    {
        await HoldThreads(connection, ThreadsOf(ids));
        var held = await Hold(connection, ids);
        List<HeldMessage?> back =
        [
            .. ids.Select(id => held.TryGetValue(id, out var message) && message.Tenant == tenant
                && message.Requeue(now) ? message : null),
        ];
        await Write(connection, held.Values);
        HeldMessage[] found = [.. back.OfType<HeldMessage>()];
        var messages = await connection.ReadAll(
            Statement.Of(OutboxSql.MessagesOf).Numbers(found, static it => it.Number)
                .Numbers(found, static it => it.Id.Version),
            OutboxRow.Read);
        var byId = messages.ToDictionary(it => it.Id);
        return [.. back.Select(it => it is null ? null : byId[it.Id])];
    }

    private static async Task<Dictionary<MessageId, HeldMessage>> Hold(
        NpgsqlConnection connection, IEnumerable<MessageId> ids)
    {
        MessageId[] wanted = [.. ids.Distinct().OrderBy(it => it.Thread.Value).ThenBy(it => it.Version)];
        var held = new Dictionary<MessageId, HeldMessage>();
        await new RoundTrip(connection)
            .Hold(Statement.Of(OutboxSql.HoldQueued).Ids(ThreadsOf(wanted), static it => it.Value))
            .Ask(
                Statement.Of(OutboxSql.Hold).Ids(wanted, static it => it.Thread.Value)
                    .Numbers(wanted, static it => it.Version),
                row =>
                {
                    var message = HeldMessage.Read(row);
                    held.Add(message.Id, message);
                })
            .Send();
        return held;
    }

    /// <summary>
    /// Between the look for the last session and the hold on it, the next one may have begun; the second look finds it.
    /// </summary>
    private static Task<int> HoldThreads(NpgsqlConnection connection, ThreadId[] threads) =>
        new RoundTrip(connection)
            .Hold(Statement.Of(OutboxSql.HoldThreads).Ids(threads, static it => it.Value))
            .Hold(Statement.Of(OutboxSql.HoldThreads).Ids(threads, static it => it.Value))
            .Send();

    private static async Task Write(NpgsqlConnection connection, IEnumerable<HeldMessage> held)
    {
        HeldMessage[] changed = [.. held.Where(it => it.IsChanged)];
        if (changed is []) return;
        await new RoundTrip(connection)
            .Do(HeldMessage.Update(changed))
            .Do(Statement.Of(OutboxSql.PutInOrder)
                .Ids(ThreadsOf(changed.Select(it => it.Id)), static it => it.Value))
            .Send();
    }

    private static ThreadId[] ThreadsOf(IEnumerable<MessageId> ids) =>
        [.. ids.Select(it => it.Thread).Distinct().OrderBy(it => it.Value)];
}
