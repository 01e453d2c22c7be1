using LiveChat.Contracts.Outbox;
using LiveChat.Contracts.Streams;
using LiveChat.Core.Primitives;
using LiveChat.Grains.Streams;
using LiveChat.Grains.Wire;
using Orleans.Concurrency;
using Orleans.Placement;

namespace LiveChat.Grains.Outbox;

/// <summary>
/// Holds a sender's desk at this node for as long as it is activated. What it is told may have overtaken, or may
/// follow, what was lost: so it always looks into the rows, where the order is. It knows at which nodes somebody waits
/// to fetch the sender's messages, and rings there.
/// </summary>
[Reentrant, RandomPlacement, GrainType("sender")]
internal sealed class SenderGrain(
    IGrainContext context, IGrainFactory grains, ILocalDesks desks, ILocalBell bell, ILocalStreams streams,
    TimeProvider time)
    : IGrainBase, ISenderGrain
{
    /// <summary>Nodes, and when they last said that somebody waits there.</summary>
    private readonly Dictionary<NodeId, long> _waiting = [];

    public IGrainContext GrainContext { get; } = context;

    private SenderId Sender => SenderId.From(GrainContext.GrainId.GetGuidKey());

    public ValueTask Tell(Envelope envelope)
    {
        switch (envelope.Content)
        {
            case OutboxRecheck:
                desks.Recheck(Sender);
                break;
            case FetcherWaits it:
                Wait(it.Node);
                break;
            case OutboxRang:
                Ring();
                break;
            default:
                desks.Missed(Sender);
                Ring();
                break;
        }

        return ValueTask.CompletedTask;
    }

    public Task OnDeactivateAsync(DeactivationReason reason, CancellationToken token)
    {
        desks.Leave(Sender);
        return Task.CompletedTask;
    }

    private void Wait(NodeId node)
    {
        DropSilent();
        var isNew = !_waiting.ContainsKey(node);
        _waiting[node] = time.GetTimestamp();
        if (isNew) Ring(node);
    }

    private void Ring()
    {
        if (_waiting.Count == 0) return;
        DropSilent();
        foreach (var node in _waiting.Keys) Ring(node);
    }

    private void Ring(NodeId node)
    {
        if (node == streams.Node) bell.Ring(Sender);
        else _ = grains.GetGrain<INodeGrain>(node.Value).Tell(Envelope.Of(new OutboxRang(Sender)));
    }

    private void DropSilent()
    {
        foreach (var (node, saidAt) in _waiting)
        {
            if (time.GetElapsedTime(saidAt) > ClusterBell.WaitsFor) _waiting.Remove(node);
        }
    }
}
