using System.Collections.Immutable;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Administration.Credentials;
using LiveChat.Storage.Administration.Invitations;
using LiveChat.Storage.Administration.Queues;
using LiveChat.Storage.Administration.Settings;
using LiveChat.Storage.Agents;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Storage.Administration.Members;

public sealed record NewAgent(
    string Username, string DisplayName, string? Email, string PasswordHash, Role Role, int? MaxConcurrentSessions,
    bool ShowFullPhone, ImmutableArray<string> Languages, ImmutableArray<QueueId> Queues);

/// <summary>Null, or not given, leaves a field as it is.</summary>
public sealed record AgentEdit(
    string? DisplayName, Given<string?> Email, string? PasswordHash, Role? Role, Given<int?> MaxConcurrentSessions,
    bool? ShowFullPhone, ImmutableArray<string>? Languages, ImmutableArray<QueueId>? Queues);

/// <summary>What becomes of agents: each command keeps the number of seats and the agent's own row in step.</summary>
public static class AgentCommands
{
    public static async Task<Outcome<MemberRow>> Create(Change change, TenantId tenant, NewAgent order)
    {
        var usernameKey = MemberRow.KeyOf(order.Username);
        var owner = await change.Rows.Tenants.SingleAsync(row => row.Id == tenant, change.Cancel);
        if (await change.Rows.Members.AnyAsync(
            row => row.Tenant == tenant && row.UsernameKey == usernameKey, change.Cancel)) return Refusal.UsernameTaken;
        if (await EmailTaken(change, tenant, order.Email, null)) return Refusal.EmailTaken;
        if (!await QueuesExist(change, tenant, order.Queues)) return Refusal.UnknownQueue;
        if ((await SeatStanding.Of(change.Rows, owner, change.Now, change.Cancel)).Left == 0) return Refusal.NoSeats;

        var agent = Row(change, tenant, order, usernameKey);
        change.Rows.Members.Add(agent);
        foreach (var queue in order.Queues) Join(change, agent, queue);
        change.Write((rows, cancel) => rows.Restore(tenant, agent.Agent, cancel));
        change.Touch(tenant, agent.Agent);
        return agent;
    }

    public static async Task<Outcome<MemberRow>> Edit(Change change, TenantId tenant, AgentId id, AgentEdit edit)
    {
        if (await Find(change, tenant, id) is not { } agent) return Refusal.NotFound;
        if (edit.Email.Is && await EmailTaken(change, tenant, edit.Email.Value, agent.Id)) return Refusal.EmailTaken;
        if (edit.Queues is { } wanted && !await QueuesExist(change, tenant, wanted)) return Refusal.UnknownQueue;

        agent.DisplayName = edit.DisplayName ?? agent.DisplayName;
        agent.PasswordHash = edit.PasswordHash ?? agent.PasswordHash;
        agent.Role = edit.Role ?? agent.Role;
        agent.ShowFullPhone = edit.ShowFullPhone ?? agent.ShowFullPhone;
        if (edit.Languages is { } languages)
        {
            agent.Languages = languages;
            await TouchQueues(change, agent);
        }

        if (edit.MaxConcurrentSessions.Is) agent.MaxConcurrentSessions = edit.MaxConcurrentSessions.Value;
        if (edit.Email.Is) SetEmail(agent, edit.Email.Value);
        agent.SearchKey = MemberRow.SearchKeyOf(agent.DisplayName, agent.Username, agent.Email);
        if (edit.Queues is { } queues) await SetQueues(change, agent, queues);
        if (edit.PasswordHash is not null) await SessionCommands.EndAll(change, agent);
        else await SessionCommands.TouchAll(change, agent);
        change.Touch(tenant, agent.Agent);
        return agent;
    }

    /// <summary>
    /// Disabling ends the agent's sessions and fences what it has reserved; its conversations go back to their queues.
    /// Repeating it changes nothing.
    /// </summary>
    public static async Task<Outcome<MemberRow>> SetEnabled(Change change, TenantId tenant, AgentId id, bool enabled)
    {
        if (await Find(change, tenant, id) is not { } agent) return Refusal.NotFound;
        if (agent.Enabled == enabled) return agent;

        agent.Enabled = enabled;
        await SessionCommands.EndAll(change, agent);
        await TouchQueues(change, agent);
        change.Write((rows, cancel) =>
            enabled ? rows.Restore(tenant, id, cancel) : rows.Retire(tenant, id, cancel));
        change.Touch(tenant, id);
        return agent;
    }

    /// <summary>Frees the seat too, and what was granted to the agent.</summary>
    public static async Task<Outcome<MemberRow>> Delete(Change change, TenantId tenant, AgentId id)
    {
        if (await Find(change, tenant, id) is not { } agent) return Refusal.NotFound;

        await MemberEnd.Take(change, agent);
        await SetQueues(change, agent, []);
        await LabelCommands.Withdraw(change, tenant, id);
        change.Write((rows, cancel) => rows.Retire(tenant, id, cancel));
        change.Touch(tenant, id);
        return agent;
    }

    internal static Task<MemberRow?> Find(Change change, TenantId tenant, AgentId id)
    {
        var memberId = new MemberId(id.Value);
        return change.Rows.AgentsOf(tenant).FirstOrDefaultAsync(row => row.Id == memberId, change.Cancel);
    }

    private static MemberRow Row(Change change, TenantId tenant, NewAgent order, string usernameKey) => new()
    {
        Tenant = tenant,
        Id = new MemberId(Guid.CreateVersion7(change.Now)),
        Username = order.Username,
        UsernameKey = usernameKey,
        DisplayName = order.DisplayName,
        Email = order.Email,
        EmailKey = order.Email is null ? null : MemberRow.KeyOf(order.Email),
        PasswordHash = order.PasswordHash,
        Role = order.Role,
        HasSeat = true,
        MaxConcurrentSessions = order.MaxConcurrentSessions,
        ShowFullPhone = order.ShowFullPhone,
        Languages = order.Languages,
        SearchKey = MemberRow.SearchKeyOf(order.DisplayName, order.Username, order.Email),
        CreatedAt = change.Now,
    };

    internal static void SetEmail(MemberRow agent, string? email)
    {
        agent.Email = email;
        agent.EmailKey = email is null ? null : MemberRow.KeyOf(email);
    }

    internal static async Task<bool> EmailTaken(Change change, TenantId tenant, string? email, MemberId? own)
    {
        if (email is null) return false;
        var key = MemberRow.KeyOf(email);
        return await change.Rows.Members.AnyAsync(
            row => row.Tenant == tenant && row.EmailKey == key && row.Id != own, change.Cancel);
    }

    private static async Task<bool> QueuesExist(Change change, TenantId tenant, ImmutableArray<QueueId> queues)
    {
        var wanted = queues.ToArray();
        return await change.Rows.Queues.CountAsync(
            row => row.Tenant == tenant && wanted.Contains(row.Id), change.Cancel) == wanted.Length;
    }

    private static void Join(Change change, MemberRow agent, QueueId queue)
    {
        change.Rows.Memberships.Add(
            new MembershipRow { Tenant = agent.Tenant, Queue = queue, Agent = agent.Id });
        change.Touch(agent.Tenant, queue);
    }

    /// <summary>Memberships that stay keep their priority and delay.</summary>
    private static async Task SetQueues(Change change, MemberRow agent, ImmutableArray<QueueId> queues)
    {
        var present = await MembershipsOf(change, agent);
        foreach (var left in present.Where(row => !queues.Contains(row.Queue)))
        {
            change.Rows.Memberships.Remove(left);
            change.Touch(agent.Tenant, left.Queue);
        }

        foreach (var joined in queues.Except(present.Select(row => row.Queue))) Join(change, agent, joined);
    }

    private static async Task TouchQueues(Change change, MemberRow agent)
    {
        foreach (var membership in await MembershipsOf(change, agent)) change.Touch(agent.Tenant, membership.Queue);
    }

    private static Task<List<MembershipRow>> MembershipsOf(Change change, MemberRow agent) => change.Rows.Memberships
        .Where(row => row.Tenant == agent.Tenant && row.Agent == agent.Id).ToListAsync(change.Cancel);
}
