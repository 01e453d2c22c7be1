using System.Collections.Immutable;
using LiveChat.Contracts.Directory;
using LiveChat.Core.Agents;
using LiveChat.Core.Hours;
using LiveChat.Core.Phrases;
using LiveChat.Core.Primitives;
using LiveChat.Core.Rules;
using LiveChat.Storage.Administration.Avatars;
using LiveChat.Storage.Administration.Queues;
using LiveChat.Storage.Administration.Senders;
using LiveChat.Storage.Administration.Settings;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Storage.Administration.Caching;

/// <summary>The directory over the administration tables, remembered in memory until a command touches it.</summary>
public sealed class CachedDirectory : IDirectory, IRemembersAdministration
{
    /// <summary>Entries of each kind. What does not fit is read again.</summary>
    private const int EntriesMax = 100_000;

    private readonly IAdministrationDatabase _database;
    private readonly ISecretSeal _seal;
    private readonly IAvatarAddresses _avatars;
    private readonly Remembered<TenantId, TenantEntry?> _tenants;
    private readonly Remembered<(TenantId Tenant, QueueId Id), QueueEntry?> _queues;
    private readonly Remembered<(TenantId Tenant, AgentId Id), AgentEntry?> _agents;
    private readonly Remembered<(Channel, string), SenderEntry?> _sendersByAddress;
    private readonly Remembered<SenderId, SenderEntry?> _senders;
    private readonly Remembered<TenantId, ImmutableArray<OverflowSource>> _overflow;

    public CachedDirectory(IAdministrationDatabase database, ISecretSeal seal, IAvatarAddresses avatars)
    {
        _database = database;
        _seal = seal;
        _avatars = avatars;
        _tenants = new(EntriesMax, ReadTenant);
        _queues = new(EntriesMax, key => ReadQueue(key.Tenant, key.Id));
        _agents = new(EntriesMax, key => ReadAgent(key.Tenant, key.Id));
        _sendersByAddress = new(EntriesMax, key => ReadSender(key.Item1, key.Item2));
        _senders = new(EntriesMax, ReadSender);
        _overflow = new(EntriesMax, tenant => database.For(tenant).Read(
            (rows, cancel) => OverflowSpread.Sources(rows, tenant, cancel)).AsTask());
    }

    public ValueTask<TenantEntry?> Tenant(TenantId tenant, CancellationToken cancel = default) =>
        _tenants.Get(tenant, cancel);

    public ValueTask<QueueEntry?> Queue(TenantId tenant, QueueId queue, CancellationToken cancel = default) =>
        _queues.Get((tenant, queue), cancel);

    public ValueTask<AgentEntry?> Agent(TenantId tenant, AgentId agent, CancellationToken cancel = default) =>
        _agents.Get((tenant, agent), cancel);

    public ValueTask<SenderEntry?> Sender(Channel channel, string address, CancellationToken cancel = default) =>
        _sendersByAddress.Get((channel, address), cancel);

    public ValueTask<SenderEntry?> Sender(SenderId sender, CancellationToken cancel = default) =>
        _senders.Get(sender, cancel);

    public async ValueTask<string> Phrase(
        TenantId tenant, string key, string? language, CancellationToken cancel = default)
    {
        var entry = await Tenant(tenant, cancel);
        return (entry?.Phrases ?? PhraseBook.Default).TextOf(key, language, entry?.Language);
    }

    public void Forget(Touched touched)
    {
        // First what others are made of: whoever reads those anew must read this anew.
        foreach (var tenant in touched.Tenants.Concat(touched.Queues.Select(it => it.Tenant)).Distinct())
            _overflow.Forget(tenant);
        foreach (var tenant in touched.Tenants)
        {
            _tenants.Forget(tenant);
            _queues.Forget(key => key.Tenant == tenant);
            _agents.Forget(key => key.Tenant == tenant);
        }

        if (touched.Vanished.Count > 0) ForgetSenders();
        foreach (var tenant in touched.TenantsAlone) _tenants.Forget(tenant);
        foreach (var queue in touched.Queues) _queues.Forget(queue);
        foreach (var agent in touched.Agents) _agents.Forget(agent);
        foreach (var (id, channel, address) in touched.Senders)
        {
            _senders.Forget(id);
            _sendersByAddress.Forget((channel, address));
        }
    }

    public void ForgetAll()
    {
        // First what others are made of, as above.
        _overflow.Forget(static _ => true);
        _tenants.Forget(static _ => true);
        _queues.Forget(static _ => true);
        _agents.Forget(static _ => true);
        ForgetSenders();
    }

    private void ForgetSenders()
    {
        _senders.Forget(static _ => true);
        _sendersByAddress.Forget(static _ => true);
    }

    private Task<TenantEntry?> ReadTenant(TenantId tenant) => _database.For(tenant).Read(
        async (rows, cancel) =>
        {
            var row = await rows.PresentTenants.FirstOrDefaultAsync(it => it.Id == tenant, cancel);
            if (row is null) return null;
            var settings = await SettingCommands.ReadAll(rows, tenant, cancel);
            var (localisation, bot) = (settings.Of(SettingKind.Localisation), settings.Of(SettingKind.Bot));
            var paused = settings.Of(SettingKind.BotPause).Paused;
            return new TenantEntry(
                row.Id, row.Slug, row.Name, localisation.TimeZone ?? row.TimeZone, row.Language, row.Seats,
                row.LiveChat, row.AllowedSenders, row.Settings, AgentStatus.Of(row.Statuses))
            {
                MessagesPerSecond = row.MessagesPerSecond,
                Phrases = settings.Of(SettingKind.Phrases).Greeting(paused ? null : bot.Greeting),
                Closure = settings.Of(SettingKind.Closure),
                Localisation = localisation,
                Bot = bot with { AvatarUrl = bot.Avatar is { } kept ? _avatars.Of(kept) : bot.AvatarUrl },
                Security = settings.Of(SettingKind.Security),
                BotsPaused = paused,
                Labels = settings.Of(SettingKind.Labels),
                Access = settings.Access,
                Questionnaires = settings.Of(SettingKind.Questionnaires),
                QuestionnaireRules = settings.Of(SettingKind.QuestionnaireRules),
            };
        }).AsTask();

    private Task<QueueEntry?> ReadQueue(TenantId tenant, QueueId id) => _database.For(tenant).Read(
        async (rows, cancel) =>
        {
            var found = await (
                from queue in rows.Queues
                join owner in rows.PresentTenants on queue.Tenant equals owner.Id
                where queue.Tenant == tenant && queue.Id == id
                select new { Queue = queue, Tenant = owner }).FirstOrDefaultAsync(cancel);
            if (found is null) return null;
            var rules = found.Queue.Settings.InForce(found.Tenant.Settings);
            return new QueueEntry(
                tenant, id, found.Queue.Name, found.Queue.Strategy, found.Queue.Mode, rules,
                await ReadMembers(rows, tenant, id, rules.Overflow, cancel))
            {
                Hours = (found.Queue.Hours ?? found.Tenant.Hours) is { } hours
                    ? OpeningHours.Of(hours)
                    : OpeningHours.Always,
            };
        }).AsTask();

    /// <summary>Its members, and those of the queues it overflows to, each by the first step.</summary>
    private static async Task<ImmutableArray<QueueMember>> ReadMembers(
        AdministrationContext rows, TenantId tenant, QueueId queue, ImmutableArray<OverflowStep> overflow,
        CancellationToken cancel)
    {
        QueueId[] queues = [queue, .. overflow.Select(step => step.Queue)];
        var members = await (
            from membership in rows.Memberships
            join member in rows.Members
                on new { membership.Tenant, Id = membership.Agent } equals new { member.Tenant, member.Id }
            join presence in rows.Presences
                on new { membership.Tenant, membership.Agent } equals new { presence.Tenant, presence.Agent }
                into presences
            from presence in presences.DefaultIfEmpty()
            where membership.Tenant == tenant && queues.Contains(membership.Queue)
            select new
            {
                Membership = membership,
                member.Enabled,
                member.Languages,
                Online = presence != null && presence.Online,
            }).ToListAsync(cancel);
        return
        [
            .. from it in members
               let overflows = it.Membership.Queue != queue
               let member = new QueueMember(
                   new AgentId(it.Membership.Agent.Value), it.Membership.Priority,
                   overflows
                       ? overflow.Where(step => step.Queue == it.Membership.Queue).Min(step => step.After)
                       : TimeSpan.FromSeconds(it.Membership.DelaySeconds),
                   it.Enabled, it.Online) { Overflow = overflows, Languages = it.Languages }
               group member by member.Agent into same
               select same.OrderBy(member => member.Overflow).ThenBy(member => member.Delay).First(),
        ];
    }

    private async Task<AgentEntry?> ReadAgent(TenantId tenant, AgentId id)
    {
        var sources = await _overflow.Get(tenant);
        return await _database.For(tenant).Read(async (rows, cancel) =>
        {
            var memberId = new MemberId(id.Value);
            var found = await (
                from member in rows.Members
                join owner in rows.PresentTenants on member.Tenant equals owner.Id
                where member.Tenant == tenant && member.Id == memberId && member.HasSeat
                select new { Member = member, owner.Settings }).FirstOrDefaultAsync(cancel);
            if (found is null) return null;
            return new AgentEntry(
                tenant, id, found.Member.DisplayName, found.Member.Enabled, found.Member.DeletedAt is not null,
                found.Member.MaxConcurrentSessions ?? found.Settings.ConversationsPerAgent,
                await ReadMemberships(rows, tenant, memberId, sources, cancel));
        });
    }

    private static async Task<ImmutableArray<AgentMembership>> ReadMemberships(
        AdministrationContext rows, TenantId tenant, MemberId agent, ImmutableArray<OverflowSource> sources,
        CancellationToken cancel)
    {
        var memberships = await (
            from membership in rows.Memberships
            join queue in rows.Queues
                on new { membership.Tenant, Id = membership.Queue } equals new { queue.Tenant, queue.Id }
            where membership.Tenant == tenant && membership.Agent == agent
            select new { Membership = membership, queue.Settings }).ToListAsync(cancel);
        var own = memberships.ConvertAll(it => new AgentMembership(
            it.Membership.Queue, it.Membership.Priority, TimeSpan.FromSeconds(it.Membership.DelaySeconds),
            it.Settings.ConversationsPerAgent));
        var helping =
            from source in sources
            where own.TrueForAll(it => it.Queue != source.Queue)
            let steps = from step in source.Steps
                        join membership in own on step.Queue equals membership.Queue
                        orderby step.After
                        select new AgentMembership(
                            source.Queue, membership.Priority, step.After, source.QueueCap, Overflow: true)
            from first in steps.Take(1)
            select first;
        return [.. own, .. helping];
    }

    private Task<SenderEntry?> ReadSender(SenderId id) => _database.Read(
        async (rows, cancel) => Entry(await SendersInUse(rows).FirstOrDefaultAsync(row => row.Id == id, cancel)))
        .AsTask();

    private Task<SenderEntry?> ReadSender(Channel channel, string address) => _database.Read(
        async (rows, cancel) => Entry(await SendersInUse(rows).FirstOrDefaultAsync(
            row => row.Channel == channel && row.Address == address, cancel))).AsTask();

    private static IQueryable<SenderRow> SendersInUse(AdministrationContext rows) =>
        from sender in rows.Senders
        join owner in rows.PresentTenants on sender.Tenant equals owner.Id
        select sender;

    private SenderEntry? Entry(SenderRow? row) => row is null
        ? null
        : new SenderEntry(
            row.Tenant, row.Id, row.Address, row.Channel, row.Queue, row.Priority,
            SealedDelivery.Open(_seal, row.SealedDelivery));
}
