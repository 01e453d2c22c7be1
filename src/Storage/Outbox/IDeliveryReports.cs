namespace LiveChat.Storage.Outbox;

/// <summary>
/// The way by which delivery updates reach the rows and then the agent: hooks, fetchers and the dispatcher record here.
/// </summary>
public interface IDeliveryReports
{
    /// <summary>
    /// Records together with whatever others hand in at the same time; durable on return, and the agent of the
    /// conversation has been told if something changed. The answer is that of <see cref="IOutboxStore.Record"/>.
    /// </summary>
    /// <exception cref="StoreUnavailableException">The outcome is unknown; recording again does no harm.</exception>
    /// <exception cref="StoreBusyException">Nothing was written.</exception>
    ValueTask<DeliveryChange?> Record(DeliveryUpdate update, CancellationToken cancel = default);
}
