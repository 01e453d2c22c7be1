using System.Diagnostics.Metrics;
using LiveChat.Channels.Outbox;

namespace LiveChat.Channels.Mails;

/// <summary>Meter <c>LiveChat.Channels</c>.</summary>
public sealed class MailMetrics(IMeterFactory meters)
{
    private readonly Histogram<double> _attempts = meters.Create("LiveChat.Channels").CreateHistogram<double>(
        "livechat.mail.attempt.duration", "s", "Attempts to hand a mail to the mail server, by outcome.");

    public void Attempted(AttemptOutcome outcome, TimeSpan took) => _attempts.Record(
        took.TotalSeconds, new KeyValuePair<string, object?>("outcome", OutboxMetrics.Name(outcome)));
}
