namespace LiveChat.Grains;

/// <summary>
/// What has set out and is counted as under way until it arrives, or for a time: of what the runtime drops nobody
/// hears, and a stop must not wait for it.
/// </summary>
/// <remarks>
/// It is counted by the stretch of time in which it set out, so that none of it needs a timer of its own. What has not
/// arrived when the next stretch ends is let go.
/// </remarks>
internal sealed class OnTheWay : IDisposable
{
    /// <summary>The longest that anything is waited for is twice this, the shortest is once.</summary>
    public static readonly TimeSpan Stretch = TimeSpan.FromMilliseconds(500);

    private readonly Action _hold;
    private readonly Action _end;
    private readonly ITimer _timer;
    private Part _former;
    private Part _present;

    /// <param name="hold">Something is under way.</param>
    /// <param name="end">It is over; called once for each.</param>
    /// <param name="time">The time.</param>
    public OnTheWay(Action hold, Action end, TimeProvider time)
    {
        (_hold, _end) = (hold, end);
        (_former, _present) = (new Part(end), new Part(end));
        _timer = time.CreateTimer(static it => ((OnTheWay)it!).Turn(), this, Stretch, Stretch);
    }

    /// <returns>To be called when it has arrived; a second time does harm.</returns>
    public Action SetOut()
    {
        _hold();
        if (Volatile.Read(ref _present).TrySetOut() is { } arrived) return arrived;
        // It set out while its stretch ended: there is nothing to wait for.
        _end();
        return static () => { };
    }

    public void Dispose() => _timer.Dispose();

    private void Turn()
    {
        _former.LetGo();
        _former = Interlocked.Exchange(ref _present, new Part(_end));
    }

    private sealed class Part
    {
        /// <summary>Far below what arrivals can count up again.</summary>
        private const long Over = long.MinValue / 2;

        private readonly Action _end;
        private readonly Action _arrived;
        private long _count;

        public Part(Action end)
        {
            _end = end;
            _arrived = Arrive;
        }

        public Action? TrySetOut() => Interlocked.Increment(ref _count) > 0 ? _arrived : null;

        public void LetGo()
        {
            for (var left = Interlocked.Exchange(ref _count, Over); left > 0; left--) _end();
        }

        private void Arrive()
        {
            if (Interlocked.Decrement(ref _count) >= 0) _end();
        }
    }
}
