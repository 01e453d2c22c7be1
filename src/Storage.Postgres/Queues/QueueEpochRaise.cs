using LiveChat.Core.Primitives;
using LiveChat.Storage.Postgres.Raw;
using LiveChat.Storage.Postgres.Writing;

namespace LiveChat.Storage.Postgres.Queues;

/// <summary>The raising of a queue's epoch, in its turn among the appends that it decides.</summary>
internal sealed class QueueEpochRaise(TenantId tenant, QueueId queue) : Work<long>(tenant), IFenceWork
{
    public FenceKey Key => new(IsQueue: true, Tenant.Value, queue.Value);

    public void AddTo(RoundTrip trip) => trip.Ask(
        Statement.Of(QueueSql.RaiseEpoch).With(Tenant.Value).With(queue.Value), row => Result = row.Integer(0));
}
