using LiveChat.Embedded.Deterministic;

namespace LiveChat.Channels.Tests.Support;

/// <summary>A clock that stands until it is advanced, and that tells when a timer has been set.</summary>
public sealed class WatchedTime : TimeProvider
{
    private readonly VirtualTime _time = new();
    private readonly Lock _gate = new();
    private readonly List<(DateTimeOffset Due, TaskCompletionSource Set)> _awaited = [];
    private readonly HashSet<DateTimeOffset> _set = [];

    public override long TimestampFrequency => _time.TimestampFrequency;

    public override long GetTimestamp() => _time.GetTimestamp();

    public override DateTimeOffset GetUtcNow() => _time.GetUtcNow();

    public void Advance(TimeSpan by) => _time.Advance(by);

    /// <summary>Ends once a timer has been set for that instant, and then goes there.</summary>
    public async Task AdvanceTo(DateTimeOffset instant)
    {
        Task set;
        lock (_gate)
        {
            var awaited = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (_set.Contains(instant)) awaited.SetResult();
            else _awaited.Add((instant, awaited));
            set = awaited.Task;
        }

        await set.Within("a timer for the next attempt");
        Advance(instant - GetUtcNow());
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new WatchedTimer(this, _time.CreateTimer(
            callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan));
        timer.Change(dueTime, period);
        return timer;
    }

    private void NoteSet(DateTimeOffset due)
    {
        lock (_gate)
        {
            _set.Add(due);
            foreach (var awaited in _awaited)
                if (awaited.Due == due) awaited.Set.TrySetResult();
        }
    }

    private sealed class WatchedTimer(WatchedTime time, ITimer timer) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            var due = time.GetUtcNow() + dueTime;
            var changed = timer.Change(dueTime, period);
            if (dueTime > TimeSpan.Zero) time.NoteSet(due);
            return changed;
        }

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
