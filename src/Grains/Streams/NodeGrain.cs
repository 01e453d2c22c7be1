using LiveChat.Grains.Wire;
using Orleans.Concurrency;
using Orleans.Placement;

namespace LiveChat.Grains.Streams;

/// <summary>
/// Passes on to one node what its streams are to be told. Its place is the node itself, where the node is one that runs
/// actors. Of a node that is gone, or that it does not know yet, it drops everything: the streams notice.
/// </summary>
[PreferLocalPlacement, Reentrant, GrainType("node")]
internal sealed class NodeGrain(IGrainContext context, TimeProvider time) : IGrainBase, INodeGrain
{
    private INodeObserver? _node;
    private long _attachedAt;

    public IGrainContext GrainContext { get; } = context;

    public ValueTask Attach(INodeObserver node)
    {
        (_node, _attachedAt) = (node, time.GetTimestamp());
        return ValueTask.CompletedTask;
    }

    public ValueTask Tell(Envelope envelope)
    {
        if (_node is not null && time.GetElapsedTime(_attachedAt) > ClusterStreams.AttachedFor) _node = null;
        if (_node is not null) _ = _node.Tell(envelope);
        return ValueTask.CompletedTask;
    }
}
