using LiveChat.Core.Primitives;

namespace LiveChat.Contracts.Actors;

/// <summary>The actors that are in this process, wherever else there are some.</summary>
public interface ILocalActors
{
    /// <summary>
    /// Tells every actor of a kind that is here, of one tenant or (null) of all; nobody is activated for it, and one
    /// that is alive twice in the cluster hears it here too. Who comes while it is told may miss it, but has read
    /// nothing before. To a full mailbox it is dropped and counted, as every tell.
    /// </summary>
    void TellAll(ActorKind kind, TenantId? tenant, IMessage message);
}
