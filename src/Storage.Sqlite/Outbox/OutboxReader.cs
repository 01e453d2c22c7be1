using LiveChat.Contracts.Outbox;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Outbox;
using LiveChat.Storage.Sqlite.Raw;

namespace LiveChat.Storage.Sqlite.Outbox;

/// <summary>What readers ask of outbox rows, and the writer before a lease.</summary>
internal static class OutboxReader
{
    public static IReadOnlyList<OutboxMessage> Due(
        Connection connection, TenantId? tenant, SenderId sender, DateTimeOffset now, int max)
    {
        var due = connection.Prepared(tenant is null ? OutboxSql.Due : OutboxSql.DueOfTenant);
        due.Bind(1, sender.Value);
        due.Bind(2, now);
        due.Bind(3, max);
        if (tenant is { } own) due.Bind(4, own.Value);
        return due.ReadAll(OutboxRow.Read);
    }

    /// <summary>One seek for each sender, however many rows it has.</summary>
    public static IReadOnlyList<SenderId> SendersWithQueued(Connection connection)
    {
        var next = connection.Prepared(OutboxSql.NextSenderWithQueued);
        List<SenderId> found = [];
        SenderId? at = default(SenderId);
        while (at is { } last)
        {
            next.Bind(1, last.Value);
            at = next.Step() ? new SenderId(next.Id(0)) : null;
            next.Reset();
            if (at is { } sender) found.Add(sender);
        }

        return found;
    }

    public static IReadOnlyList<DeliveryStanding> Standing(
        Connection connection, TenantId tenant, ConversationId id, long from, long to)
    {
        var standing = connection.Prepared(OutboxSql.Standing);
        standing.Bind(1, id.Thread.Value);
        standing.Bind(2, from);
        standing.Bind(3, to);
        standing.Bind(4, tenant.Value);
        standing.Bind(5, id.Ordinal);
        return standing.ReadAll(static row => new DeliveryStanding(
            row.Integer(0), (DeliveryState)row.Integer(1), row.TextOrNull(2), row.Time(3)));
    }

    public static IReadOnlyList<DeadLetter> DeadLetters(
        Connection connection, TenantId tenant, SenderId? sender, DeadLetterCursor? after, int limit)
    {
        var letters = connection.Prepared(sender is null ? OutboxSql.DeadLetters : OutboxSql.DeadLettersOfSender);
        letters.Bind(1, tenant.Value);
        letters.Bind(2, after?.GivenUpAt ?? DateTimeOffset.MaxValue);
        letters.Bind(3, after?.Message.Thread.Value ?? Guid.AllBitsSet);
        letters.Bind(4, after?.Message.Version ?? long.MaxValue);
        letters.Bind(5, limit);
        if (sender is { } own) letters.Bind(6, own.Value);
        return letters.ReadAll(static row => new DeadLetter(
            OutboxRow.Read(row), row.TextOrNull(OutboxRow.CodeColumn), row.Time(OutboxRow.StateAtColumn)));
    }
}
