using System.Collections.Immutable;
using LiveChat.Core.Agents;
using LiveChat.Core.Primitives;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Storage.Administration.Tenants;

/// <summary>The statuses of a tenant's agents (R4.13).</summary>
public static class StatusCommands
{
    /// <summary>
    /// Replaces the tenant's own statuses, and how it sees built-in ones. An agent in a status that is gone stays in it
    /// until it says otherwise, and gets nothing new. <c>seen</c>, where given, are the versions that may be replaced.
    /// </summary>
    public static async Task<Outcome<TenantRow>> Set(
        Change change, TenantId id, ImmutableArray<long>? seen, ImmutableArray<AgentStatus> statuses)
    {
        var tenant = await change.Rows.Tenants.SingleAsync(row => row.Id == id, change.Cancel);
        if (seen is { } versions && !versions.Contains(tenant.StatusesVersion)) return Refusal.VersionMoved;
        var own = statuses.RemoveAll(AgentStatus.BuiltIn.Contains);
        if (AdministrationJson.AreSame(own, tenant.Statuses)) return tenant;
        tenant.Statuses = own;
        tenant.StatusesVersion++;
        change.Touch(id);
        return tenant;
    }
}
