using System.Collections.Concurrent;
using System.Globalization;
using LiveChat.Contracts.Conversations;
using LiveChat.Contracts.Directory;
using LiveChat.Core.Fairness;
using LiveChat.Core.Primitives;

namespace LiveChat.Api.Limits;

/// <summary>
/// A token bucket for each tenant, of which each MO takes one: as the installation's settings say, or as the operator
/// has set it for the tenant. What it tells of itself is as in the IETF's draft-ietf-httpapi-ratelimit-headers-11.
/// </summary>
internal sealed class MoAdmission(RateLimitOptions options, IDirectory directory, TimeProvider time) : IMoAdmission
{
    private const string Name = "messages";

    /// <summary>A tenant's own limit holds so many seconds' worth.</summary>
    private const int OwnBurstSeconds = 2;

    /// <summary>One for each tenant that has brought something.</summary>
    private readonly ConcurrentDictionary<TenantId, TokenBucket> _buckets = new();

    public async ValueTask<TimeSpan?> Admit(TenantId tenant, int messages, CancellationToken cancel = default) =>
        await LimitOf(tenant, cancel) is { IsOn: true } limit ? Take(tenant, messages, limit) : null;

    /// <summary>How much the tenant may bring; off where it may bring whatever it wants.</summary>
    public ValueTask<RateLimit> LimitOf(TenantId tenant, CancellationToken cancel)
    {
        var entry = directory.Tenant(tenant, cancel);
        return entry.IsCompletedSuccessfully ? new ValueTask<RateLimit>(LimitOf(entry.Result)) : Awaited(entry);

        async ValueTask<RateLimit> Awaited(ValueTask<TenantEntry?> reading) => LimitOf(await reading);
    }

    /// <param name="tenant">Whose messages they are.</param>
    /// <param name="messages">How many they are.</param>
    /// <param name="limit">How much the tenant may bring.</param>
    /// <param name="taken">How many of them were taken before; a refusal does not give them back.</param>
    public TimeSpan? Take(TenantId tenant, int messages, RateLimit limit, int taken = 0)
    {
        var bucket = _buckets.GetOrAdd(tenant, static _ => new TokenBucket());
        lock (bucket) return bucket.Take(messages, Now, limit.PerSecond, limit.Quota, taken);
    }

    /// <summary>An item of <c>RateLimit-Policy</c>: the quota, and the seconds in which it is full again.</summary>
    public static string Policy(RateLimit limit) =>
        string.Create(CultureInfo.InvariantCulture, $"\"{Name}\";q={limit.Quota};w={limit.WindowSeconds}");

    /// <summary>An item of <c>RateLimit</c>: what is left, and the seconds until the bucket is full again.</summary>
    public string Standing(TenantId tenant, RateLimit limit)
    {
        var (left, full) = (limit.Quota, TimeSpan.Zero);
        if (_buckets.TryGetValue(tenant, out var bucket))
        {
            lock (bucket)
            {
                left = bucket.Left(Now, limit.PerSecond, limit.Quota);
                full = bucket.FullAfter(Now, limit.PerSecond);
            }
        }

        return Bucket.Standing(Name, left, full);
    }

    private TimeSpan Now => time.GetElapsedTime(0);

    private RateLimit LimitOf(TenantEntry? tenant) => tenant?.MessagesPerSecond is { } own
        ? new RateLimit { PerSecond = own, Burst = own * OwnBurstSeconds }
        : options.Messages;
}
