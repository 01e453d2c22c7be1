using LiveChat.Contracts.Actors;
using LiveChat.Contracts.Outbox;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Outbox;
using LiveChat.Storage.Sqlite.Raw;

namespace LiveChat.Storage.Sqlite.Outbox;

/// <summary>
/// Outbox rows, within the lane's transaction. <c>due_at</c> stands in the first queued row of each thread and in no
/// other, which keeps the order of the thread and makes what is due one range of an index.
/// </summary>
internal sealed class OutboxWriter(Connection connection)
{
    public void Insert(OutboxMessage message, long number)
    {
        var isFirst = FirstQueued(message.Id.Thread) is null;
        var insert = Of(OutboxSql.Insert, message.Id);
        insert.Bind(3, message.Tenant.Value);
        insert.Bind(4, message.Conversation.Ordinal);
        insert.Bind(5, message.Sender.Value);
        insert.Bind(6, message.At);
        insert.Bind(7, message.Attempts);
        insert.Bind(8, message.NextAttemptAt);
        insert.Bind(9, isFirst ? message.NextAttemptAt : null);
        insert.Bind(10, number);
        insert.Bind(11, TraceParent.Of(message.Cause));
        insert.Execute();
    }

    public IReadOnlyList<OutboxMessage> Lease(
        TenantId tenant, SenderId sender, DateTimeOffset now, DateTimeOffset until, int max)
    {
        var due = OutboxReader.Due(connection, tenant, sender, now, max);
        foreach (var message in due)
        {
            var lease = Of(OutboxSql.Lease, message.Id);
            lease.Bind(3, until);
            lease.Execute();
        }

        return [.. due.Select(message => message with { NextAttemptAt = until })];
    }

    public DeliveryChange? Record(DeliveryUpdate update)
    {
        if (Find(update.Tenant, update.Message) is not { } row) return null;
        var next = DeliveryRules.Next(row.State, update);
        if (next == DeliveryState.Queued) Retry(update);
        else if (next is { } state) Leave(update, row.Number, state, row.State);
        var id = new ConversationId(update.Message.Thread, row.Ordinal);
        return new DeliveryChange(id, row.Sender, HolderOf(row.Number), next ?? row.State, Changed: next is not null);
    }

    public OutboxMessage? Requeue(TenantId tenant, MessageId id, DateTimeOffset now)
    {
        if (Find(tenant, id) is not { GivenUp: true } row) return null;
        var requeue = Of(OutboxSql.Requeue, row.Number, id);
        requeue.Bind(3, now);
        requeue.Execute();
        PutInOrder(id.Thread);
        return Of(OutboxSql.Message, row.Number, id).ReadFirst(OutboxRow.Read);
    }

    private void Retry(DeliveryUpdate update)
    {
        var retry = Of(OutboxSql.Retry, update.Message);
        retry.Bind(3, update.Code);
        retry.Bind(4, update.NextAttemptAt ?? update.At);
        retry.Execute();
    }

    private void Leave(DeliveryUpdate update, long number, DeliveryState to, DeliveryState from)
    {
        var leave = Of(OutboxSql.Leave, number, update.Message);
        leave.Bind(3, (long)to);
        leave.Bind(4, update.Code);
        leave.Bind(5, update.At);
        leave.Bind(6, update.DeadLetter);
        leave.Execute();
        if (from == DeliveryState.Queued) PutInOrder(update.Message.Thread);
    }

    private void PutInOrder(ThreadId thread)
    {
        if (FirstQueued(thread) is not { } first) return;
        Of(OutboxSql.PutFirst, new MessageId(thread, first)).Execute();
        Of(OutboxSql.PutOthersBehind, new MessageId(thread, first)).Execute();
    }

    private long? FirstQueued(ThreadId thread)
    {
        var find = connection.Prepared(OutboxSql.FirstQueued);
        find.Bind(1, thread.Value);
        if (!find.Step()) return null;
        var version = find.Integer(0);
        find.Reset();
        return version;
    }

    private (DeliveryState State, int Ordinal, bool GivenUp, SenderId Sender, long Number)? Find(
        TenantId tenant, MessageId id)
    {
        var find = Of(OutboxSql.Find, id);
        if (!find.Step()) return null;
        var isOwn = find.Id(0) == tenant.Value;
        var row = (
            (DeliveryState)find.Integer(1), (int)find.Integer(2), find.Flag(3), new SenderId(find.Id(4)),
            find.Integer(5));
        find.Reset();
        return isOwn ? row : null;
    }

    private AgentId? HolderOf(long number)
    {
        var find = connection.Prepared(OutboxSql.HolderOf);
        find.Bind(1, number);
        if (!find.Step()) return null;
        var agent = find.IdOrNull(0);
        find.Reset();
        return agent is { } present ? new AgentId(present) : null;
    }

    private Statement Of(string sql, long number, MessageId id)
    {
        var statement = connection.Prepared(sql);
        statement.Bind(1, number);
        statement.Bind(2, id.Version);
        return statement;
    }

    private Statement Of(string sql, MessageId id)
    {
        var statement = connection.Prepared(sql);
        statement.Bind(1, id.Thread.Value);
        statement.Bind(2, id.Version);
        return statement;
    }
}
