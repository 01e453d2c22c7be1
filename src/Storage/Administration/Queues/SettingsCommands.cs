using System.Collections.Immutable;
using LiveChat.Contracts.Directory;
using LiveChat.Core.Agents;
using LiveChat.Core.Primitives;
using LiveChat.Core.Questionnaires;
using LiveChat.Storage.Administration.Settings;
using LiveChat.Storage.Administration.Tenants;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Storage.Administration.Queues;

/// <summary>
/// The live-chat settings of a tenant and of a queue. <c>seen</c>, where given, are the versions that may be replaced.
/// </summary>
public static class SettingsCommands
{
    /// <summary>Null, but for the cap, is the default.</summary>
    public static async Task<Outcome<TenantRow>> SetOfTenant(
        Change change, TenantId id, ImmutableArray<long>? seen, Func<LiveChatSettings, LiveChatSettings> edit)
    {
        var tenant = await change.Rows.Tenants.SingleAsync(row => row.Id == id, change.Cancel);
        if (seen is { } versions && !versions.Contains(tenant.SettingsVersion)) return Refusal.VersionMoved;

        var settings = edit(tenant.Settings).Or(LiveChatSettings.TenantDefault);
        if (AdministrationJson.AreSame(settings, tenant.Settings)) return tenant;
        var refusal = await Check(change, tenant, tenant.Settings, settings);
        if (refusal != Refusal.None) return refusal;
        tenant.Settings = settings;
        tenant.SettingsVersion++;
        await change.TouchRules(id);
        return tenant;
    }

    public static async Task<Outcome<QueueRow>> SetOfQueue(
        Change change, TenantId tenant, QueueId id, ImmutableArray<long>? seen,
        Func<LiveChatSettings, LiveChatSettings> edit)
    {
        if (await QueueCommands.Find(change, tenant, id) is not { } queue) return Refusal.NotFound;
        if (seen is { } versions && !versions.Contains(queue.SettingsVersion)) return Refusal.VersionMoved;

        var settings = edit(queue.Settings);
        if (AdministrationJson.AreSame(settings, queue.Settings)) return queue;
        var owner = await change.Rows.Tenants.SingleAsync(row => row.Id == tenant, change.Cancel);
        var refusal = await Check(change, owner, queue.Settings, settings);
        if (refusal != Refusal.None) return refusal;
        if (settings.ConversationsPerAgent != queue.Settings.ConversationsPerAgent) await TouchMembers(change, queue);
        await OverflowSpread.TouchHelpers(
            change, tenant,
            [.. queue.Settings.InForce(owner.Settings).Overflow, .. settings.InForce(owner.Settings).Overflow]);
        queue.Settings = settings;
        queue.SettingsVersion++;
        await change.TouchRules(tenant, id);
        return queue;
    }

    /// <summary>
    /// What is newly named must be there; what is gone since it was named may stay named, and is passed over.
    /// </summary>
    private static async Task<Refusal> Check(
        Change change, TenantRow tenant, LiveChatSettings present, LiveChatSettings next)
    {
        var statuses = (next.ReengagementStatuses ?? []).Except(present.ReengagementStatuses ?? []);
        var known = AgentStatus.Of(tenant.Statuses);
        if (statuses.Any(key => known.All(status => status.Key != key))) return Refusal.UnknownStatus;

        var isAsked = next.WaitingQuestionnaireId != present.WaitingQuestionnaireId;
        if (isAsked && !await QuestionnaireCommands.Is(
            change, tenant.Id, next.WaitingQuestionnaireId, QuestionnairePurpose.Waiting))
            return Refusal.UnknownQuestionnaire;
        var queues = Named(next).Except(Named(present)).ToArray();
        if (queues.Length == 0) return Refusal.None;
        var found = await change.Rows.Queues.CountAsync(
            row => row.Tenant == tenant.Id && queues.Contains(row.Id), change.Cancel);
        return found == queues.Length ? Refusal.None : Refusal.UnknownQueue;
    }

    private static IEnumerable<QueueId> Named(LiveChatSettings settings) =>
        (settings.Overflow ?? []).Select(step => step.QueueId).Distinct();

    /// <summary>Agents count against the queue's own cap themselves.</summary>
    private static async Task TouchMembers(Change change, QueueRow queue)
    {
        var members = await change.Rows.Memberships
            .Where(row => row.Tenant == queue.Tenant && row.Queue == queue.Id).Select(row => row.Agent)
            .ToListAsync(change.Cancel);
        foreach (var member in members) change.Touch(queue.Tenant, new AgentId(member.Value));
    }
}
