using LiveChat.Contracts.Outbox;
using LiveChat.Core.Primitives;
using LiveChat.Grains.Wire;
using Orleans.Concurrency;

namespace LiveChat.Grains.Outbox;

/// <summary>
/// Holds a sender's desk at this node for as long as it is activated. What it is told may have overtaken, or may
/// follow, what was lost: so it always looks into the rows, where the order is.
/// </summary>
[Reentrant, GrainType("sender")]
internal sealed class SenderGrain(IGrainContext context, ILocalDesks desks) : IGrainBase, ISenderGrain
{
    public IGrainContext GrainContext { get; } = context;

    private SenderId Sender => SenderId.From(GrainContext.GrainId.GetGuidKey());

    public ValueTask Tell(Envelope envelope)
    {
        if (envelope.Content is OutboxRecheck) desks.Recheck(Sender);
        else desks.Missed(Sender);
        return ValueTask.CompletedTask;
    }

    public Task OnDeactivateAsync(DeactivationReason reason, CancellationToken token)
    {
        desks.Leave(Sender);
        return Task.CompletedTask;
    }
}
