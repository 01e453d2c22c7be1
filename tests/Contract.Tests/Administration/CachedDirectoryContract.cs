using System.Collections.Immutable;
using LiveChat.Contracts.Actors;
using LiveChat.Contracts.Agents;
using LiveChat.Contracts.Directory;
using LiveChat.Contracts.Queues;
using LiveChat.Contracts.Tenants;
using LiveChat.Core.Hours;
using LiveChat.Core.Phrases;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Administration;
using LiveChat.Storage.Administration.Members;
using LiveChat.Storage.Administration.Queues;
using LiveChat.Storage.Administration.Senders;
using LiveChat.Storage.Administration.Settings;
using LiveChat.Storage.Administration.Tenants;
using LiveChat.Storage.Agents;

namespace LiveChat.Contract.Tests.Administration;

public abstract class CachedDirectoryContract<TStore> where TStore : OfficeStore, new()
{
    [SkippableFact]
    public async Task What_is_not_there_is_null_until_it_is_made()
    {
        await using var office = await Office.Open<TStore>();
        var tenant = await office.Tenant();
        Assert.Null(await office.Directory.Queue(tenant.Id, new QueueId(Guid.CreateVersion7())));
        Assert.Null(await office.Directory.Sender(Channel.Sms, "+34900100200"));
        var queue = await office.Queue(tenant.Id);
        await Sender(office, tenant.Id, queue.Id);
        var entry = await office.Directory.Sender(Channel.Sms, "+34900100200");
        Assert.Equal(queue.Id, entry!.Queue);
        Assert.Equal(new CallbackDelivery("https://a.test/mt", "whsec_AAAA"), entry.Delivery);
        Assert.Equal(entry, await office.Directory.Sender(entry.Id));
        Assert.Null(await office.Directory.Sender(Channel.WhatsApp, "+34900100200"));
    }

    [SkippableFact]
    public async Task A_queue_has_the_settings_in_force_and_its_members()
    {
        await using var office = await Office.Open<TStore>();
        var tenant = await office.Tenant();
        var queue = await office.Queue(tenant.Id);
        var maria = await office.Agent(tenant.Id, "maria", queue.Id);
        await office.Store.Agents.RaiseEpoch(tenant.Id, maria.Agent);
        await office.Do(change => QueueCommands.PutMember(change, tenant.Id, queue.Id, maria.Agent, 3, 20));
        var entry = await office.Directory.Queue(tenant.Id, queue.Id);
        Assert.Equal((3, 0), (entry!.Rules.WaitingPerOnlineAgent, entry.Rules.WaitingWithNobodyOnline));
        Assert.Equal(
            new QueueMember(maria.Agent, 3, TimeSpan.FromSeconds(20), Enabled: true, RememberedOnline: false),
            Assert.Single(entry.Members));

        await office.Do(change => SettingsCommands.SetOfTenant(
            change, tenant.Id, null, it => it with { WaitingPerOnlineAgent = 7, WaitingWithNobodyOnline = 9 }));
        await office.Do(change => SettingsCommands.SetOfQueue(
            change, tenant.Id, queue.Id, null, it => it with { WaitingWithNobodyOnline = 1 }));
        entry = await office.Directory.Queue(tenant.Id, queue.Id);
        Assert.Equal((7, 1), (entry!.Rules.WaitingPerOnlineAgent, entry.Rules.WaitingWithNobodyOnline));
    }

    [SkippableFact]
    public async Task A_queue_has_its_own_hours_else_the_tenants_else_none()
    {
        await using var office = await Office.Open<TStore>();
        var tenant = await office.Tenant();
        var queue = await office.Queue(tenant.Id);
        var noon = new DateTimeOffset(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);
        var never = new HoursDefinition("UTC", [.. Enumerable.Repeat(ImmutableArray<DaySpan>.Empty, 7)], []);
        var day = new DatedSpans(new DateOnly(2026, 6, 1), [new DaySpan(12 * 60 * 60, 60)]);
        var thatDay = never with { Exceptions = [day] };
        Assert.Null(await NextChange());
        await office.Do(change => HoursCommands.SetOfTenant(change, tenant.Id, null, thatDay));
        Assert.Equal(noon.AddHours(12).AddMinutes(1), await NextChange());
        await office.Do(change => HoursCommands.SetOfQueue(change, tenant.Id, queue.Id, null, never));
        Assert.Null(await NextChange());
        await office.Do(change => HoursCommands.SetOfQueue(change, tenant.Id, queue.Id, null, null));
        Assert.Equal(noon.AddHours(12).AddMinutes(1), await NextChange());

        async Task<DateTimeOffset?> NextChange() =>
            (await office.Directory.Queue(tenant.Id, queue.Id))!.Hours.NextChange(noon);
    }

    [SkippableFact]
    public async Task An_agent_has_the_caps_in_force_and_stays_known_after_its_end()
    {
        await using var office = await Office.Open<TStore>();
        var tenant = await office.Tenant();
        var queue = await office.Queue(tenant.Id);
        var maria = await office.Agent(tenant.Id, "maria", queue.Id);
        Assert.Equal(5, (await Entry()).Cap);
        await office.Do(change => SettingsCommands.SetOfTenant(
            change, tenant.Id, null, it => it with { ConversationsPerAgent = null }));
        Assert.Null((await Entry()).Cap);
        await office.Do(change => AgentCommands.Edit(
            change, tenant.Id, maria.Agent, new AgentEdit(null, default, null, null, new(2), null, null, null)));
        Assert.Equal(2, (await Entry()).Cap);
        await office.Do(change => SettingsCommands.SetOfQueue(
            change, tenant.Id, queue.Id, null, it => it with { ConversationsPerAgent = 1 }));
        Assert.Equal(
            new AgentMembership(queue.Id, 1, TimeSpan.Zero, 1), Assert.Single((await Entry()).Memberships));

        await office.Do(change => AgentCommands.SetEnabled(change, tenant.Id, maria.Agent, false));
        Assert.False((await Entry()).Enabled);
        Assert.False((await office.Directory.Queue(tenant.Id, queue.Id))!.Members.Single().Enabled);
        await office.Do(change => AgentCommands.Delete(change, tenant.Id, maria.Agent));
        var gone = await Entry();
        Assert.Equal((true, false, "maria"), (gone.Deleted, gone.Enabled, gone.DisplayName));
        Assert.Empty((await office.Directory.Queue(tenant.Id, queue.Id))!.Members);

        async Task<AgentEntry> Entry() => (await office.Directory.Agent(tenant.Id, maria.Agent))!;
    }

    [SkippableFact]
    public async Task Who_is_told_of_a_change_reads_what_is_new()
    {
        await using var office = await Office.Open<TStore>();
        var tenant = await office.Tenant();
        var queue = await office.Queue(tenant.Id);
        Assert.Equal("Support", (await office.Directory.Queue(tenant.Id, queue.Id))!.Name);
        var read = "";
        office.Actors.Telling = _ => read =
            office.Directory.Queue(tenant.Id, queue.Id).AsTask().GetAwaiter().GetResult()!.Name;
        await office.Do(change => QueueCommands.Edit(change, tenant.Id, queue.Id, "Sales", null, null));
        Assert.Equal("Sales", read);
    }

    [SkippableFact]
    public async Task Each_command_tells_those_whom_it_concerns()
    {
        await using var office = await Office.Open<TStore>();
        var tenant = await office.Tenant();
        var queue = await office.Queue(tenant.Id);
        var maria = await office.Agent(tenant.Id, "maria", queue.Id);
        ActorId toQueue = ActorId.Of(tenant.Id, queue.Id), toAgent = ActorId.Of(tenant.Id, maria.Agent);
        await Tells(
            change => AgentCommands.SetEnabled(change, tenant.Id, maria.Agent, false),
            (toAgent, AgentChanged.Now), (toQueue, QueueChanged.Now));
        await Tells(change => AgentCommands.SetEnabled(change, tenant.Id, maria.Agent, false));
        await Tells(
            change => TenantCommands.Edit(change, "acme", new TenantEdit(null, null, false, default)),
            (ActorId.Of(tenant.Id), new ReviewDeadlines(null, 1)));
        Assert.Equal(
            [
                (ActorKind.Queue, tenant.Id, QueueChanged.Now), (ActorKind.Agent, tenant.Id, AgentChanged.Now),
                (ActorKind.Tenant, tenant.Id, TenantChanged.Now),
            ],
            office.Actors.ToldHere.TakeLast(3));
        await Tells(
            change => QueueCommands.RemoveMember(change, tenant.Id, queue.Id, maria.Agent),
            (toAgent, AgentChanged.Now), (toQueue, QueueChanged.Now));
        var refused = await office.Commands.Run(
            change => QueueCommands.RemoveMember(change, tenant.Id, queue.Id, maria.Agent));
        Assert.Equal(Refusal.NotFound, refused.Refusal);
        Assert.Empty(office.Actors.Told);

        async Task Tells<T>(Func<Change, Task<Outcome<T>>> command, params (ActorId, IMessage)[] expected)
        {
            office.Actors.Told.Clear();
            await office.Do(command);
            Assert.Equal(expected, office.Actors.Told);
            office.Actors.Told.Clear();
        }
    }

    [SkippableFact]
    public async Task Disabling_fences_what_the_agent_had_reserved()
    {
        await using var office = await Office.Open<TStore>();
        var tenant = await office.Tenant();
        var maria = await office.Agent(tenant.Id, "maria");
        var before = (await office.Store.Agents.RaiseEpoch(tenant.Id, maria.Agent)).Epoch;
        await office.Do(change => AgentCommands.SetEnabled(change, tenant.Id, maria.Agent, false));
        Assert.False(await office.Store.Agents.SetPresence(
            tenant.Id, maria.Agent, new AgentRow(before, Online: true, "available", TakesNew: true)));
    }

    [SkippableFact]
    public async Task Readers_who_race_with_a_change_never_remember_what_was_before()
    {
        await using var office = await Office.Open<TStore>();
        var tenant = await office.Tenant();
        var queue = await office.Queue(tenant.Id);
        for (var round = 0; round < 30; round++)
        {
            using var done = new CancellationTokenSource();
            var readers = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
            {
                while (!done.IsCancellationRequested) await office.Directory.Queue(tenant.Id, queue.Id);
            })).ToArray();
            var name = $"Queue {round}";
            await office.Do(change => QueueCommands.Edit(change, tenant.Id, queue.Id, name, null, null));
            Assert.Equal(name, (await office.Directory.Queue(tenant.Id, queue.Id))!.Name);
            await done.CancelAsync();
            await Task.WhenAll(readers);
            Assert.Equal(name, (await office.Directory.Queue(tenant.Id, queue.Id))!.Name);
        }
    }

    [SkippableFact]
    public async Task A_phrase_is_in_the_language_asked_for_else_in_the_tenants()
    {
        await using var office = await Office.Open<TStore>();
        var tenant = await office.Tenant();
        var french = await office.Directory.Phrase(tenant.Id, "queueFull", "fr-CA");
        var spanish = await office.Directory.Phrase(tenant.Id, "queueFull", null);
        Assert.Equal(3, new[] { "", french, spanish }.Distinct().Count());
        Assert.Equal(spanish, await office.Directory.Phrase(tenant.Id, "queueFull", "zu"));
    }

    [SkippableFact]
    public async Task A_phrase_that_is_set_is_in_force_at_once_and_only_deadlines_are_looked_at()
    {
        await using var office = await Office.Open<TStore>();
        var tenant = await office.Tenant();
        var before = await office.Directory.Phrase(tenant.Id, "queueFull", "es");
        var told = office.Actors.Told.Count;
        var book = new PhraseBook(ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, string>>.Empty
            .Add("es", ImmutableSortedDictionary<string, string>.Empty.Add("queueFull", "Lleno, «ñ» 😀")));
        var set = await office.Do(change => SettingCommands.Set(
            change, tenant.Id, SettingKind.Phrases, [SettingCommands.FirstVersion], _ => book));
        Assert.Equal("Lleno, «ñ» 😀", await office.Directory.Phrase(tenant.Id, "queueFull", "es-AR"));
        Assert.Equal(
            [(ActorId.Of(tenant.Id), new ReviewDeadlines(null, 1))], office.Actors.Told.Skip(told));
        var same = await office.Do(change => SettingCommands.Set(
            change, tenant.Id, SettingKind.Phrases, null, present => present));
        Assert.Equal(set.Version, same.Version);
        var late = await office.Commands.Run(change => SettingCommands.Set(
            change, tenant.Id, SettingKind.Phrases, [SettingCommands.FirstVersion], _ => PhraseBook.Default));
        Assert.Equal(Refusal.VersionMoved, late.Refusal);
        await office.Do(change => SettingCommands.Set(
            change, tenant.Id, SettingKind.Phrases, [set.Version], _ => PhraseBook.Default));
        Assert.Equal(before, await office.Directory.Phrase(tenant.Id, "queueFull", "es"));
    }

    private static Task<SenderRow> Sender(Office office, TenantId tenant, QueueId queue) => office.Do(
        change => SenderCommands.Create(change, tenant, new NewSender(
            Channel.Sms, "+34900100200", queue, 0,
            SealedDelivery.Seal(office.Seal, new CallbackDelivery("https://a.test/mt", "whsec_AAAA")))));
}

public sealed class CachedDirectoryOnSqlite : CachedDirectoryContract<SqliteOffice>;

public sealed class CachedDirectoryOnPostgres : CachedDirectoryContract<PostgresOffice>;
