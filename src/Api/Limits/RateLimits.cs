using System.Globalization;
using LiveChat.Api.Auth;
using LiveChat.Api.Problems;

namespace LiveChat.Api.Limits;

/// <summary>
/// Limits how much comes with one API key and from one tenant, once it is known who calls and before anything is done.
/// What is not limited costs a comparison; what is costs a token and the headers that tell of it.
/// </summary>
internal sealed class RateLimits(RateLimitOptions options, MoAdmission messages, TimeProvider time)
{
    private const string PolicyHeader = "RateLimit-Policy";
    private const string StandingHeader = "RateLimit";

    private readonly Bucket? _keys = Bucket.Of("key", options.Key, time);
    private readonly Bucket? _tenants = Bucket.Of("tenant", options.Tenant, time);
    private readonly Bucket? _intake = Bucket.Of("intake", options.Intake, time);
    private readonly Bucket? _addresses = Bucket.Of("address", options.Address, time);

    /// <summary>
    /// The refusal of a request that is one too many; null lets it pass. Sets the headers either way.
    /// </summary>
    public ValueTask<Problem?> Judge(HttpContext http, AccessRule rule, Principal caller)
    {
        if (rule.IsIntake)
        {
            var refusal = Judge(http, _intake, caller.KeyId!, null, "");
            return refusal is null && rule.BringsMessages
                ? JudgeMessages(http, caller, 1, taken: 0)
                : ValueTask.FromResult(refusal);
        }

        return ValueTask.FromResult(JudgeOther(http, caller));
    }

    /// <summary>
    /// The same of messages of contacts, of which one request may bring many: of all of them, once it is known how many
    /// they are. One was taken for the request before.
    /// </summary>
    public ValueTask<Problem?> JudgeBatch(HttpContext http, Principal caller, int count) =>
        JudgeMessages(http, caller, count, taken: 1);

    private ValueTask<Problem?> JudgeMessages(HttpContext http, Principal caller, int count, int taken)
    {
        var limit = messages.LimitOf(caller.Tenant, http.RequestAborted);
        return limit.IsCompletedSuccessfully
            ? ValueTask.FromResult(JudgeMessages(http, caller, count, taken, limit.Result))
            : Awaited();

        async ValueTask<Problem?> Awaited() => JudgeMessages(http, caller, count, taken, await limit);
    }

    private Problem? JudgeMessages(
        HttpContext http, Principal caller, int count, int taken, RateLimit limit)
    {
        if (!limit.IsOn) return null;
        var wait = messages.Take(caller.Tenant, count, limit, taken);
        var headers = http.Response.Headers;
        headers[PolicyHeader] = Both(_intake?.Policy, MoAdmission.Policy(limit));
        headers[StandingHeader] = Both(
            _intake?.Standing(caller.KeyId!), messages.Standing(caller.Tenant, limit));
        return wait is { } time ? TooMany(time) : null;
    }

    private Problem? JudgeOther(HttpContext http, Principal caller)
    {
        var tenant = _tenants is null ? "" : caller.Tenant.ToString();
        return caller.KeyId is { } key
            ? Judge(http, _keys, key, _tenants, tenant)
            : Judge(http, null, "", _tenants, tenant);
    }

    /// <summary>The same of a request that anyone may make.</summary>
    public Problem? Judge(HttpContext http, AccessRule rule) =>
        rule.PerAddress && http.ClientIp() is { } address
            ? Judge(http, _addresses, ClientAddress.SourceOf(address), null, "")
            : null;

    private static Problem? Judge(HttpContext http, Bucket? own, string key, Bucket? shared, string tenant)
    {
        if (own is null && shared is null) return null;
        var wait = own?.Take(key) ?? shared?.Take(tenant);
        var headers = http.Response.Headers;
        headers[PolicyHeader] = Both(own?.Policy, shared?.Policy);
        headers[StandingHeader] = Both(own?.Standing(key), shared?.Standing(tenant));
        return wait is { } time ? TooMany(time) : null;
    }

    /// <summary>A list as in RFC 9651.</summary>
    private static string? Both(string? one, string? other) =>
        one is null ? other : other is null ? one : $"{one}, {other}";

    private static Problem TooMany(TimeSpan wait)
    {
        var seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
        return new Problem(
            429, "rate-limited", "Too many requests; nothing was done.",
            string.Create(CultureInfo.InvariantCulture, $"Try again in {seconds} s."))
        {
            RetryAfterSeconds = seconds,
        };
    }
}
