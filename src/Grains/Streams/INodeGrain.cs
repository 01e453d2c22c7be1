using LiveChat.Grains.Wire;
using Orleans.Concurrency;

namespace LiveChat.Grains.Streams;

/// <summary>Where a node that holds agents' streams, and where fetchers wait, is reached, by its id.</summary>
internal interface INodeGrain : IGrainWithGuidKey
{
    /// <summary>The node says, again and again, that it is there.</summary>
    ValueTask Attach(INodeObserver node);

    [OneWay]
    ValueTask Tell(Envelope envelope);
}

/// <summary>A node that holds agents' streams.</summary>
internal interface INodeObserver : IGrainObserver
{
    [OneWay]
    ValueTask Tell(Envelope envelope);
}
