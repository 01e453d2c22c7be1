using LiveChat.Contracts.Actors;
using LiveChat.Contracts.Agents;
using LiveChat.Contracts.Outbox;
using LiveChat.Core.Fairness;
using LiveChat.Storage;
using LiveChat.Storage.Outbox;
using LiveChat.Storage.Writing;

namespace LiveChat.Channels.Outbox;

/// <summary>
/// Gathers delivery updates into batches, one at a time, of each tenant in turn, and tells the agents what has changed
/// once it is on disk. Its queue is bounded: when it is full, or when a tenant has more in it than there is room left,
/// callers get <see cref="StoreBusyException"/>.
/// </summary>
public sealed class DeliveryRecorder : IDeliveryReports, IAsyncDisposable
{
    public const int QueueMax = 32_768;
    public const int BatchMax = 512;

    private readonly Gathering<Entry> _queue = new(QueueMax, BatchMax, static (_, _) => Joining.Joins);

    private readonly IOutboxStore _store;
    private readonly Lazy<IActors> _actors;
    private readonly Task _recording;

    /// <param name="store">Where updates are kept.</param>
    /// <param name="actors">Lazy, since actors feed the outbox from which this is reached.</param>
    public DeliveryRecorder(IOutboxStore store, Lazy<IActors> actors)
    {
        _store = store;
        _actors = actors;
        _recording = Task.Run(RecordAll);
    }

    public async ValueTask<DeliveryChange?> Record(DeliveryUpdate update, CancellationToken cancel = default)
    {
        var entry = new Entry(update);
        return _queue.Add(update.Tenant, entry) switch
        {
            Gathered.Yes => await entry.Task.WaitAsync(cancel),
            Gathered.Full => throw new StoreBusyException("Too many delivery updates wait to be recorded."),
            _ => throw new StoreUnavailableException("The program is stopping."),
        };
    }

    /// <summary>Takes no more, and ends when all that was taken is recorded or has failed.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.End();
        await _recording;
    }

    private async Task RecordAll()
    {
        while (await _queue.TakeAsync() is { } batch)
        {
            await RecordBatch(batch);
            _queue.Done(batch.Count);
        }
    }

    private async Task RecordBatch(List<Entry> batch)
    {
        IReadOnlyList<DeliveryChange?> changes;
        try
        {
            changes = await _store.Record(batch.ConvertAll(entry => entry.Update));
        }
        catch (Exception failure)
        {
            foreach (var entry in batch) entry.SetException(failure);
            return;
        }

        for (var i = 0; i < batch.Count; i++)
        {
            if (changes[i] is { Changed: true, Agent: not null } change) Tell(batch[i].Update, change);
            batch[i].SetResult(changes[i]);
        }
    }

    private void Tell(DeliveryUpdate update, DeliveryChange change)
    {
        if (update.State is null) return;
        _actors.Value.Tell(
            ActorId.Of(update.Tenant, change.Agent!.Value),
            new DeliveryTold(change.Conversation, update.Message, NameOf(change.State), update.Code, update.At));
    }

    private static string NameOf(DeliveryState state) => state switch
    {
        DeliveryState.Queued => "queued",
        DeliveryState.Sent => "sent",
        DeliveryState.Delivered => "delivered",
        DeliveryState.Read => "read",
        _ => "failed",
    };

    private sealed class Entry(DeliveryUpdate update)
        : TaskCompletionSource<DeliveryChange?>(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public DeliveryUpdate Update => update;
    }
}
