using LiveChat.Contracts.Actors;
using LiveChat.Grains.Wire;
using EngineTraces = LiveChat.Embedded.EngineTraces;

namespace LiveChat.Grains.Actors;

/// <summary>The way to the actors from a node that runs none itself.</summary>
internal sealed class ClusterActors(Routes routes) : IActors
{
    public async ValueTask<TReply> Ask<TReply>(ActorId to, IAsk<TReply> message, CancellationToken cancel = default)
    {
        cancel.ThrowIfCancellationRequested();
        var reply = await routes.Ask(to, Sealed(message)).AsTask().WaitAsync(cancel);
        return reply is TReply or null
            ? (TReply)reply!
            : throw new ActorFaultedException($"{to} gave {reply.GetType().Name}, which is no answer.");
    }

    public void Tell(ActorId to, IMessage message) => routes.Tell(to, Sealed(message));

    private static Envelope Sealed(IMessage message) => Envelope.Of(message, EngineTraces.Current?.Context);
}
