using LiveChat.Auditor;

namespace LiveChat.Cluster.Tests.Faults;

/// <summary>What a fault cost those who waited, as the log tells: times of assignments.</summary>
/// <param name="First">From the fault to the first assignment after it.</param>
/// <param name="LongestGap">The longest time without one, in any queue, around the fault.</param>
internal sealed record Recovery(TimeSpan First, TimeSpan LongestGap)
{
    /// <summary>What happens later is not the fault's doing.</summary>
    private static readonly TimeSpan s_span = TimeSpan.FromSeconds(30);

    public static Recovery Of(IReadOnlyList<LoggedConversation> log, DateTimeOffset fault)
    {
        var assigned = log
            .SelectMany(it => it.Events, (conversation, happened) => (conversation.QueueId, happened))
            .Where(it => it.happened.Type == "assigned" && it.happened.At <= fault + s_span)
            .ToLookup(it => it.QueueId, it => it.happened.At);
        var first = assigned.SelectMany(it => it).Where(it => it >= fault).Min() - fault;
        return new Recovery(first, assigned.Max(queue => LongestGapOf([.. queue.Order()], fault)));
    }

    public override string ToString() =>
        FormattableString.Invariant(
            $"first assignment after {First.TotalSeconds:0.00} s, longest gap {LongestGap.TotalSeconds:0.00} s");

    /// <summary>Between two that follow one another, the second of them after the fault.</summary>
    private static TimeSpan LongestGapOf(List<DateTimeOffset> times, DateTimeOffset fault) =>
        times.Zip(times.Skip(1)).Where(it => it.Second >= fault)
            .Select(it => it.Second - it.First).DefaultIfEmpty(TimeSpan.Zero).Max();
}
