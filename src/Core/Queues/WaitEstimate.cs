namespace LiveChat.Core.Queues;

/// <summary>
/// How long the n-th in line may wait: n times the recent interval between two that were served, a moving average in
/// which the last one weighs one tenth. Nothing is said before two were served.
/// </summary>
public sealed class WaitEstimate
{
    private const double Weight = 0.1;
    private static readonly TimeSpan AssumedInterval = TimeSpan.FromMinutes(2);
    private DateTimeOffset? _lastServedAt;
    private double? _intervalSeconds;

    /// <summary>
    /// What a contact is told while nothing has been measured: two minutes for each place. The API tells nothing then.
    /// </summary>
    public static TimeSpan Assumed(int position) => AssumedInterval * position;

    /// <summary>Somebody left the line for an agent.</summary>
    public void Served(DateTimeOffset at)
    {
        if (_lastServedAt is { } last)
        {
            var interval = Math.Max(0, (at - last).TotalSeconds);
            _intervalSeconds = _intervalSeconds is { } mean ? mean + (Weight * (interval - mean)) : interval;
        }

        _lastServedAt = at;
    }

    /// <param name="position">1 is next.</param>
    public TimeSpan? For(int position) =>
        _intervalSeconds is { } mean ? TimeSpan.FromSeconds(Math.Round(mean * position)) : null;
}
