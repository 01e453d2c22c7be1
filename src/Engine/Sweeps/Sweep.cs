using LiveChat.Contracts.Actors;
using LiveChat.Storage.Conversations;

namespace LiveChat.Engine.Sweeps;

/// <summary>
/// Wakes those for whom work stands in the rows though nobody may have told them: after a start, and after tells that
/// were lost. What is awake compares itself with its rows.
/// </summary>
public sealed class Sweep(IActors actors, IConversationStore store)
{
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    public async Task Once(CancellationToken cancel = default)
    {
        foreach (var (tenant, queue) in await store.QueuesWithWaiting(cancel))
        {
            actors.Tell(ActorId.Of(tenant, queue), Wake.Up);
        }

        foreach (var (tenant, agent) in await store.GoneAgentsWithSlots(cancel))
        {
            actors.Tell(ActorId.Of(tenant, agent), Wake.Up);
        }
    }
}
