using LiveChat.Core.Primitives;
using LiveChat.Storage.Sqlite.Raw;

namespace LiveChat.Storage.Sqlite.Queues;

/// <summary>Queues' epochs, within the lane's transaction.</summary>
internal sealed class QueueWriter(Connection connection)
{
    private readonly Statement _epoch = connection.Prepared(QueueSql.Epoch);
    private readonly Statement _raiseEpoch = connection.Prepared(QueueSql.RaiseEpoch);

    /// <summary>0 for a queue without one.</summary>
    public long Epoch(TenantId tenant, QueueId queue) => First(_epoch, tenant, queue);

    public long RaiseEpoch(TenantId tenant, QueueId queue) => First(_raiseEpoch, tenant, queue);

    private static long First(Statement statement, TenantId tenant, QueueId queue)
    {
        statement.Bind(1, tenant.Value);
        statement.Bind(2, queue.Value);
        return statement.ReadFirst(static row => row.Integer(0));
    }
}
