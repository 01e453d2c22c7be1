using LiveChat.Core.Primitives;

namespace LiveChat.Storage.Agents;

/// <summary>
/// The one durable row of an agent's actor: its epoch, its status, and whether it was online. Written through the same
/// writer as appends, so that a fence sees it in order.
/// </summary>
public interface IAgentStore
{
    /// <summary>Raises the epoch (from 0 where there is no row) and returns the row after it, durable.</summary>
    ValueTask<AgentRow> RaiseEpoch(TenantId tenant, AgentId agent, CancellationToken cancel = default);

    /// <summary>
    /// Writes presence and status if the epoch is still <c>epoch</c>; false when it is not, and then nothing is
    /// written.
    /// </summary>
    ValueTask<bool> SetPresence(
        TenantId tenant, AgentId agent, long epoch, bool online, string status, bool takesNew,
        CancellationToken cancel = default);
}

public sealed record AgentRow(long Epoch, bool Online, string Status, bool TakesNew)
{
    /// <summary>An agent of whom nothing was ever written.</summary>
    public static readonly AgentRow New = new(0, Online: false, "available", TakesNew: true);
}
