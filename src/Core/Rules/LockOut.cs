namespace LiveChat.Core.Rules;

/// <summary>
/// How failures in a row lock: five for a minute, each further one for twice as long, up to fifteen minutes. After a
/// quiet quarter of an hour they are forgotten.
/// </summary>
/// <param name="Failures">In a row.</param>
/// <param name="LastAt">The last of them.</param>
/// <param name="LockedUntil">Until then nothing is tried, the right password neither.</param>
public readonly record struct LockOut(int Failures, DateTimeOffset LastAt, DateTimeOffset LockedUntil)
{
    private const int FailuresFree = 5;
    private const int DoublingsMax = 10;
    private static readonly TimeSpan LockMin = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LockMax = TimeSpan.FromMinutes(15);

    /// <summary>From then on it is as if nothing had failed.</summary>
    public DateTimeOffset ForgottenAt => LastAt + LockMax;

    /// <summary>How long it stays locked; null when it may be tried.</summary>
    public TimeSpan? LockedFor(DateTimeOffset now) => LockedUntil > now ? LockedUntil - now : null;

    /// <summary>After one more failure.</summary>
    public LockOut Failed(DateTimeOffset now)
    {
        var failures = now > ForgottenAt || Failures == 0 ? 1 : Failures + 1;
        return new LockOut(failures, now, now + LockAfter(failures));
    }

    private static TimeSpan LockAfter(int failures)
    {
        if (failures < FailuresFree) return TimeSpan.Zero;
        var doublings = Math.Min(failures - FailuresFree, DoublingsMax);
        return TimeSpan.FromTicks(Math.Min(LockMin.Ticks << doublings, LockMax.Ticks));
    }
}
