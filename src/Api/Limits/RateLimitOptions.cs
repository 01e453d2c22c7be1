namespace LiveChat.Api.Limits;

/// <summary>
/// How much may come, as token buckets: section <c>LiveChat:RateLimits</c>. The defaults stop what runs wild and are
/// met by nothing else.
/// </summary>
public sealed record RateLimitOptions
{
    /// <summary>Each API key, but for what adapters call.</summary>
    public RateLimit Key { get; init; } = new() { PerSecond = 5_000, Burst = 10_000 };

    /// <summary>Each tenant, its members' sessions and its keys together, but for what adapters call.</summary>
    public RateLimit Tenant { get; init; } = new() { PerSecond = 20_000, Burst = 40_000 };

    /// <summary>
    /// The messages of contacts (MO) of each tenant, whatever adapter and key brings them, each message of a batch for
    /// itself; where the operator has set no other limit for the tenant. The default is more than one process takes on
    /// a small machine: what a tenant brings below it takes turns with others', what is above it is refused before it
    /// costs much.
    /// </summary>
    public RateLimit Messages { get; init; } = new() { PerSecond = 50_000, Burst = 100_000 };

    /// <summary>
    /// What adapters call (scopes <c>mo:write</c>, <c>mt:read</c>, <c>dlr:write</c>), each API key; by default without
    /// a limit.
    /// </summary>
    public RateLimit Intake { get; init; } = new();

    /// <summary>
    /// Each address, on what anyone may call and could guess at: signing in, registering. It leaves room for an office
    /// behind one address.
    /// </summary>
    public RateLimit Address { get; init; } = new() { PerSecond = 10, Burst = 1_000 };

    /// <summary>The name of a limit that makes no sense; null when all do.</summary>
    public string? Faulty =>
        !Key.IsValid ? nameof(Key)
        : !Tenant.IsValid ? nameof(Tenant)
        : !Messages.IsValid ? nameof(Messages)
        : !Intake.IsValid ? nameof(Intake)
        : !Address.IsValid ? nameof(Address)
        : null;
}

/// <summary>A bucket of tokens, one for each request: it holds so many, and fills with so many each second.</summary>
public sealed record RateLimit
{
    public const int Max = 10_000_000;

    /// <summary>0: no limit.</summary>
    public int PerSecond { get; init; }

    /// <summary>How many may come at once; 0: as many as in one second.</summary>
    public int Burst { get; init; }

    public bool IsOn => PerSecond > 0;

    public int Quota => Burst > 0 ? Burst : PerSecond;

    public bool IsValid => PerSecond is >= 0 and <= Max && Burst is >= 0 and <= Max;

    /// <summary>Seconds in which an empty bucket is full again.</summary>
    public int WindowSeconds => (Quota + PerSecond - 1) / PerSecond;
}
