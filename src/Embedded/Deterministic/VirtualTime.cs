namespace LiveChat.Embedded.Deterministic;

/// <summary>
/// A clock that stands still until it is advanced. Timers fire on the thread that advances it, in the order of their
/// due times, those of the same time in the order in which they were set. Safe for threads.
/// </summary>
public sealed class VirtualTime(DateTimeOffset? start = null) : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly PriorityQueue<(VirtualTimer Timer, long Setting), (long Due, long Sequence)> _timers = new();
    private readonly DateTimeOffset _start = start ?? new DateTimeOffset(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);
    private long _elapsed;
    private long _jumped;
    private long _sequence;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>Time passed since the start, by the monotonic clock.</summary>
    public TimeSpan Elapsed => new(GetTimestamp());

    public override long GetTimestamp() => Interlocked.Read(ref _elapsed);

    public override DateTimeOffset GetUtcNow() => _start.AddTicks(GetTimestamp() + Interlocked.Read(ref _jumped));

    /// <summary>Lets time pass and fires what falls due.</summary>
    public void Advance(TimeSpan by)
    {
        var until = Elapsed + by;
        while (FireNext(until))
        {
        }
    }

    /// <summary>Sets the wall clock forward or back; the monotonic clock and the timers do not notice.</summary>
    public void Jump(TimeSpan by) => Interlocked.Add(ref _jumped, by.Ticks);

    /// <summary>
    /// Goes to the first timer due by <c>until</c> (counted as <see cref="Elapsed"/>) and fires it. Where there is
    /// none, goes to <c>until</c> and returns false.
    /// </summary>
    public bool FireNext(TimeSpan until)
    {
        VirtualTimer timer;
        lock (_lock)
        {
            while (true)
            {
                if (!_timers.TryPeek(out var next, out var at) || at.Due > until.Ticks)
                {
                    _elapsed = Math.Max(_elapsed, until.Ticks);
                    return false;
                }

                _timers.Dequeue();
                if (next.Timer.Setting != next.Setting) continue;
                _elapsed = Math.Max(_elapsed, at.Due);
                timer = next.Timer;
                if (timer.Period > TimeSpan.Zero) Set(timer, timer.Period);
                break;
            }
        }

        timer.Fire();
        return true;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new VirtualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private void Set(VirtualTimer timer, TimeSpan due) =>
        _timers.Enqueue((timer, timer.Setting), (_elapsed + due.Ticks, _sequence++));

    private sealed class VirtualTimer(VirtualTime time, TimerCallback callback, object? state) : ITimer
    {
        private bool _disposed;

        /// <summary>Counts the changes: what was set before the last one is void.</summary>
        public long Setting { get; private set; }

        public TimeSpan Period { get; private set; }

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time._lock)
            {
                if (_disposed) return false;
                Setting++;
                Period = period;
                if (dueTime >= TimeSpan.Zero) time.Set(this, dueTime);
                return true;
            }
        }

        public void Dispose()
        {
            lock (time._lock)
            {
                _disposed = true;
                Setting++;
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
