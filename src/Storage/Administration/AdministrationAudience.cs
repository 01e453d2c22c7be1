using LiveChat.Contracts.Actors;
using LiveChat.Contracts.Agents;
using LiveChat.Contracts.Queues;
using LiveChat.Contracts.Tenants;
using LiveChat.Storage.Administration.Caching;

namespace LiveChat.Storage.Administration;

/// <summary>
/// Who must hear of a change, in this order: those who remember forget, and then the actors are told, so that they read
/// what is new. Of what another process changed they are told here too, for the tells of that one may have come before
/// this process had forgotten; to be told twice is harmless.
/// </summary>
public sealed class AdministrationAudience(IEnumerable<IRemembersAdministration> memories, IActors actors)
    : IFollowsAdministration
{
    private readonly IRemembersAdministration[] _memories = [.. memories];

    public void Hear(Touched touched)
    {
        foreach (var memory in _memories) memory.Forget(touched);
        foreach (var tenant in touched.Tenants) actors.Tell(ActorId.Of(tenant), TenantChanged.Now);
        foreach (var (tenant, agent) in touched.Agents) actors.Tell(ActorId.Of(tenant, agent), AgentChanged.Now);
        foreach (var (tenant, queue) in touched.Queues) actors.Tell(ActorId.Of(tenant, queue), QueueChanged.Now);
        foreach (var (tenant, queue, number) in touched.Reviews)
        {
            actors.Tell(ActorId.Of(tenant), new ReviewDeadlines(queue, number));
        }
    }

    public void HearNothing()
    {
        foreach (var memory in _memories) memory.ForgetAll();
    }
}
