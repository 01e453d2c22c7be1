using LiveChat.Grains.Wire;
using Orleans.Concurrency;

namespace LiveChat.Grains.Outbox;

/// <summary>Where in the cluster a sender's messages are handed out, by the sender's id.</summary>
internal interface ISenderGrain : IGrainWithGuidKey
{
    [OneWay]
    ValueTask Tell(Envelope envelope);
}
