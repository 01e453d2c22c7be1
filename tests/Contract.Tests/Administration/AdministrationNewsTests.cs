using System.Threading.Channels;
using LiveChat.Contracts.Actors;
using LiveChat.Contracts.Agents;
using LiveChat.Contracts.Queues;
using LiveChat.Contracts.Tenants;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Administration;
using LiveChat.Storage.Administration.Audit;
using LiveChat.Storage.Administration.Caching;
using LiveChat.Storage.Administration.Credentials;
using LiveChat.Storage.Administration.Queues;
using LiveChat.Storage.Administration.Tenants;
using LiveChat.Storage.Deadlines;
using LiveChat.Storage.Postgres.Administration;
using Channel = LiveChat.Core.Primitives.Channel;

namespace LiveChat.Contract.Tests.Administration;

/// <summary>Two processes that administer one PostgreSQL database.</summary>
public sealed class AdministrationNewsTests
{
    private static readonly TimeSpan _hearingMax = TimeSpan.FromSeconds(30);

    [SkippableFact]
    public async Task A_setting_changed_through_one_is_in_force_in_the_other()
    {
        var (one, other) = await Two();
        await using var _ = one;
        await using var __ = other;
        var heard = new Heard(other);
        await using var following = await other.Store.Administration.Follow(heard);
        var tenant = await one.Tenant();
        var queue = await one.Queue(tenant.Id);
        await heard.Until(it => it?.Queues.Count == 1);
        Assert.Equal("Support", (await other.Directory.Queue(tenant.Id, queue.Id))!.Name);
        Assert.Equal(5, (await other.Directory.Tenant(tenant.Id))!.Seats);

        await one.Do(change => QueueCommands.Edit(change, tenant.Id, queue.Id, "Sales", null, null));
        await one.Do(change => TenantCommands.Edit(change, "acme", new TenantEdit(null, 7, null, default)));
        await heard.Until(it => it?.Tenants.Contains(tenant.Id) == true);
        Assert.Equal("Sales", (await other.Directory.Queue(tenant.Id, queue.Id))!.Name);
        Assert.Equal(7, (await other.Directory.Tenant(tenant.Id))!.Seats);
        Assert.Contains((ActorKind.Agent, tenant.Id, AgentChanged.Now), other.Actors.ToldHere);
        Assert.Contains((ActorKind.Queue, tenant.Id, QueueChanged.Now), other.Actors.ToldHere);
        Assert.Contains((ActorKind.Tenant, tenant.Id, TenantChanged.Now), other.Actors.ToldHere);
        Assert.DoesNotContain(other.Actors.Told, it => it.To.Kind is ActorKind.Agent);
    }

    [SkippableFact]
    public async Task A_session_ended_through_one_is_refused_by_the_other()
    {
        var (one, other) = await Two();
        await using var _ = one;
        await using var __ = other;
        var heard = new Heard(other);
        await using var following = await other.Store.Administration.Follow(heard);
        var tenant = await one.Tenant();
        var token = TokenHash.Of("lck_of-the-test");
        var key = await one.Do(change => ApiKeyCommands.Create(
            change, tenant.Id, new NewApiKey("adapter", token, "lck_", ["mo:write"], null)));
        await heard.Until(it => it?.Tokens.Contains(token) == true);
        Assert.NotNull(await other.Credentials.Find(token));
        await one.Do(change => ApiKeyCommands.Delete(change, tenant.Id, key.Id));
        await heard.Until(it => it?.Tokens.Contains(token) == true);
        Assert.Null(await other.Credentials.Find(token));
    }

    [SkippableFact]
    public async Task Neither_ones_own_changes_are_heard_nor_those_that_were_not_committed()
    {
        var (one, other) = await Two();
        await using var _ = one;
        await using var __ = other;
        var heard = new Heard(other);
        await using var following = await other.Store.Administration.Follow(heard);
        var tenant = await other.Tenant();
        await Assert.ThrowsAsync<InvalidTimeZoneException>(async () =>
            await one.Store.Administration.Write<int>(async (rows, cancel) =>
            {
                var touched = new Touched();
                touched.Add(tenant.Id);
                await one.Store.Administration.Announce(rows, touched, cancel);
                throw new InvalidTimeZoneException();
            }));
        await one.Queue(tenant.Id);
        Assert.Equal([], (await heard.Until(it => it?.Queues.Count == 1))!.Tenants);
        Assert.Equal(1, heard.Count);
    }

    [SkippableFact]
    public async Task Who_lost_the_connection_remembers_nothing_from_before()
    {
        var (one, other) = await Two();
        await using var _ = one;
        await using var __ = other;
        var tenant = await one.Tenant();
        var queue = await one.Queue(tenant.Id);
        var heard = new Heard(other);
        await using var following = await other.Store.Administration.Follow(heard);
        await heard.Until(it => it is null);
        Assert.Equal("Support", (await other.Directory.Queue(tenant.Id, queue.Id))!.Name);

        await one.Store.Run(
            "select pg_terminate_backend(pid) from pg_stat_activity "
            + "where application_name = 'livechat news' and datname = current_database()");
        await heard.Until(it => it is null);
        await one.Do(change => QueueCommands.Edit(change, tenant.Id, queue.Id, "Sales", null, null));
        await heard.Until(it => it is null);
        Assert.Equal("Sales", (await other.Directory.Queue(tenant.Id, queue.Id))!.Name);
    }

    [SkippableFact]
    public async Task Whatever_ends_the_listening_it_begins_anew()
    {
        var (one, other) = await Two();
        await using var _ = one;
        await using var __ = other;
        var heard = new Heard(other) { BreaksAtFirst = true };
        await using var following = await other.Store.Administration.Follow(heard);
        var tenant = await one.Tenant();
        var queue = await one.Queue(tenant.Id);
        await heard.Until(it => it is null);
        await heard.Until(it => it is null);
        await one.Do(change => QueueCommands.Edit(change, tenant.Id, queue.Id, "Sales", null, null));
        await heard.Until(it => it?.Queues.Count == 1);
    }

    [Fact]
    public void Actors_of_a_process_that_hears_again_read_again_and_not_while_it_hears_nothing()
    {
        var actors = new ToldActors();
        var memory = new Forgetful();
        var audience = new AdministrationAudience([memory], actors, actors);
        audience.HearNothing();
        Assert.Equal((1, 0), (memory.Forgot, actors.ToldHere.Count));

        actors.TellingHere = () => Assert.Equal(2, memory.Forgot);
        audience.HearAnew();
        Assert.Equal(
            [
                (ActorKind.Queue, null, QueueChanged.Now), (ActorKind.Agent, null, AgentChanged.Now),
                (ActorKind.Tenant, null, TenantChanged.Now),
            ],
            actors.ToldHere);
    }

    [SkippableFact]
    public async Task Audit_chains_stay_whole_when_both_write_at_once()
    {
        var (one, other) = await Two();
        await using var _ = one;
        await using var __ = other;
        var tenant = await one.Tenant();
        const int Each = 15;
        await Task.WhenAll(((Office[])[one, other]).SelectMany(office => Enumerable.Range(0, Each).Select(
            i => Task.Run(() => office.Queue(tenant.Id, $"{office.GetHashCode()} {i}")))));
        var standing = Assert.Single(await AuditChains.Verify(one.Store.Administration));
        Assert.Empty(standing.Findings);
        Assert.Equal(2 + (2 * Each), standing.Last.Number);
    }

    [SkippableFact]
    public async Task Of_two_that_count_at_once_only_one_gets_the_last()
    {
        var (one, other) = await Two();
        await using var _ = one;
        await using var __ = other;
        var tenant = await one.Tenant();
        const int Seats = 5;
        var made = await Task.WhenAll(Enumerable.Range(0, 2 * Seats).Select(i => Task.Run(
            async () => (await (i % 2 == 0 ? one : other).Commands.Run(change => Storage.Administration.Members
                .AgentCommands.Create(change, tenant.Id, new(
                    $"agent{i}", "Agent", null, "hash", Role.Agent, null, true, [], [])))).Refusal)));
        Assert.Equal(Seats, made.Count(it => it == Refusal.None));
        Assert.Equal(Seats, made.Count(it => it == Refusal.NoSeats));
    }

    [Fact]
    public void What_is_told_is_what_was_touched_however_much_it_is()
    {
        var touched = new Touched();
        var tenants = Enumerable.Range(0, 300).Select(_ => new TenantId(Guid.CreateVersion7())).ToList();
        foreach (var tenant in tenants)
        {
            touched.Add(tenant, new QueueId(Guid.CreateVersion7()));
            touched.Add(tenant, new AgentId(Guid.CreateVersion7()));
            touched.Add(new SenderId(Guid.CreateVersion7()), Channel.WhatsApp, "+34 600 é");
            touched.Add(TokenHash.Of(tenant.ToString()));
        }

        touched.Add(tenants[0]);
        touched.AddAlone(tenants[1]);
        touched.AddVanished(tenants[2]);
        touched.Add(new DeadlineReview(tenants[3], null, 8));
        touched.Add(new DeadlineReview(tenants[3], new QueueId(Guid.CreateVersion7()), 9));
        touched.AddMails(3);
        var origin = Guid.CreateVersion7();
        var texts = TouchedText.Write(origin, touched).ToList();
        Assert.True(texts.Count > 1);
        Assert.All(texts, it => Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(it), 1, 7_999));
        var read = texts.ConvertAll(TouchedText.Read);
        Assert.All(read, it => Assert.Equal(origin, it.Origin));
        var all = read.ConvertAll(it => it.Touched!);
        Assert.Equal(touched.Tenants.ToHashSet(), all.SelectMany(it => it.Tenants).ToHashSet());
        Assert.Equal(touched.TenantsAlone, all.SelectMany(it => it.TenantsAlone));
        Assert.Equal(touched.Vanished, all.SelectMany(it => it.Vanished));
        Assert.Equal(touched.Queues, all.SelectMany(it => it.Queues));
        Assert.Equal(touched.Agents, all.SelectMany(it => it.Agents));
        Assert.Equal(touched.Senders, all.SelectMany(it => it.Senders));
        Assert.Equal(touched.Tokens, all.SelectMany(it => it.Tokens).ToHashSet());
        Assert.Equal(touched.Reviews, all.SelectMany(it => it.Reviews));
        Assert.Equal(3, all.Sum(it => it.MailsQueued));
    }

    [Theory]
    [InlineData("")]
    [InlineData("0123456789abcdef0123456789abcdef\ncolour blue")]
    [InlineData("0123456789abcdef0123456789abcdef\ntenant x")]
    public void What_cannot_be_read_may_be_anything(string text) => Assert.Null(TouchedText.Read(text).Touched);

    private static async Task<(Office, Office)> Two()
    {
        var store = new PostgresOffice();
        await store.Open();
        return (new Office(store), new Office(await store.Beside()));
    }

    private sealed class Forgetful : IRemembersAdministration
    {
        public int Forgot { get; private set; }

        public void Forget(Touched touched) => throw new NotSupportedException("Nothing is touched.");

        public void ForgetAll() => Forgot++;
    }

    /// <summary>Hands on what is heard, and notes it; null: nothing was heard for a while.</summary>
    private sealed class Heard(Office office) : IFollowsAdministration
    {
        private readonly AdministrationAudience _audience =
            new([office.Directory, office.Credentials], office.Actors, office.Actors);

        private readonly Channel<Touched?> _heard = System.Threading.Channels.Channel.CreateUnbounded<Touched?>();
        private int _count;

        /// <summary>How many changes.</summary>
        public int Count => _count;

        /// <summary>Where it hears anew for the first time.</summary>
        public bool BreaksAtFirst { get; set; }

        public void Hear(Touched touched)
        {
            _audience.Hear(touched);
            Interlocked.Increment(ref _count);
            _heard.Writer.TryWrite(touched);
        }

        public void HearNothing()
        {
            _audience.HearNothing();
            _heard.Writer.TryWrite(null);
        }

        public void HearAnew()
        {
            if (BreaksAtFirst)
            {
                BreaksAtFirst = false;
                throw new InvalidTimeZoneException();
            }

            _audience.HearAnew();
            _heard.Writer.TryWrite(null);
        }

        public async Task<Touched?> Until(Predicate<Touched?> which)
        {
            using var tooLong = new CancellationTokenSource(_hearingMax);
            await foreach (var heard in _heard.Reader.ReadAllAsync(tooLong.Token))
            {
                if (which(heard)) return heard;
            }

            throw new InvalidOperationException("Nothing more is heard.");
        }
    }
}
