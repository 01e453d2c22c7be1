using System.Globalization;
using System.Threading.RateLimiting;

namespace LiveChat.Api.Limits;

/// <summary>
/// The buckets of one kind of limit, one for each of those it is applied to. What it tells of itself is as in the
/// IETF's draft-ietf-httpapi-ratelimit-headers-11. A bucket that is full again is forgotten after some seconds.
/// </summary>
internal sealed class Bucket : IDisposable
{
    private static readonly TimeSpan _fillEach = TimeSpan.FromMilliseconds(100);

    private readonly RateLimit _limit;
    private readonly string _name;
    private readonly PartitionedRateLimiter<string> _buckets;

    public Bucket(string name, RateLimit limit)
    {
        _name = name;
        _limit = limit;
        Policy = string.Create(CultureInfo.InvariantCulture, $"\"{name}\";q={limit.Quota};w={limit.WindowSeconds}");
        var each = limit.PerSecond >= 10 ? _fillEach : TimeSpan.FromSeconds(1d / limit.PerSecond);
        var options = new TokenBucketRateLimiterOptions
        {
            TokenLimit = limit.Quota,
            TokensPerPeriod = Math.Max(1, (int)(limit.PerSecond * each.TotalSeconds)),
            ReplenishmentPeriod = each,
            QueueLimit = 0,
        };
        _buckets = PartitionedRateLimiter.Create<string, string>(
            whose => RateLimitPartition.GetTokenBucketLimiter(whose, _ => options));
    }

    /// <summary>An item of <c>RateLimit-Policy</c>: the quota, and the seconds in which it is full again.</summary>
    public string Policy { get; }

    /// <summary>Null where there is no limit.</summary>
    public static Bucket? Of(string name, RateLimit limit) => limit.IsOn ? new Bucket(name, limit) : null;

    /// <summary>Takes a token; otherwise the time after which there is one again.</summary>
    public TimeSpan? Take(string whose)
    {
        using var lease = _buckets.AttemptAcquire(whose);
        if (lease.IsAcquired) return null;
        return lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromSeconds(1);
    }

    /// <summary>An item of <c>RateLimit</c>: what is left, and the seconds until the bucket is full again.</summary>
    public string Standing(string whose)
    {
        var left = Math.Max(0, _buckets.GetStatistics(whose)?.CurrentAvailablePermits ?? _limit.Quota);
        var seconds = (_limit.Quota - left + _limit.PerSecond - 1) / _limit.PerSecond;
        return string.Create(CultureInfo.InvariantCulture, $"\"{_name}\";r={left};t={seconds}");
    }

    public void Dispose() => _buckets.Dispose();
}
