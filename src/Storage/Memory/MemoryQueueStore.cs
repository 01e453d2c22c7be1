using LiveChat.Core.Primitives;
using LiveChat.Storage.Queues;

namespace LiveChat.Storage.Memory;

internal sealed class MemoryQueueStore(MemoryTables tables) : IQueueStore
{
    public ValueTask<long> RaiseEpoch(TenantId tenant, QueueId queue, CancellationToken cancel = default)
    {
        lock (tables.Lock)
        {
            var raised = tables.Queues.GetValueOrDefault((tenant, queue)) + 1;
            tables.Queues[(tenant, queue)] = raised;
            return new(raised);
        }
    }
}
