using LiveChat.Storage.Administration.Credentials;

namespace LiveChat.Api.Auth;

/// <summary>
/// Locks a login of a tenant after repeated failures, whether it exists or not: five in a row for a minute, each
/// further one for twice as long, up to fifteen minutes. While it is locked the right password is refused too. Kept in
/// memory: a restart forgets it.
/// </summary>
public sealed class SignInThrottle(TimeProvider time)
{
    /// <summary>
    /// Logins with failures that are remembered; beyond, those whose last failure is oldest are forgotten.
    /// </summary>
    private const int LoginsMax = 10_000;

    private const int FailuresFree = 5;
    private static readonly TimeSpan _lockMin = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan _lockMax = TimeSpan.FromMinutes(15);

    private const int TurnsCount = 64;

    private readonly SemaphoreSlim[] _turns =
        [.. Enumerable.Range(0, TurnsCount).Select(_ => new SemaphoreSlim(1))];

    private readonly Lock _gate = new();
    private readonly Dictionary<TokenHash, Standing> _standings = [];

    /// <summary>
    /// Runs sign-ins of one login one after the other, so that many at once get no more tries than one after another.
    /// </summary>
    public async Task<T> InTurn<T>(string tenant, string login, Func<Task<T>> signIn, CancellationToken cancel)
    {
        var turn = _turns[(int)(KeyOf(tenant, login).Low % TurnsCount)];
        await turn.WaitAsync(cancel);
        try
        {
            return await signIn();
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>How long the login stays locked; null when it may be tried.</summary>
    public TimeSpan? LockedFor(string tenant, string login)
    {
        lock (_gate)
        {
            if (!_standings.TryGetValue(KeyOf(tenant, login), out var standing)) return null;
            var left = standing.LockedUntil - time.GetUtcNow();
            return left > TimeSpan.Zero ? left : null;
        }
    }

    public void Failed(string tenant, string login)
    {
        var now = time.GetUtcNow();
        lock (_gate)
        {
            var key = KeyOf(tenant, login);
            var known = _standings.GetValueOrDefault(key);
            var failures = now - known.LastAt > _lockMax ? 1 : known.Failures + 1;
            if (known.LastAt == default && _standings.Count >= LoginsMax) ForgetOldest();
            _standings[key] = new Standing(failures, now, now + LockAfter(failures));
        }
    }

    public void Succeeded(string tenant, string login)
    {
        lock (_gate) _standings.Remove(KeyOf(tenant, login));
    }

    private static TimeSpan LockAfter(int failures)
    {
        if (failures < FailuresFree) return TimeSpan.Zero;
        var doublings = Math.Min(failures - FailuresFree, 10);
        return TimeSpan.FromTicks(Math.Min(_lockMin.Ticks << doublings, _lockMax.Ticks));
    }

    private static TokenHash KeyOf(string tenant, string login) =>
        TokenHash.Of($"{tenant}\n{login.ToLowerInvariant()}");

    private void ForgetOldest()
    {
        foreach (var (key, _) in _standings.OrderBy(it => it.Value.LastAt).Take(LoginsMax / 10).ToList())
            _standings.Remove(key);
    }

    private readonly record struct Standing(int Failures, DateTimeOffset LastAt, DateTimeOffset LockedUntil);
}
