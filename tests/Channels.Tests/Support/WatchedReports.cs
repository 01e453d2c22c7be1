using System.Threading.Channels;
using LiveChat.Storage;
using LiveChat.Storage.Outbox;

namespace LiveChat.Channels.Tests.Support;

/// <summary>
/// Records through the real recorder and tells the test of it; can refuse, as a store that is away does.
/// </summary>
public sealed class WatchedReports(IDeliveryReports reports) : IDeliveryReports
{
    private readonly Channel<DeliveryUpdate> _recorded = Channel.CreateUnbounded<DeliveryUpdate>();
    private readonly Channel<DeliveryUpdate> _refused = Channel.CreateUnbounded<DeliveryUpdate>();

    public volatile bool IsAway;

    public Task<DeliveryUpdate> Next() => _recorded.Reader.ReadAsync().AsTask().Within("a recorded result");

    public Task<DeliveryUpdate> NextRefused() => _refused.Reader.ReadAsync().AsTask().Within("a refused result");

    public async ValueTask<DeliveryChange?> Record(DeliveryUpdate update, CancellationToken cancel = default)
    {
        if (IsAway)
        {
            _refused.Writer.TryWrite(update);
            throw new StoreUnavailableException("away");
        }

        var change = await reports.Record(update, cancel);
        _recorded.Writer.TryWrite(update);
        return change;
    }
}
