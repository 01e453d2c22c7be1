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
    /// Writes presence, status and the drop of the last stream if the epoch is still the row's; false when it is not,
    /// and then nothing is written.
    /// </summary>
    ValueTask<bool> SetPresence(
        TenantId tenant, AgentId agent, AgentRow row, CancellationToken cancel = default);

    /// <summary>The row as it is; null for an agent of whom nothing was ever written.</summary>
    ValueTask<AgentRow?> Find(TenantId tenant, AgentId agent, CancellationToken cancel = default);
}

/// <param name="DroppedAt">
/// When its last stream dropped; null while it has one, and where that was never known.
/// </param>
public sealed record AgentRow(
    long Epoch, bool Online, string Status, bool TakesNew, DateTimeOffset? DroppedAt = null)
{
    /// <summary>An agent of whom nothing was ever written.</summary>
    public static readonly AgentRow New = new(0, Online: false, "available", TakesNew: true);
}
