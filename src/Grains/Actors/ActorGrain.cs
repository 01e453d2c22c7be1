using LiveChat.Contracts.Actors;
using LiveChat.Grains.Wire;
using Orleans.Concurrency;
using Orleans.Placement;

namespace LiveChat.Grains.Actors;

/// <summary>
/// Holds the place of one actor on this node for as long as it is activated; the turns, the mailbox, the timers and the
/// time to go are the node's engine's. It lets calls in side by side, since the mailbox brings them into a line.
/// </summary>
internal abstract class ActorGrain : IGrainBase, IActorGrain
{
    private readonly ClusterEngine _engine;
    private volatile bool _isLeaving;

    protected ActorGrain(Func<ClusterEngine> engine, IGrainContext context, ActorKind kind)
    {
        _engine = engine();
        GrainContext = context;
        Id = GrainKey.Parse(kind, context.GrainId.Key.ToString());
    }

    public IGrainContext GrainContext { get; }

    public ActorId Id { get; }

    /// <summary>Nothing more is to be brought here.</summary>
    public bool IsLeaving => _isLeaving;

    public virtual Task OnActivateAsync(CancellationToken token)
    {
        _engine.Settle(this);
        return Task.CompletedTask;
    }

    public Task OnDeactivateAsync(DeactivationReason reason, CancellationToken token)
    {
        _isLeaving = true;
        return _engine.Unsettle(this, token);
    }

    public ValueTask<Envelope> Ask(Envelope envelope) => _engine.Answer(this, envelope);

    public ValueTask Tell(Envelope envelope)
    {
        _engine.Hear(this, envelope);
        return ValueTask.CompletedTask;
    }

    /// <summary>From now on nothing comes in; what comes goes to where the actor has its place next.</summary>
    public void GiveUp()
    {
        _isLeaving = true;
        GrainContext.Deactivate(new DeactivationReason(DeactivationReasonCode.ApplicationRequested, "Given up."));
    }
}

// The engine of the node says when an idle actor goes: the runtime keeps all of them until then. Places are drawn: the
// runtime's own choice, by the load of the nodes, leaves out those that shed load, and when all do puts every new actor
// on the first one. A draw needs no figures, which are seconds old, and of many actors gives each node its share.

[KeepAlive, Reentrant, RandomPlacement, GrainType("tenant")]
internal sealed class TenantGrain(Func<ClusterEngine> engine, IGrainContext context)
    : ActorGrain(engine, context, ActorKind.Tenant), ITenantGrain;

[KeepAlive, Reentrant, RandomPlacement, GrainType("queue")]
internal sealed class QueueGrain(Func<ClusterEngine> engine, IGrainContext context)
    : ActorGrain(engine, context, ActorKind.Queue), IQueueGrain;

[KeepAlive, Reentrant, RandomPlacement, GrainType("agent")]
internal sealed class AgentGrain(Func<ClusterEngine> engine, IGrainContext context)
    : ActorGrain(engine, context, ActorKind.Agent), IAgentGrain;

[KeepAlive, Reentrant, RandomPlacement, GrainType("conversation")]
internal sealed class ConversationGrain(Func<ClusterEngine> engine, IGrainContext context)
    : ActorGrain(engine, context, ActorKind.Conversation), IConversationGrain;
