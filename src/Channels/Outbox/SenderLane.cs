using LiveChat.Contracts.Outbox;
using LiveChat.Core.Primitives;
using LiveChat.Storage;
using LiveChat.Storage.Outbox;

namespace LiveChat.Channels.Outbox;

/// <summary>
/// The way out of one sender's messages. Every thread is served in order; of different threads, so many at once as the
/// sender's adapter bears: at most <see cref="AttemptsMax"/>, halved with each slow failure and raised with each
/// success, so that an adapter that hangs holds few connections, and those only its own.
/// </summary>
internal sealed partial class SenderLane(SenderId sender, LaneSurroundings around) : IThreadPoolWorkItem, IDisposable
{
    public const int AttemptsMax = 64;
    private const int ReadyEnough = 64;
    private static readonly TimeSpan _slow = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _readPause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan _troublePause = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly ThreadLines _lines = new();
    private readonly TaskCompletionSource _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ITimer? _timer;
    private DateTimeOffset _readNotBefore;
    private int _attempts;
    private int _attemptsMax = AttemptsMax;
    private int _underWay;
    private bool _scheduled;
    private bool _fetched;
    private bool _stopping;

    /// <summary>A message of this sender was committed.</summary>
    public void Offer(OutboxMessage message)
    {
        lock (_gate)
        {
            if (_fetched || _stopping) return;
            _lines.Offer(message);
            Schedule();
        }
    }

    /// <summary>Rows may exist that were never offered.</summary>
    public void Miss()
    {
        lock (_gate)
        {
            _lines.Miss();
            Schedule();
        }
    }

    /// <summary>
    /// The sender has queued rows: make sure that they are known, and that they are still to be fetched.
    /// </summary>
    public void Recheck()
    {
        lock (_gate)
        {
            if (_fetched) _lines.Miss();
            _fetched = false;
            _lines.Recheck();
            Schedule();
        }
    }

    /// <summary>Begins nothing more. The task ends when nothing is under way.</summary>
    public Task Stop()
    {
        lock (_gate)
        {
            _stopping = true;
            if (_underWay == 0) _idle.TrySetResult();
            return _idle.Task;
        }
    }

    public void Dispose() => _timer?.Dispose();

    /// <summary>
    /// Begins whatever can be begun now. Runs on a pool thread, so that a hint costs its giver nothing.
    /// </summary>
    public void Execute()
    {
        while (true)
        {
            OutboxMessage? message = null;
            lock (_gate)
            {
                var now = around.Clock.GetUtcNow();
                if (_stopping || _fetched || !TryBegin(now, out message))
                {
                    _scheduled = false;
                    ArmTimer(now);
                    return;
                }

                _underWay++;
            }

            _ = message is null ? Run(Read()) : Run(Carry(message));
        }
    }

    private bool TryBegin(DateTimeOffset now, out OutboxMessage? message)
    {
        message = null;
        if (_lines is { ReadWanted: true, Reading: false, ReadyCount: < ReadyEnough } && now >= _readNotBefore)
        {
            _lines.BeginRead();
            return true;
        }

        if (_attempts >= _attemptsMax || !_lines.TryTake(now, out message)) return false;
        _attempts++;
        return true;
    }

    private async Task Run(Task work)
    {
        try
        {
            await work;
        }
        catch (OperationCanceledException) when (around.Stop.IsCancellationRequested)
        {
            // The row is queued still; the next start finds it.
        }
        finally
        {
            lock (_gate)
            {
                if (--_underWay == 0 && _stopping) _idle.TrySetResult();
                Schedule();
            }
        }
    }

    private async Task Carry(OutboxMessage message)
    {
        var started = around.Clock.GetTimestamp();
        var attempt = await around.Carrier.Send(message, around.Stop);
        var now = around.Clock.GetUtcNow();
        lock (_gate)
        {
            _attempts--;
            Adapt(attempt, around.Clock.GetElapsedTime(started));
            if (attempt.Outcome is AttemptOutcome.Postponed or AttemptOutcome.Fetched)
            {
                _lines.Park(message with { NextAttemptAt = now + _troublePause });
                if (attempt.Outcome == AttemptOutcome.Fetched) LeaveToFetchers();
                return;
            }

            Schedule();
        }

        var update = RetryPolicy.Judge(message, attempt, now, around.Random.NextDouble());
        if (update.DeadLetter) GivenUp(around.Log, sender, update.Code);
        await RecordUntilDurable(update);
        lock (_gate)
        {
            if (update.State is not null) _lines.Finish(message.Id);
            else _lines.Park(message with
            {
                Attempts = message.Attempts + 1,
                NextAttemptAt = update.NextAttemptAt!.Value,
            });
        }
    }

    private void Adapt(Attempt attempt, TimeSpan took)
    {
        if (attempt.Outcome == AttemptOutcome.Taken) _attemptsMax = Math.Min(_attemptsMax + 1, AttemptsMax);
        else if (took >= _slow) _attemptsMax = Math.Max(_attemptsMax / 2, 1);
    }

    /// <summary>
    /// What was handed over is never handed over again by this process, however long the store is away.
    /// </summary>
    private async Task RecordUntilDurable(DeliveryUpdate update)
    {
        while (true)
        {
            try
            {
                await around.Reports.Record(update, CancellationToken.None);
                return;
            }
            catch (StoreUnavailableException away)
            {
                // Every message that is under way comes here each second while the store is away.
                Waits(around.Log, sender, away.Message);
            }
            catch (Exception trouble)
            {
                NotRecorded(around.Log, trouble, sender);
            }

            await Task.Delay(_troublePause, around.Clock, around.Stop);
        }
    }

    private async Task Read()
    {
        try
        {
            var isFetched = await around.Carrier.IsFetched(sender, around.Stop);
            var heads = isFetched
                ? []
                : await around.Store.Due(sender, DateTimeOffset.MaxValue, ThreadLines.ThreadsReadMax, around.Stop);
            lock (_gate)
            {
                if (isFetched) LeaveToFetchers();
                else TakeIn(heads);
            }
        }
        catch (Exception trouble) when (!around.Stop.IsCancellationRequested)
        {
            NotRead(around.Log, trouble, sender);
            lock (_gate)
            {
                _lines.AbandonRead();
                _readNotBefore = around.Clock.GetUtcNow() + _troublePause;
            }
        }
    }

    private void TakeIn(IReadOnlyList<OutboxMessage> heads)
    {
        var now = around.Clock.GetUtcNow();
        var ready = _lines.EndRead(heads, now);
        var pause = ready >= ReadyEnough ? TimeSpan.Zero
            : heads.Count < ThreadLines.ThreadsReadMax ? _readPause
            : _readPause * 5;
        _readNotBefore = now + pause;
    }

    private void LeaveToFetchers()
    {
        _fetched = true;
        _lines.Forget();
        around.Bell.Ring(sender);
    }

    private void Schedule()
    {
        if (_scheduled || _stopping || _fetched) return;
        _scheduled = true;
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    private void ArmTimer(DateTimeOffset now)
    {
        if (_stopping || _fetched) return;
        var due = _lines.NextDue ?? DateTimeOffset.MaxValue;
        if (_lines is { ReadWanted: true, Reading: false } && _readNotBefore < due) due = _readNotBefore;
        // What is due already waits for an attempt under way to end, and that looks again.
        if (due == DateTimeOffset.MaxValue || due <= now) return;
        _timer ??= around.Clock.CreateTimer(OnTimer, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(due - now, Timeout.InfiniteTimeSpan);
    }

    private void OnTimer(object? state)
    {
        lock (_gate) Schedule();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A message of sender {Sender} was given up: {Code}.")]
    private static partial void GivenUp(ILogger log, SenderId sender, string? code);

    [LoggerMessage(Level = LogLevel.Error, Message = "A hand-over of sender {Sender} is not recorded yet.")]
    private static partial void NotRecorded(ILogger log, Exception trouble, SenderId sender);

    [LoggerMessage(
        Level = LogLevel.Error, Message = "A hand-over of sender {Sender} waits for the store: {Trouble}")]
    private static partial void Waits(ILogger log, SenderId sender, string trouble);

    [LoggerMessage(Level = LogLevel.Error, Message = "The messages of sender {Sender} cannot be read.")]
    private static partial void NotRead(ILogger log, Exception trouble, SenderId sender);
}
