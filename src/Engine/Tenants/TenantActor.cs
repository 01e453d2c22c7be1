using LiveChat.Contracts.Actors;
using LiveChat.Contracts.Agents;
using LiveChat.Contracts.Queues;
using LiveChat.Contracts.Tenants;
using LiveChat.Engine.Actors;

namespace LiveChat.Engine.Tenants;

/// <summary>Spreads a change of the tenant's settings to its queues and agents.</summary>
public sealed class TenantActor(EnginePorts ports) : Actor
{
    public override async ValueTask<object?> Receive(IMessage message)
    {
        switch (message)
        {
            case TenantChanged:
                var actors = await ports.Directory.ActorsOf(Id.Tenant);
                foreach (var queue in actors.Queues) Context.Tell(ActorId.Of(Id.Tenant, queue), QueueChanged.Now);
                foreach (var agent in actors.Agents) Context.Tell(ActorId.Of(Id.Tenant, agent), AgentChanged.Now);
                return null;
            case Wake:
                return null;
            default:
                throw new ArgumentOutOfRangeException(
                    nameof(message), message.GetType(), "A message nobody receives.");
        }
    }
}
