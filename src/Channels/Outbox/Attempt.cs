using LiveChat.Contracts.Directory;
using LiveChat.Contracts.Outbox;

namespace LiveChat.Channels.Outbox;

/// <summary>
/// What came of one hand-over. <c>Code</c> says why, for those who read delivery states and dead letters.
/// </summary>
public readonly record struct Attempt(AttemptOutcome Outcome, string? Code = null, TimeSpan? RetryAfter = null)
{
    public static readonly Attempt Taken = new(AttemptOutcome.Taken);

    public static Attempt Failed(string code, TimeSpan? retryAfter = null) =>
        new(AttemptOutcome.Failed, code, retryAfter);

    public static Attempt Refused(string code) => new(AttemptOutcome.Refused, code);
}

public enum AttemptOutcome : byte
{
    /// <summary>The adapter has it now.</summary>
    Taken = 1,

    /// <summary>Not now: to be tried again.</summary>
    Failed,

    /// <summary>Never: a dead letter.</summary>
    Refused,

    /// <summary>No attempt was made, and none is counted: the settings could not be read.</summary>
    Postponed,

    /// <summary>The sender's adapter fetches its messages.</summary>
    Fetched,
}

/// <summary>Hands one message to the adapter of its sender.</summary>
public interface IAdapter
{
    /// <summary>
    /// One attempt. Failures of the connection may be thrown (<see cref="HttpRequestException"/>,
    /// <see cref="IOException"/>); <paramref name="cancel"/> ends it when its time is up.
    /// </summary>
    ValueTask<Attempt> Send(SenderEntry sender, OutboxMessage message, CancellationToken cancel);
}
