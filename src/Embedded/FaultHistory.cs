namespace LiveChat.Embedded;

/// <summary>The recent faults of one keep-alive actor, and how long it must therefore wait.</summary>
internal sealed class FaultHistory
{
    private long _lastAt;
    private int _count;

    /// <summary>Nothing for the first fault; then doubling, bounded; forgotten after a quiet time.</summary>
    public TimeSpan DelayAfterFault(TimeProvider time, EngineOptions options)
    {
        if (_count > 0 && time.GetElapsedTime(_lastAt) >= options.FaultMemory) _count = 0;
        _lastAt = time.GetTimestamp();
        var before = _count++;
        if (before == 0) return TimeSpan.Zero;
        var doubled = options.ReviveDelayFirst * Math.Pow(2, Math.Min(before - 1, 30));
        return doubled < options.ReviveDelayMax ? doubled : options.ReviveDelayMax;
    }
}
