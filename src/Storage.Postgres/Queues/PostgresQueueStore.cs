using LiveChat.Core.Primitives;
using LiveChat.Storage.Postgres.Writing;
using LiveChat.Storage.Queues;

namespace LiveChat.Storage.Postgres.Queues;

internal sealed class PostgresQueueStore(Lanes lanes) : IQueueStore
{
    public async ValueTask<long> RaiseEpoch(TenantId tenant, QueueId queue, CancellationToken cancel = default) =>
        await Lanes.Write(lanes.Of(queue), new QueueEpochRaise(tenant, queue), cancel);
}
