using LiveChat.Core.Primitives;
using LiveChat.Storage.Administration;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Storage.Agents;

/// <summary>
/// What the administration writes into agents' rows, inside its own transaction: from its commit on, no reservation
/// made under an older epoch can be committed.
/// </summary>
public static class AgentRows
{
    /// <summary>
    /// For disabling and deleting: raises the epoch, and lets the sweep find what the agent still has.
    /// </summary>
    public static Task Retire(
        this AdministrationContext context, TenantId tenant, AgentId agent, CancellationToken cancel = default) =>
        Write(context, tenant, agent, gone: 1, cancel);

    /// <summary>For creating and enabling.</summary>
    public static Task Restore(
        this AdministrationContext context, TenantId tenant, AgentId agent, CancellationToken cancel = default) =>
        Write(context, tenant, agent, gone: 0, cancel);

    private static Task Write(
        AdministrationContext context, TenantId tenant, AgentId agent, long gone, CancellationToken cancel) =>
        context.Database.ExecuteSqlAsync(
            $"""
            insert into agent (tenant, agent, epoch, online, status, takes_new, gone)
            values ({context.Stored(tenant.Value)}, {context.Stored(agent.Value)}, 1, {false},
                {AgentRow.New.Status}, {true}, {gone})
            on conflict (tenant, agent) do update set epoch = agent.epoch + 1, gone = excluded.gone
            """,
            cancel);
}
