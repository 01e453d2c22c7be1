using System.Collections.Immutable;
using LiveChat.Core.Hours;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Administration.Tenants;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Storage.Administration.Queues;

/// <summary>
/// The opening hours of a tenant and of a queue; null takes them away. <c>seen</c>, where given, are the versions that
/// may be replaced.
/// </summary>
public static class HoursCommands
{
    public static async Task<Outcome<TenantRow>> SetOfTenant(
        Change change, TenantId id, ImmutableArray<long>? seen, HoursDefinition? hours)
    {
        var tenant = await change.Rows.Tenants.SingleAsync(row => row.Id == id, change.Cancel);
        if (seen is { } versions && !versions.Contains(tenant.HoursVersion)) return Refusal.VersionMoved;
        if (AreSame(hours, tenant.Hours)) return tenant;
        tenant.Hours = hours;
        tenant.HoursVersion++;
        await change.TouchRules(id);
        return tenant;
    }

    public static async Task<Outcome<QueueRow>> SetOfQueue(
        Change change, TenantId tenant, QueueId id, ImmutableArray<long>? seen, HoursDefinition? hours)
    {
        if (await QueueCommands.Find(change, tenant, id) is not { } queue) return Refusal.NotFound;
        if (seen is { } versions && !versions.Contains(queue.HoursVersion)) return Refusal.VersionMoved;
        if (AreSame(hours, queue.Hours)) return queue;
        queue.Hours = hours;
        queue.HoursVersion++;
        await change.TouchRules(tenant, id);
        return queue;
    }

    private static bool AreSame(HoursDefinition? one, HoursDefinition? other) =>
        one is null || other is null ? one is null && other is null : AdministrationJson.AreSame(one, other);
}
