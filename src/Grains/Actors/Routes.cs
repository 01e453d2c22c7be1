using LiveChat.Contracts.Actors;
using LiveChat.Grains.Wire;

namespace LiveChat.Grains.Actors;

/// <summary>The way to every actor's place, wherever in the cluster it is.</summary>
internal sealed class Routes(IGrainFactory grains)
{
    /// <exception cref="ActorBusyException">Nothing was done.</exception>
    /// <exception cref="ActorFaultedException">The outcome is unknown.</exception>
    public async ValueTask<object?> Ask(ActorId to, Envelope question)
    {
        var mayRepeat = question.Content is IRepeatable;
        while (true)
        {
            try
            {
                var reply = await AskOnce(to, question);
                return reply.Kind == EnvelopeKind.Answer ? reply.Content : throw (Exception)reply.Content!;
            }
            catch (ActorFaultedException lost) when (mayRepeat && lost.InnerException is ActorUnreachableException)
            {
                // Whoever is asked on the way of a node that has left has learned so by now.
                mayRepeat = false;
            }
        }
    }

    public void Tell(ActorId to, Envelope envelope) => _ = To(to).Tell(envelope);

    private async Task<Envelope> AskOnce(ActorId to, Envelope question)
    {
        try
        {
            return await To(to).Ask(question);
        }
        catch (Exception refused) when (refused is GatewayTooBusyException or LimitExceededException)
        {
            throw new ActorBusyException($"{to} is on a node that has too much to do.");
        }
        catch (Exception lost)
        {
            // The answer is late, its node died, or the connection broke: it may have taken effect.
            var reason = $"{to} could not be reached: {lost.Message}";
            throw new ActorFaultedException(reason, new ActorUnreachableException(reason, lost));
        }
    }

    private IActorGrain To(ActorId id)
    {
        var key = GrainKey.Of(id);
        return id.Kind switch
        {
            ActorKind.Tenant => grains.GetGrain<ITenantGrain>(key),
            ActorKind.Queue => grains.GetGrain<IQueueGrain>(key),
            ActorKind.Agent => grains.GetGrain<IAgentGrain>(key),
            ActorKind.Conversation => grains.GetGrain<IConversationGrain>(key),
            ActorKind.Deadline => grains.GetGrain<IDeadlineGrain>(key),
            _ => throw new ArgumentOutOfRangeException(nameof(id), id, "A kind nobody runs."),
        };
    }
}
