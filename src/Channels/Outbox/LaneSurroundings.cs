using LiveChat.Contracts.Outbox;
using LiveChat.Storage.Outbox;

namespace LiveChat.Channels.Outbox;

/// <summary>
/// What every lane works with. <c>Stop</c> ends what is under way, when the program cannot wait longer.
/// </summary>
internal sealed record LaneSurroundings(
    IOutboxStore Store, IDeliveryReports Reports, Carrier Carrier, ILocalBell Bell, TimeProvider Clock, Random Random,
    ILogger Log, CancellationToken Stop);
