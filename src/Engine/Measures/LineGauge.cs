using LiveChat.Contracts.Actors;
using LiveChat.Core.Queues;

namespace LiveChat.Engine.Measures;

/// <summary>
/// Shows where one line stands. Looking at the whole of it costs something: once a second is enough, but for the last
/// one to leave.
/// </summary>
internal sealed class LineGauge(EngineMetrics? metrics, ActorId queue)
{
    private static readonly TimeSpan ShowEvery = TimeSpan.FromSeconds(1);

    private DateTimeOffset _shownAt;
    private int _shown;

    public void Show(QueueLine line, DateTimeOffset now)
    {
        if (metrics is null || line.WaitingCount == _shown) return;
        if (line.WaitingCount > 0 && now >= _shownAt && now - _shownAt < ShowEvery) return;
        var figures = line.Figures;
        (_shown, _shownAt) = (figures.Waiting, now);
        metrics.Stands(queue, new QueueMeasure(figures.Waiting, figures.LongestWaitingSince));
    }

    public void Clear() => metrics?.Stands(queue, (QueueMeasure?)null);
}
