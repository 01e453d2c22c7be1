using System.Collections.Frozen;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Administration.Credentials;
using LiveChat.Storage.Administration.Settings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace LiveChat.Storage.Administration.Caching;

/// <summary>
/// Sessions and API keys by the hash of their token, remembered until a command touches them: what was revoked is
/// refused from the moment the command returns.
/// </summary>
public sealed partial class CachedCredentials : IRemembersAdministration
{
    private const int EntriesMax = 100_000;
    private static readonly TimeSpan _lastSeenWrittenEach = TimeSpan.FromMinutes(5);

    /// <summary>More often where sessions end soon, or other processes would not know that one is used here.</summary>
    private const int WritesPerIdleTime = 4;

    private readonly IAdministrationDatabase _database;
    private readonly TimeProvider _time;
    private readonly ILogger<CachedCredentials> _log;
    private readonly Remembered<TokenHash, Credential?> _credentials;
    private readonly Remembered<TenantId, TimeSpan> _idleMax;

    public CachedCredentials(IAdministrationDatabase database, TimeProvider time, ILogger<CachedCredentials> log)
    {
        _database = database;
        _time = time;
        _log = log;
        _credentials = new(EntriesMax, Read);
        _idleMax = new(EntriesMax, ReadIdleMax);
    }

    /// <summary>Null when the token is unknown or has expired. Counts as activity of a session.</summary>
    public async ValueTask<Credential?> Find(TokenHash token, CancellationToken cancel = default)
    {
        var found = await _credentials.Get(token, cancel);
        var now = _time.GetUtcNow();
        if (found is SessionCredential known && !await Lives(known, now, cancel))
        {
            // Another process may have seen it since it was read here.
            _credentials.Forget(token);
            found = await _credentials.Get(token, cancel);
        }

        switch (found)
        {
            case SessionCredential session when await Lives(session, now, cancel):
                var writeEach = await _idleMax.Get(session.Tenant, cancel) / WritesPerIdleTime;
                if (session.See(now, writeEach < _lastSeenWrittenEach ? writeEach : _lastSeenWrittenEach))
                    _ = WriteLastSeen(session, now);
                return session;
            case KeyCredential key when key.ExpiresAt is null || key.ExpiresAt > now:
                return key;
            default:
                // Made-up tokens must not push out real ones.
                _credentials.Forget(token);
                return null;
        }
    }

    private async ValueTask<bool> Lives(SessionCredential session, DateTimeOffset now, CancellationToken cancel) =>
        session.LastSeenAt + await _idleMax.Get(session.Tenant, cancel) > now;

    public void Forget(Touched touched)
    {
        if (touched.Vanished.Count > 0) _credentials.Forget(static _ => true);
        foreach (var token in touched.Tokens) _credentials.Forget(token);
        foreach (var tenant in touched.Tenants.Concat(touched.TenantsAlone)) _idleMax.Forget(tenant);
    }

    public void ForgetAll()
    {
        _credentials.Forget(static _ => true);
        _idleMax.Forget(static _ => true);
    }

    private Task<TimeSpan> ReadIdleMax(TenantId tenant) => _database.For(tenant).Read(
        async (rows, cancel) =>
            (await SettingCommands.Read(rows, tenant, SettingKind.Security, cancel)).Value.SessionIdle).AsTask();

    private Task<Credential?> Read(TokenHash token) => _database.Read(
        async (rows, cancel) => await ReadSession(rows, token, cancel) ?? await ReadKey(rows, token, cancel)).AsTask();

    private static async Task<Credential?> ReadSession(
        AdministrationContext rows, TokenHash token, CancellationToken cancel)
    {
        var found = await (
            from session in rows.Sessions
            join member in rows.Members
                on new { session.Tenant, Id = session.Member } equals new { member.Tenant, member.Id }
            join tenant in rows.PresentTenants on session.Tenant equals tenant.Id
            where session.Hash == token && member.Enabled && member.DeletedAt == null
            select new
            {
                Session = session,
                Member = member,
                HasTotp = rows.Totps.Any(
                    totp => totp.Tenant == member.Tenant && totp.Member == member.Id && totp.Confirmed),
            }).FirstOrDefaultAsync(cancel);
        if (found is null || !found.Session.Hash.Matches(token)) return null;
        return new SessionCredential
        {
            Tenant = found.Session.Tenant,
            Id = found.Session.Id,
            Member = found.Member.Id,
            DisplayName = found.Member.DisplayName,
            Role = found.Member.Role,
            HasSeat = found.Member.HasSeat,
            ShowFullPhone = found.Member.ShowFullPhone,
            HasTotp = found.HasTotp,
            OpenedAt = found.Session.CreatedAt,
            LastSeenAt = found.Session.LastSeenAt,
        };
    }

    private static async Task<Credential?> ReadKey(
        AdministrationContext rows, TokenHash token, CancellationToken cancel)
    {
        var key = await rows.ApiKeys.FirstOrDefaultAsync(row => row.Hash == token, cancel)
            ?? await rows.ApiKeys.FirstOrDefaultAsync(row => row.PreviousHash == token, cancel);
        if (key is null || !await rows.PresentTenants.AnyAsync(it => it.Id == key.Tenant, cancel)) return null;
        var isPresent = key.Hash.Matches(token);
        if (!isPresent && key.PreviousHash?.Matches(token) is not true) return null;
        return new KeyCredential
        {
            Tenant = key.Tenant,
            Id = key.Id,
            Scopes = key.Scopes.ToFrozenSet(),
            ExpiresAt = isPresent ? key.ExpiresAt : Earlier(key.PreviousUntil, key.ExpiresAt),
        };
    }

    /// <summary>Null is never.</summary>
    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) =>
        other is null || one < other ? one : other;

    /// <summary>Its loss only ends the session sooner after a restart, so trouble is noted and left at that.</summary>
    private async Task WriteLastSeen(SessionCredential session, DateTimeOffset now)
    {
        try
        {
            await _database.For(session.Tenant).Write(
                (rows, cancel) => rows.Sessions
                    .Where(row => row.Tenant == session.Tenant && row.Id == session.Id)
                    .ExecuteUpdateAsync(set => set.SetProperty(row => row.LastSeenAt, now), cancel));
        }
        catch (Exception trouble) when (trouble is StoreBusyException or StoreUnavailableException)
        {
            LastSeenNotWritten(_log, trouble.GetType().Name);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A session's last activity was not written: {Trouble}.")]
    private static partial void LastSeenNotWritten(ILogger log, string trouble);
}
