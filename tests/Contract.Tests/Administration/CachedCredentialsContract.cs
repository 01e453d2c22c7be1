using LiveChat.Core.Primitives;
using LiveChat.Storage.Administration;
using LiveChat.Storage.Administration.Caching;
using LiveChat.Storage.Administration.Credentials;
using LiveChat.Storage.Administration.Members;
using LiveChat.Storage.Administration.Settings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveChat.Contract.Tests.Administration;

public abstract class CachedCredentialsContract<TStore> where TStore : OfficeStore, new()
{
    private static readonly TimeSpan _idleMax = TimeSpan.FromHours(8);

    [SkippableFact]
    public async Task A_session_lives_as_long_as_it_is_used_and_dies_of_inactivity()
    {
        await using var office = await Office.Open<TStore>();
        var token = await Session(office, (await office.Tenant()).Id);
        for (var i = 0; i < 5; i++)
        {
            office.Time.Now += _idleMax - TimeSpan.FromSeconds(1);
            Assert.IsType<SessionCredential>(await office.Credentials.Find(token));
        }

        office.Time.Now += _idleMax;
        Assert.Null(await office.Credentials.Find(token));
        Assert.Null(await office.Credentials.Find(token));
    }

    [SkippableFact]
    public async Task Activity_is_written_now_and_then_and_so_survives_a_restart()
    {
        await using var office = await Office.Open<TStore>();
        var token = await Session(office, (await office.Tenant()).Id);
        var began = office.Time.Now;
        office.Time.Now += TimeSpan.FromMinutes(4);
        await office.Credentials.Find(token);
        await office.Store.Administration.Write((_, _) => Task.FromResult(0));
        Assert.Equal(began, await LastSeen());
        office.Time.Now += TimeSpan.FromMinutes(2);
        await office.Credentials.Find(token);
        await office.Store.Administration.Write((_, _) => Task.FromResult(0));
        Assert.Equal(office.Time.Now, await LastSeen());

        var restarted = new CachedCredentials(
            office.Store.Administration, office.Time, NullLogger<CachedCredentials>.Instance);
        office.Time.Now += _idleMax - TimeSpan.FromMinutes(1);
        Assert.NotNull(await restarted.Find(token));

        Task<DateTimeOffset> LastSeen() => office.Store.Administration.Read(
            (rows, cancel) => rows.Sessions.Select(it => it.LastSeenAt).SingleAsync(cancel)).AsTask();
    }

    [SkippableTheory]
    [InlineData(8 * 60)]
    [InlineData(1)]
    public async Task A_session_that_is_used_at_one_process_lives_at_the_others(int idleMinutes)
    {
        await using var office = await Office.Open<TStore>();
        var tenant = await office.Tenant();
        var idle = TimeSpan.FromMinutes(idleMinutes);
        await office.Do(change => SettingCommands.Set(
            change, tenant.Id, SettingKind.Security, null,
            rules => rules with { SessionIdleSeconds = (int)idle.TotalSeconds }));
        var token = await Session(office, tenant.Id);
        var other = new CachedCredentials(
            office.Store.Administration, office.Time, NullLogger<CachedCredentials>.Instance);
        Assert.NotNull(await other.Find(token));
        for (var i = 0; i < 6; i++)
        {
            office.Time.Now += idle / 2;
            Assert.NotNull(await office.Credentials.Find(token));
            await office.Store.Administration.Write((_, _) => Task.FromResult(0));
        }

        Assert.NotNull(await other.Find(token));
        office.Time.Now += idle;
        Assert.Null(await other.Find(token));
    }

    [SkippableFact]
    public async Task Signing_in_drops_the_members_expired_sessions_and_beyond_fifty_the_oldest()
    {
        await using var office = await Office.Open<TStore>();
        var tenant = await office.Tenant();
        var expired = await Session(office, tenant.Id);
        office.Time.Now += _idleMax;
        var tokens = new List<TokenHash>();
        for (var i = 0; i <= TenantLimits.SessionsMax; i++)
        {
            office.Time.Now += TimeSpan.FromSeconds(1);
            tokens.Add(await Session(office, tenant.Id));
        }

        Assert.Equal(
            TenantLimits.SessionsMax,
            await office.Store.Administration.Read((rows, cancel) => rows.Sessions.CountAsync(cancel)));
        Assert.Null(await office.Credentials.Find(expired));
        Assert.Null(await office.Credentials.Find(tokens[0]));
        Assert.NotNull(await office.Credentials.Find(tokens[1]));
    }

    [SkippableFact]
    public async Task A_key_is_refused_from_its_expiry_on()
    {
        await using var office = await Office.Open<TStore>();
        var tenant = await office.Tenant();
        var token = TokenHash.Of("lck_one");
        await office.Do(change => ApiKeyCommands.Create(change, tenant.Id, new NewApiKey(
            "one", token, "lck_one", ["mo:write"], office.Time.Now.AddHours(1))));
        office.Time.Now += TimeSpan.FromMinutes(59);
        Assert.Equal(["mo:write"], Assert.IsType<KeyCredential>(await office.Credentials.Find(token)).Scopes);
        office.Time.Now += TimeSpan.FromMinutes(1);
        Assert.Null(await office.Credentials.Find(token));
    }

    [SkippableFact]
    public async Task A_token_looked_for_too_early_works_once_it_exists()
    {
        await using var office = await Office.Open<TStore>();
        var tenant = await office.Tenant();
        var token = TokenHash.Of("lck_one");
        Assert.Null(await office.Credentials.Find(token));
        await office.Do(change => ApiKeyCommands.Create(
            change, tenant.Id, new NewApiKey("one", token, "lck_one", ["mo:write"], null)));
        Assert.NotNull(await office.Credentials.Find(token));
    }

    [SkippableFact]
    public async Task No_session_opens_for_a_password_that_has_changed_meanwhile_or_a_member_who_is_gone()
    {
        await using var office = await Office.Open<TStore>();
        var tenant = await office.Tenant();
        var maria = await office.Agent(tenant.Id, "maria");
        Assert.Equal(Refusal.NotFound, await Open("another hash"));
        await office.Do(change => AgentCommands.SetEnabled(change, tenant.Id, maria.Agent, false));
        Assert.Equal(Refusal.NotFound, await Open("hash"));
        await office.Do(change => AgentCommands.SetEnabled(change, tenant.Id, maria.Agent, true));
        Assert.Equal(Refusal.None, await Open("hash"));

        async Task<Refusal> Open(string hash) => (await office.Commands.Run(change => SessionCommands.Open(
            change, new NewSession(tenant.Id, maria.Id, hash, TokenHash.Of($"lcs_{hash}"))))).Refusal;
    }

    private static async Task<TokenHash> Session(Office office, TenantId tenant)
    {
        var token = TokenHash.Of(Guid.CreateVersion7().ToString());
        var admin = await office.Store.Administration.Read(
            (rows, cancel) => rows.Members.Where(it => it.Tenant == tenant).Select(it => it.Id).SingleAsync(cancel));
        await office.Do(change => SessionCommands.Open(change, new NewSession(tenant, admin, "hash", token)));
        return token;
    }
}

public sealed class CachedCredentialsOnSqlite : CachedCredentialsContract<SqliteOffice>;

public sealed class CachedCredentialsOnPostgres : CachedCredentialsContract<PostgresOffice>;
