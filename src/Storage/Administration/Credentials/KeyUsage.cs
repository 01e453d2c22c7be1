namespace LiveChat.Storage.Administration.Credentials;

/// <summary>How often a key was used in one month, how often in vain, and how long the answers took together.</summary>
public readonly record struct UsageCount(int Month, long Requests, long Failures, long Microseconds)
{
    /// <summary>The month in UTC, as 202611.</summary>
    public static int MonthOf(DateTimeOffset at) => at.UtcDateTime is var utc ? (utc.Year * 100) + utc.Month : 0;

    public static UsageCount operator +(UsageCount one, UsageCount other) => new(
        one.Month, one.Requests + other.Requests, one.Failures + other.Failures,
        one.Microseconds + other.Microseconds);
}

/// <summary>
/// Counts in memory what comes with one API key, until <see cref="KeyMeter"/> writes it down. An answer counts to the
/// month in which it is given.
/// </summary>
public sealed class KeyUsage
{
    private readonly Lock _gate = new();
    private readonly List<UsageCount> _former = [];
    private UsageCount _count;

    /// <summary>Null until it was first used in this process.</summary>
    public DateTimeOffset? LastUsedAt { get; private set; }

    public void Add(DateTimeOffset at, TimeSpan latency, bool succeeded)
    {
        var one = new UsageCount(
            UsageCount.MonthOf(at), 1, succeeded ? 0 : 1, latency.Ticks / TimeSpan.TicksPerMicrosecond);
        lock (_gate)
        {
            if (_count.Month != one.Month && _count.Requests > 0)
            {
                _former.Add(_count);
                _count = default;
            }

            _count = one + _count;
            if (LastUsedAt is null || at > LastUsedAt) LastUsedAt = at;
        }
    }

    /// <summary>What is not written down yet, by month.</summary>
    internal IReadOnlyList<UsageCount> Pending
    {
        get
        {
            lock (_gate) return _count.Requests > 0 ? [.. _former, _count] : [.. _former];
        }
    }

    /// <summary>Hands out what is pending, to be written down by the caller, or given back.</summary>
    internal IReadOnlyList<UsageCount> Take()
    {
        lock (_gate)
        {
            IReadOnlyList<UsageCount> taken = _count.Requests > 0 ? [.. _former, _count] : [.. _former];
            _former.Clear();
            _count = default;
            return taken;
        }
    }

    internal void GiveBack(IReadOnlyList<UsageCount> taken)
    {
        lock (_gate) _former.AddRange(taken);
    }
}
