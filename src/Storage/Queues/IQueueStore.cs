using LiveChat.Core.Primitives;

namespace LiveChat.Storage.Queues;

/// <summary>
/// The one durable number of a queue's actor. Written through the same writer as appends, so that a fence sees it in
/// order.
/// </summary>
public interface IQueueStore
{
    /// <summary>
    /// Raises the queue's epoch (from 0 where there is none) and returns it, durable: from then on nothing that was
    /// decided under an older one can be committed.
    /// </summary>
    ValueTask<long> RaiseEpoch(TenantId tenant, QueueId queue, CancellationToken cancel = default);
}
