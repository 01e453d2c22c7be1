using System.Diagnostics.Metrics;

namespace LiveChat.Storage;

/// <summary>Meter <c>LiveChat.Storage</c>: how the store's writers of this process do.</summary>
public static class StoreMeter
{
    public const string Name = "LiveChat.Storage";

    private static readonly Meter _meter = new(Name);

    private static readonly Histogram<double> _flushes = _meter.CreateHistogram<double>(
        "livechat.store.flush.duration", "s", "Transactions of the writers, from their first statement to the disk.");

    private static readonly Histogram<int> _members = _meter.CreateHistogram(
        "livechat.store.flush.members", "{write}", "Writes that shared a transaction.",
        advice: new InstrumentAdvice<int> { HistogramBucketBoundaries = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000] });

    private static readonly Counter<long> _refused = _meter.CreateCounter<long>(
        "livechat.store.busy", "{write}", "Writes refused because too many waited.");

    public static void Flushed(int members, TimeSpan took)
    {
        _flushes.Record(took.TotalSeconds);
        _members.Record(members);
    }

    public static void Refused() => _refused.Add(1);
}
