using LiveChat.Core.Primitives;

namespace LiveChat.Storage.Administration.Members;

/// <summary>What the agent's actor last wrote of itself (<see cref="Agents.IAgentStore"/>); only read here.</summary>
public sealed class AgentPresenceRow
{
    public required TenantId Tenant { get; init; }
    /// <summary>The member who is the agent.</summary>
    public required MemberId Agent { get; init; }
    public required bool Online { get; init; }
    public required string Status { get; init; }
}
