namespace LiveChat.Core.Fairness;

/// <summary>
/// A bucket of tokens that fills evenly, as long as it is not full. How fast and how full may be other each time. It
/// begins full. Not safe for threads.
/// </summary>
public sealed class TokenBucket
{
    private double _missing;
    private TimeSpan _filledAt;

    /// <summary>
    /// Takes so many, and null is the answer; or takes none and tells after which time there would be as many. Of what
    /// is more than a full bucket has, a full bucket's tokens are enough.
    /// </summary>
    /// <param name="count">How many are taken.</param>
    /// <param name="now">From any beginning; never less than before.</param>
    /// <param name="perSecond">How fast it fills.</param>
    /// <param name="quota">What it holds when it is full.</param>
    public TimeSpan? Take(int count, TimeSpan now, int perSecond, int quota)
    {
        Fill(now, perSecond);
        var taken = Math.Min(count, quota);
        var lacking = _missing + taken - quota;
        if (lacking > 0) return TimeSpan.FromSeconds(lacking / perSecond);
        _missing += taken;
        return null;
    }

    /// <summary>How many there are.</summary>
    public int Left(TimeSpan now, int perSecond, int quota)
    {
        Fill(now, perSecond);
        return Math.Max(0, (int)(quota - _missing));
    }

    private void Fill(TimeSpan now, int perSecond)
    {
        if (now <= _filledAt) return;
        _missing = Math.Max(0, _missing - (now - _filledAt).TotalSeconds * perSecond);
        _filledAt = now;
    }
}
