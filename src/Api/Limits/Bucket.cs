using System.Collections.Concurrent;
using System.Globalization;
using LiveChat.Core.Fairness;

namespace LiveChat.Api.Limits;

/// <summary>
/// The buckets of one kind of limit, one for each of those it is applied to. What it tells of itself is as in the
/// IETF's draft-ietf-httpapi-ratelimit-headers-11. A bucket that is full again is forgotten as others come.
/// </summary>
internal sealed class Bucket(string name, RateLimit limit, TimeProvider time)
{
    /// <summary>Old ones looked at for each new one: two, so that those kept for nothing become few.</summary>
    private const int LookedAt = 2;

    private readonly ConcurrentDictionary<string, Own> _buckets = new();
    private readonly ConcurrentQueue<string> _known = new();

    /// <summary>An item of <c>RateLimit-Policy</c>: the quota, and the seconds in which it is full again.</summary>
    public string Policy { get; } =
        string.Create(CultureInfo.InvariantCulture, $"\"{name}\";q={limit.Quota};w={limit.WindowSeconds}");

    /// <summary>How many are kept.</summary>
    public int Count => _buckets.Count;

    /// <summary>Null where there is no limit.</summary>
    public static Bucket? Of(string name, RateLimit limit, TimeProvider time) =>
        limit.IsOn ? new Bucket(name, limit, time) : null;

    /// <summary>Takes a token; otherwise the time after which there is one again.</summary>
    public TimeSpan? Take(string whose)
    {
        while (true)
        {
            var own = Of(whose);
            lock (own)
            {
                if (!own.IsForgotten) return own.Tokens.Take(1, Now, limit.PerSecond, limit.Quota);
            }
        }
    }

    /// <summary>An item of <c>RateLimit</c>: what is left, and the seconds until the bucket is full again.</summary>
    public string Standing(string whose)
    {
        var (left, full) = (limit.Quota, TimeSpan.Zero);
        if (_buckets.TryGetValue(whose, out var own))
        {
            lock (own)
            {
                left = own.Tokens.Left(Now, limit.PerSecond, limit.Quota);
                full = own.Tokens.FullAfter(Now, limit.PerSecond);
            }
        }

        return Standing(name, left, full);
    }

    public static string Standing(string name, int left, TimeSpan full) => string.Create(
        CultureInfo.InvariantCulture, $"\"{name}\";r={left};t={(long)Math.Ceiling(full.TotalSeconds)}");

    private TimeSpan Now => time.GetElapsedTime(0);

    private Own Of(string whose)
    {
        if (_buckets.TryGetValue(whose, out var known)) return known;
        var own = new Own();
        if (!_buckets.TryAdd(whose, own)) return _buckets.GetOrAdd(whose, own);
        for (var i = 0; i < LookedAt && _known.TryDequeue(out var old); i++) ForgetOrKeep(old);
        _known.Enqueue(whose);
        return own;
    }

    private void ForgetOrKeep(string whose)
    {
        if (!_buckets.TryGetValue(whose, out var own)) return;
        lock (own)
        {
            own.IsForgotten = own.Tokens.FullAfter(Now, limit.PerSecond) == TimeSpan.Zero;
            if (own.IsForgotten) _buckets.TryRemove(whose, out _);
        }

        if (!own.IsForgotten) _known.Enqueue(whose);
    }

    private sealed class Own
    {
        public TokenBucket Tokens { get; } = new();

        /// <summary>Whoever still has it must not take of it.</summary>
        public bool IsForgotten { get; set; }
    }
}
