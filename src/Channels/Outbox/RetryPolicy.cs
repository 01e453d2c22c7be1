using LiveChat.Contracts.Outbox;
using LiveChat.Storage.Outbox;

namespace LiveChat.Channels.Outbox;

/// <summary>
/// What an attempt means for the message: sent, given up, or tried again after 1, 2, 4 … 300 s, each a fifth more or
/// less at random, and never before the adapter's <c>Retry-After</c>. It is given up 24 hours after it was written, but
/// not before its tenth attempt, so that messages survive an outage of our own and old dead letters can be put back.
/// </summary>
public static class RetryPolicy
{
    public const int AttemptsMin = 10;
    public static readonly TimeSpan TimeMax = TimeSpan.FromHours(24);
    public static readonly TimeSpan DelayMax = TimeSpan.FromSeconds(300);
    private const double Spread = 0.2;

    /// <param name="chance">From 0 (the shortest delay) to 1 (the longest).</param>
    public static DeliveryUpdate Judge(OutboxMessage message, Attempt attempt, DateTimeOffset now, double chance)
    {
        if (attempt.Outcome == AttemptOutcome.Taken)
            return new DeliveryUpdate(message.Tenant, message.Id, DeliveryState.Sent, attempt.Code, now);
        var next = now + Delay(message.Attempts + 1, attempt.RetryAfter, chance);
        var tooLate = next - message.At >= TimeMax && message.Attempts + 1 >= AttemptsMin;
        return attempt.Outcome == AttemptOutcome.Refused || tooLate
            ? new DeliveryUpdate(message.Tenant, message.Id, DeliveryState.Failed, attempt.Code, now, DeadLetter: true)
            : new DeliveryUpdate(message.Tenant, message.Id, null, attempt.Code, now, next);
    }

    private static TimeSpan Delay(int attempts, TimeSpan? retryAfter, double chance)
    {
        var plain = attempts > 9 ? DelayMax : TimeSpan.FromSeconds(1 << (attempts - 1));
        var spread = plain * (1 - Spread + 2 * Spread * chance);
        return retryAfter is { } asked && asked > spread ? Min(asked, TimeMax) : spread;
    }

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
