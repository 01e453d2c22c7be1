namespace LiveChat.Core.Fairness;

/// <summary>
/// A bucket of tokens that fills evenly, as long as it is not full. How fast and how full may be other each time. It
/// begins full. Not safe for threads.
/// </summary>
public sealed class TokenBucket
{
    /// <summary>Less than this is lacking by the arithmetic's fault.</summary>
    private const double Grain = 1e-6;

    /// <summary>More than a full bucket's are owed.</summary>
    private double _missing;
    private TimeSpan _filledAt;

    /// <summary>
    /// Takes so many, and null is the answer; or takes none and tells after which time all of them can be taken. For
    /// more than a full bucket has, one token must be there and the rest is owed: nothing is taken again before that
    /// has come in, so that a limit is kept whatever comes at once.
    /// </summary>
    /// <param name="count">How many are taken.</param>
    /// <param name="now">From any beginning; never less than before.</param>
    /// <param name="perSecond">How fast it fills.</param>
    /// <param name="quota">What it holds when it is full.</param>
    /// <param name="taken">How many of them have been taken before. A refusal does not give them back.</param>
    public TimeSpan? Take(int count, TimeSpan now, int perSecond, int quota, int taken = 0)
    {
        Fill(now, perSecond);
        var needed = Math.Max(0, (count > quota ? 1 : count) - taken);
        var lacking = _missing + needed - quota;
        if (lacking > Grain) return Time(lacking + taken, perSecond);
        _missing += count - taken;
        return null;
    }

    /// <summary>How many there are.</summary>
    public int Left(TimeSpan now, int perSecond, int quota)
    {
        Fill(now, perSecond);
        return Math.Max(0, (int)(quota - _missing + Grain));
    }

    /// <summary>After which time it is full, if nothing is taken.</summary>
    public TimeSpan FullAfter(TimeSpan now, int perSecond)
    {
        Fill(now, perSecond);
        return Time(_missing, perSecond);
    }

    private static TimeSpan Time(double tokens, int perSecond) =>
        TimeSpan.FromTicks((long)Math.Ceiling(tokens * TimeSpan.TicksPerSecond / perSecond));

    private void Fill(TimeSpan now, int perSecond)
    {
        if (now <= _filledAt) return;
        _missing = Math.Max(0, _missing - (now - _filledAt).TotalSeconds * perSecond);
        _filledAt = now;
    }
}
