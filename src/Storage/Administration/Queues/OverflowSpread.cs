using System.Collections.Immutable;
using LiveChat.Core.Primitives;
using LiveChat.Core.Rules;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Storage.Administration.Queues;

/// <summary>A queue that overflows, the cap of its conversations, and its steps (R1.12).</summary>
public sealed record OverflowSource(QueueId Queue, int? QueueCap, ImmutableArray<OverflowStep> Steps);

/// <summary>Whom overflow makes a change matter to: the members of one queue help out in others.</summary>
internal static class OverflowSpread
{
    /// <summary>The queues of the tenant that overflow.</summary>
    public static async Task<ImmutableArray<OverflowSource>> Sources(
        AdministrationContext rows, TenantId tenant, CancellationToken cancel)
    {
        var owner = await rows.Tenants.AsNoTracking().Where(row => row.Id == tenant)
            .Select(row => row.Settings).FirstOrDefaultAsync(cancel);
        if (owner is null) return [];
        var queues = await rows.Queues.AsNoTracking().Where(row => row.Tenant == tenant)
            .Select(row => new { row.Id, row.Settings }).ToListAsync(cancel);
        return
        [
            .. queues
                .Select(row => new OverflowSource(
                    row.Id, row.Settings.ConversationsPerAgent, row.Settings.InForce(owner).Overflow))
                .Where(source => !source.Steps.IsEmpty),
        ];
    }

    /// <summary>Queues that overflow read their members again when agents or queues of their tenant change.</summary>
    public static async Task Follow(Change change)
    {
        var touched = change.Touched;
        var tenants = touched.Queues.Select(it => it.Tenant).Concat(touched.Agents.Select(it => it.Tenant))
            .Distinct().Except(touched.Tenants).ToList();
        foreach (var tenant in tenants)
        {
            foreach (var source in await Sources(change.Rows, tenant, change.Cancel))
                change.Touch(tenant, source.Queue);
        }
    }

    /// <summary>The members of queues to which another overflows, or did, read their memberships again.</summary>
    public static async Task TouchHelpers(Change change, TenantId tenant, IEnumerable<OverflowStep> steps)
    {
        var queues = steps.Select(step => step.Queue).Distinct().ToArray();
        if (queues.Length == 0) return;
        var helpers = await change.Rows.Memberships
            .Where(row => row.Tenant == tenant && queues.Contains(row.Queue)).Select(row => row.Agent)
            .Distinct().ToListAsync(change.Cancel);
        foreach (var helper in helpers) change.Touch(tenant, new AgentId(helper.Value));
    }
}
