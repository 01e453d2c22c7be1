using System.Collections.Immutable;
using LiveChat.Contracts.Directory;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Administration.Tenants;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Storage.Administration.Queues;

/// <summary>
/// The live-chat settings of a tenant and of a queue. <c>seen</c>, where given, are the versions that may be replaced.
/// </summary>
public static class SettingsCommands
{
    /// <summary>Null of a tenant's waiting-room limits is their default.</summary>
    public static async Task<Outcome<TenantRow>> SetOfTenant(
        Change change, TenantId id, ImmutableArray<long>? seen, Func<CapacitySettings, CapacitySettings> edit)
    {
        var tenant = await change.Rows.Tenants.SingleAsync(row => row.Id == id, change.Cancel);
        if (seen is { } versions && !versions.Contains(tenant.SettingsVersion)) return Refusal.VersionMoved;

        var settings = edit(tenant.Settings);
        if (settings == tenant.Settings) return tenant;
        var byDefault = CapacitySettings.TenantDefault;
        tenant.ConversationsPerAgent = settings.ConversationsPerAgent;
        tenant.WaitingPerOnlineAgent = settings.WaitingPerOnlineAgent ?? byDefault.WaitingPerOnlineAgent!.Value;
        tenant.WaitingWithNobodyOnline = settings.WaitingWithNobodyOnline ?? byDefault.WaitingWithNobodyOnline!.Value;
        tenant.SettingsVersion++;
        change.Touch(id);
        return tenant;
    }

    public static async Task<Outcome<QueueRow>> SetOfQueue(
        Change change, TenantId tenant, QueueId id, ImmutableArray<long>? seen,
        Func<CapacitySettings, CapacitySettings> edit)
    {
        if (await QueueCommands.Find(change, tenant, id) is not { } queue) return Refusal.NotFound;
        if (seen is { } versions && !versions.Contains(queue.SettingsVersion)) return Refusal.VersionMoved;

        var settings = edit(queue.Settings);
        if (settings == queue.Settings) return queue;
        if (settings.ConversationsPerAgent != queue.ConversationsPerAgent) await TouchMembers(change, queue);
        queue.ConversationsPerAgent = settings.ConversationsPerAgent;
        queue.WaitingPerOnlineAgent = settings.WaitingPerOnlineAgent;
        queue.WaitingWithNobodyOnline = settings.WaitingWithNobodyOnline;
        queue.SettingsVersion++;
        change.Touch(tenant, id);
        return queue;
    }

    /// <summary>Agents count against the queue's own cap themselves.</summary>
    private static async Task TouchMembers(Change change, QueueRow queue)
    {
        var members = await change.Rows.Memberships
            .Where(row => row.Tenant == queue.Tenant && row.Queue == queue.Id).Select(row => row.Agent)
            .ToListAsync(change.Cancel);
        foreach (var member in members) change.Touch(queue.Tenant, new AgentId(member.Value));
    }
}
