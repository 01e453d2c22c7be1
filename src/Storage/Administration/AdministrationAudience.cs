using LiveChat.Contracts.Actors;
using LiveChat.Contracts.Agents;
using LiveChat.Contracts.Queues;
using LiveChat.Contracts.Tenants;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Administration.Caching;

namespace LiveChat.Storage.Administration;

/// <summary>
/// Who must hear of a change, in this order: those who remember forget, and then the actors are told, so that they read
/// what is new. What concerns all of a tenant each process tells its own actors, which read through its memory; those
/// that are in none read it when they come. What concerns one actor is told wherever it is, of another process's change
/// from here too, for the tells of that one may have come before this process had forgotten.
/// </summary>
public sealed class AdministrationAudience(
    IEnumerable<IRemembersAdministration> memories, IActors actors, ILocalActors? here)
    : IFollowsAdministration
{
    private readonly IRemembersAdministration[] _memories = [.. memories];

    public void Hear(Touched touched)
    {
        foreach (var memory in _memories) memory.Forget(touched);
        foreach (var tenant in touched.Tenants) TellHere(tenant);
        foreach (var (tenant, agent) in touched.Agents) actors.Tell(ActorId.Of(tenant, agent), AgentChanged.Now);
        foreach (var (tenant, queue) in touched.Queues) actors.Tell(ActorId.Of(tenant, queue), QueueChanged.Now);
        foreach (var (tenant, queue, number) in touched.Reviews)
        {
            actors.Tell(ActorId.Of(tenant), new ReviewDeadlines(queue, number));
        }
    }

    /// <summary>
    /// No actor is told: it would read what this process remembers from now on, and changes of that are not heard.
    /// </summary>
    public void HearNothing()
    {
        foreach (var memory in _memories) memory.ForgetAll();
    }

    /// <summary>Actors that have read meanwhile may stand on what was remembered before.</summary>
    public void HearAnew()
    {
        HearNothing();
        TellHere(null);
    }

    /// <param name="tenant">Null: every tenant's actors.</param>
    private void TellHere(TenantId? tenant)
    {
        here?.TellAll(ActorKind.Queue, tenant, QueueChanged.Now);
        here?.TellAll(ActorKind.Agent, tenant, AgentChanged.Now);
        here?.TellAll(ActorKind.Tenant, tenant, TenantChanged.Now);
    }
}
