using LiveChat.Core.Primitives;
using LiveChat.Storage.Queues;
using LiveChat.Storage.Sqlite.Writing;

namespace LiveChat.Storage.Sqlite.Queues;

internal sealed class SqliteQueueStore(WriteLane lane) : IQueueStore
{
    public async ValueTask<long> RaiseEpoch(TenantId tenant, QueueId queue, CancellationToken cancel = default) =>
        await lane.Write(
            tenant, (tenant, queue), static (writer, it) => writer.Queues.RaiseEpoch(it.tenant, it.queue), cancel);
}
