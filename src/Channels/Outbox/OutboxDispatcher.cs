using System.Collections.Concurrent;
using LiveChat.Contracts.Outbox;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Outbox;

namespace LiveChat.Channels.Outbox;

/// <summary>
/// Hands every queued message to the adapter of its sender: at least once, first hand-overs in thread order, never
/// before it is on disk. A message stays queued in its row until its result is recorded, so a crash repeats at most
/// what was under way. Hints make it prompt; the rows are read at the start, and every 5 s for senders that have some,
/// so no lost hint delays a message longer.
/// </summary>
public sealed partial class OutboxDispatcher : ILocalDesks, IHostedService, IDisposable
{
    public static readonly TimeSpan SweepInterval = TimeSpan.FromSeconds(5);

    /// <summary>How long a stop waits for attempts under way before it breaks them off.</summary>
    public static readonly TimeSpan StopTimeMax = Carrier.AttemptTimeMax + TimeSpan.FromSeconds(2);

    /// <summary>
    /// The same where desks move to other nodes: until then all that have theirs here wait for the slowest adapter.
    /// What is broken off is queued still, and handed over there, perhaps again.
    /// </summary>
    public static readonly TimeSpan MoveTimeMax = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<SenderId, SenderLane> _lanes = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly LaneSurroundings _around;
    private readonly Lazy<ISenderDesk> _desks;
    private ITimer? _sweeps;
    private int _sweeping;
    private volatile bool _stopping;

    /// <param name="desks">Where each sender's desk is found; null: they are all here.</param>
    public OutboxDispatcher(
        IOutboxStore store, IDeliveryReports reports, Carrier carrier, ILocalBell bell, TimeProvider clock,
        ILogger<OutboxDispatcher> log, Lazy<ISenderDesk>? desks = null)
    {
        _around = new LaneSurroundings(store, reports, carrier, bell, clock, Random.Shared, log, _stop.Token);
        _desks = desks ?? new Lazy<ISenderDesk>(this);
    }

    public void Committed(IReadOnlyList<OutboxMessage> messages)
    {
        if (_stopping) return;
        for (var i = 0; i < messages.Count; i++)
        {
            LaneOf(messages[i].Sender).Offer(messages[i]);
            _around.Bell.Ring(messages[i].Sender);
        }
    }

    public void Missed(SenderId sender)
    {
        if (_stopping) return;
        LaneOf(sender).Miss();
        _around.Bell.Ring(sender);
    }

    public void Recheck(SenderId sender)
    {
        if (!_stopping) LaneOf(sender).Recheck();
    }

    public void Leave(SenderId sender)
    {
        if (_lanes.TryRemove(sender, out var lane)) _ = lane.Stop();
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _sweeps = _around.Clock.CreateTimer(
            static it => _ = ((OutboxDispatcher)it!).Sweep(), this, TimeSpan.Zero, SweepInterval);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _stopping = true;
        if (_sweeps is not null) await _sweeps.DisposeAsync();
        var ended = Task.WhenAll(_lanes.Values.Select(lane => lane.Stop()));
        try
        {
            var patience = ReferenceEquals(_desks.Value, this) ? StopTimeMax : MoveTimeMax;
            await ended.WaitAsync(patience, _around.Clock, cancellationToken);
        }
        catch (Exception late) when (late is TimeoutException or OperationCanceledException)
        {
            await _stop.CancelAsync();
            await ended;
        }
    }

    public void Dispose()
    {
        foreach (var lane in _lanes.Values) lane.Dispose();
        _sweeps?.Dispose();
        _stop.Dispose();
    }

    private SenderLane LaneOf(SenderId sender) =>
        _lanes.GetOrAdd(sender, static (it, around) => new SenderLane(it, around), _around);

    private async Task Sweep()
    {
        if (Interlocked.Exchange(ref _sweeping, 1) == 1) return;
        try
        {
            foreach (var sender in await _around.Store.SendersWithQueued(_stop.Token)) _desks.Value.Recheck(sender);
        }
        catch (Exception trouble)
        {
            if (!_stopping) NotSwept(_around.Log, trouble);
        }
        finally
        {
            Volatile.Write(ref _sweeping, 0);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The outbox could not be swept.")]
    private static partial void NotSwept(ILogger log, Exception trouble);
}
