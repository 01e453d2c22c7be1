namespace LiveChat.Embedded;

/// <summary>
/// The timers of all actors, on one timer of the process, monotonic: a jump of the clock neither fires nor delays them.
/// Those due at the same time come in the order in which they were added.
/// </summary>
internal sealed class ReminderQueue : IDisposable
{
    private const double ArmedMillisecondsMax = 24 * 3600 * 1000;

    private readonly Lock _lock = new();
    private readonly PriorityQueue<Reminder, Due> _queue = new();
    private readonly TimeProvider _time;
    private readonly Action<Reminder> _deliver;
    private readonly ITimer _timer;
    private long _sequence;
    private long _armedFor = long.MaxValue;
    private bool _stopped;

    public ReminderQueue(TimeProvider time, Action<Reminder> deliver)
    {
        _time = time;
        _deliver = deliver;
        _timer = time.CreateTimer(
            static queue => ((ReminderQueue)queue!).Fire(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Add(TimeSpan delay, Reminder reminder)
    {
        var ticks = delay > TimeSpan.Zero ? (long)(delay.TotalSeconds * _time.TimestampFrequency) : 0;
        lock (_lock)
        {
            if (_stopped) return;
            var due = new Due(_time.GetTimestamp() + ticks, _sequence++);
            _queue.Enqueue(reminder, due);
            if (due.At < _armedFor) Arm(due.At);
        }
    }

    public void Clear()
    {
        lock (_lock) _queue.Clear();
    }

    /// <summary>From now on nothing is delivered and nothing is taken.</summary>
    public void Stop()
    {
        lock (_lock)
        {
            _stopped = true;
            _queue.Clear();
        }
    }

    public void Dispose()
    {
        Stop();
        _timer.Dispose();
    }

    private void Fire()
    {
        var due = new List<Reminder>();
        lock (_lock)
        {
            var now = _time.GetTimestamp();
            while (_queue.TryPeek(out _, out var next) && next.At <= now) due.Add(_queue.Dequeue());
            _armedFor = long.MaxValue;
            if (_queue.TryPeek(out _, out var first)) Arm(first.At);
        }

        foreach (var reminder in due) _deliver(reminder);
    }

    private void Arm(long at)
    {
        _armedFor = at;
        var waitSeconds = (double)Math.Max(0, at - _time.GetTimestamp()) / _time.TimestampFrequency;

        // Timers count in whole milliseconds: rounded up, or it would fire before there is anything to deliver. And
        // they do not reach far: one that fires early finds nothing due and is set again.
        var waitMilliseconds = Math.Min(Math.Ceiling(waitSeconds * 1000), ArmedMillisecondsMax);
        _timer.Change(TimeSpan.FromMilliseconds(waitMilliseconds), Timeout.InfiniteTimeSpan);
    }

    private readonly record struct Due(long At, long Sequence) : IComparable<Due>
    {
        public int CompareTo(Due other) => At != other.At ? At.CompareTo(other.At) : Sequence.CompareTo(other.Sequence);
    }
}
