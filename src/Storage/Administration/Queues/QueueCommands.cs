using System.Collections.Immutable;
using LiveChat.Core.Conversations;
using LiveChat.Core.Primitives;
using LiveChat.Core.Queues;
using LiveChat.Storage.Administration.Members;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Storage.Administration.Queues;

public sealed record NewQueue(
    string Name, QueueStrategy Strategy, QueueMode Mode, ImmutableArray<AgentId> Agents);

/// <summary>What becomes of queues and their members.</summary>
public static class QueueCommands
{
    public static async Task<Outcome<QueueRow>> Create(Change change, TenantId tenant, NewQueue order)
    {
        var agents = order.Agents.Select(agent => new MemberId(agent.Value)).ToArray();
        if (await change.Rows.AgentsOf(tenant).CountAsync(row => agents.Contains(row.Id), change.Cancel)
            != agents.Length) return Refusal.UnknownAgent;
        if (await change.Rows.Queues.CountAsync(row => row.Tenant == tenant, change.Cancel) >= TenantLimits.QueuesMax)
            return Refusal.LimitReached;

        var queue = new QueueRow
        {
            Tenant = tenant,
            Id = new QueueId(Guid.CreateVersion7(change.Now)),
            Name = order.Name,
            Strategy = order.Strategy,
            Mode = order.Mode,
            CreatedAt = change.Now,
        };
        change.Rows.Queues.Add(queue);
        foreach (var agent in agents)
        {
            change.Rows.Memberships.Add(new MembershipRow { Tenant = tenant, Queue = queue.Id, Agent = agent });
            change.Touch(tenant, new AgentId(agent.Value));
        }

        change.Touch(tenant, queue.Id);
        return queue;
    }

    /// <summary>Null leaves a field as it is.</summary>
    public static async Task<Outcome<QueueRow>> Edit(
        Change change, TenantId tenant, QueueId id, string? name, QueueStrategy? strategy, QueueMode? mode)
    {
        if (await Find(change, tenant, id) is not { } queue) return Refusal.NotFound;
        queue.Name = name ?? queue.Name;
        queue.Strategy = strategy ?? queue.Strategy;
        queue.Mode = mode ?? queue.Mode;
        change.Touch(tenant, id);
        return queue;
    }

    /// <summary>Refused while a sender leads to the queue or a conversation of it is open and not parked.</summary>
    public static async Task<Outcome<bool>> Delete(Change change, TenantId tenant, QueueId id)
    {
        if (await Find(change, tenant, id) is not { } queue) return Refusal.NotFound;
        if (await change.Rows.Senders.AnyAsync(row => row.Tenant == tenant && row.Queue == id, change.Cancel)
            || await HasOpenConversations(change, tenant, id)) return Refusal.QueueInUse;

        var members = await change.Rows.Memberships
            .Where(row => row.Tenant == tenant && row.Queue == id).ToListAsync(change.Cancel);
        foreach (var member in members)
        {
            change.Rows.Memberships.Remove(member);
            change.Touch(tenant, new AgentId(member.Agent.Value));
        }

        change.Rows.Queues.Remove(queue);
        change.Touch(tenant, id);
        return true;
    }

    /// <summary>
    /// Adds the agent, or changes its membership; null leaves a field as it is, or takes its default.
    /// </summary>
    public static async Task<Outcome<MembershipRow>> PutMember(
        Change change, TenantId tenant, QueueId id, AgentId agentId, int priority, int delaySeconds)
    {
        if (await Find(change, tenant, id) is null) return Refusal.NotFound;
        if (await AgentCommands.Find(change, tenant, agentId) is not { } agent) return Refusal.NotFound;
        var membership = await change.Rows.Memberships.FirstOrDefaultAsync(
            row => row.Tenant == tenant && row.Queue == id && row.Agent == agent.Id, change.Cancel);
        if (membership is null)
        {
            var queues = await change.Rows.Memberships.CountAsync(
                row => row.Tenant == tenant && row.Agent == agent.Id, change.Cancel);
            if (queues >= TenantLimits.MembershipsMax) return Refusal.LimitReached;
            membership = new MembershipRow { Tenant = tenant, Queue = id, Agent = agent.Id };
            change.Rows.Memberships.Add(membership);
        }

        membership.Priority = priority;
        membership.DelaySeconds = delaySeconds;
        change.Touch(tenant, agentId);
        change.Touch(tenant, id);
        return membership;
    }

    public static async Task<Outcome<bool>> RemoveMember(Change change, TenantId tenant, QueueId id, AgentId agent)
    {
        var member = new MemberId(agent.Value);
        var membership = await change.Rows.Memberships.FirstOrDefaultAsync(
            row => row.Tenant == tenant && row.Queue == id && row.Agent == member, change.Cancel);
        if (membership is null) return Refusal.NotFound;
        change.Rows.Memberships.Remove(membership);
        change.Touch(tenant, agent);
        change.Touch(tenant, id);
        return true;
    }

    internal static Task<QueueRow?> Find(Change change, TenantId tenant, QueueId id) =>
        change.Rows.Queues.FirstOrDefaultAsync(row => row.Tenant == tenant && row.Id == id, change.Cancel);

    private static async Task<bool> HasOpenConversations(Change change, TenantId tenant, QueueId id) =>
        await change.Rows.Database.SqlQuery<long>(
            $"""
            select count(*) as "Value" from conversation
            where tenant = {change.Rows.Stored(tenant.Value)} and queue = {change.Rows.Stored(id.Value)}
                and state <> {(int)ConversationState.Closed} and state <> {(int)ConversationState.Parked}
            """).SingleAsync(change.Cancel) > 0;
}
