using System.Diagnostics.Metrics;

namespace LiveChat.Channels.Outbox;

/// <summary>Meter <c>LiveChat.Channels</c>.</summary>
public sealed class OutboxMetrics(IMeterFactory meters)
{
    private readonly Histogram<double> _attempts = meters.Create("LiveChat.Channels").CreateHistogram<double>(
        "livechat.outbox.attempt.duration", "s", "Attempts to hand a message to its adapter, by outcome.");

    public void Attempted(AttemptOutcome outcome, TimeSpan took) => _attempts.Record(
        took.TotalSeconds, new KeyValuePair<string, object?>("outcome", Name(outcome)));

    internal static string Name(AttemptOutcome outcome) => outcome switch
    {
        AttemptOutcome.Taken => "taken",
        AttemptOutcome.Refused => "refused",
        _ => "failed",
    };
}
