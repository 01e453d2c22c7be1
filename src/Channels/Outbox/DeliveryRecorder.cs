using System.Threading.Channels;
using LiveChat.Contracts.Actors;
using LiveChat.Contracts.Agents;
using LiveChat.Contracts.Outbox;
using LiveChat.Storage;
using LiveChat.Storage.Outbox;

namespace LiveChat.Channels.Outbox;

/// <summary>
/// Gathers delivery updates into batches, one at a time, and tells the agents what has changed once it is on disk. Its
/// queue is bounded: when it is full, callers get <see cref="StoreBusyException"/>.
/// </summary>
public sealed class DeliveryRecorder : IDeliveryReports, IAsyncDisposable
{
    public const int QueueMax = 16_384;
    public const int BatchMax = 512;

    private readonly Channel<Entry> _queue = System.Threading.Channels.Channel.CreateBounded<Entry>(
        new BoundedChannelOptions(QueueMax) { SingleReader = true });

    private readonly IOutboxStore _store;
    private readonly Lazy<IActors> _actors;
    private readonly Task _recording;
    private volatile bool _stopping;

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
        if (_queue.Writer.TryWrite(entry)) return await entry.Task.WaitAsync(cancel);
        throw _stopping
            ? new StoreUnavailableException("The program is stopping.")
            : new StoreBusyException("Too many delivery updates wait to be recorded.");
    }

    /// <summary>Takes no more, and ends when all that was taken is recorded or has failed.</summary>
    public async ValueTask DisposeAsync()
    {
        _stopping = true;
        _queue.Writer.TryComplete();
        await _recording;
    }

    private async Task RecordAll()
    {
        var batch = new List<Entry>(BatchMax);
        while (await _queue.Reader.WaitToReadAsync())
        {
            batch.Clear();
            while (batch.Count < BatchMax && _queue.Reader.TryRead(out var entry)) batch.Add(entry);
            await RecordBatch(batch);
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
