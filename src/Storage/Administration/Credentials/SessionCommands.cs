using LiveChat.Core.Primitives;
using LiveChat.Storage.Administration.Mails;
using LiveChat.Storage.Administration.Members;
using LiveChat.Storage.Administration.Settings;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Storage.Administration.Credentials;

/// <summary>A sign-in whose password was verified against <c>VerifiedHash</c>.</summary>
public sealed record NewSession(TenantId Tenant, MemberId Member, string VerifiedHash, TokenHash Token)
{
    /// <summary>The same password hashed as hashing is done now; null: the hash is good.</summary>
    public string? Rehashed { get; init; }

    public SecondFactor Factor { get; init; }
    public string? UserAgent { get; init; }
    public string? Address { get; init; }

    /// <summary>The caller's former session, which ends with this.</summary>
    public TokenHash? Replaces { get; init; }

    /// <summary>Of the device and where it is; null: unknown, and nobody is told.</summary>
    public TokenHash? Fingerprint { get; init; }

    /// <summary>What tells the member of a device that is new.</summary>
    public NewMail? NewDeviceMail { get; init; }
}

public sealed record OpenedSession(SessionRow Session, TimeSpan IdleMax);

/// <summary>What becomes of sessions.</summary>
public static class SessionCommands
{
    /// <summary>How many devices of a member are remembered; the one that was used least lately is forgotten.</summary>
    private const int DevicesMax = 20;

    /// <summary>
    /// Refused as not found when the member was disabled, deleted or given another password since its password was
    /// verified, or its second factor is used up.
    /// </summary>
    public static async Task<Outcome<OpenedSession>> Open(Change change, NewSession order)
    {
        var (tenant, member) = (order.Tenant, order.Member);
        var row = await change.Rows.Members.FirstOrDefaultAsync(
            it => it.Tenant == tenant && it.Id == member && it.Enabled && it.DeletedAt == null
                && it.PasswordHash == order.VerifiedHash,
            change.Cancel);
        if (row is null) return Refusal.NotFound;
        var totp = await TotpCommands.Find(change.Rows, tenant, member, change.Cancel);
        if (totp is { Confirmed: true } && !TotpCommands.Spend(totp, order.Factor)) return Refusal.NotFound;

        row.PasswordHash = order.Rehashed ?? row.PasswordHash;
        var rules = await SettingCommands.Read(change.Rows, tenant, SettingKind.Security, change.Cancel);
        if (await IsNewDevice(change, order) && rules.Value.NewDeviceMail) await change.Mail(order.NewDeviceMail);
        await DropStale(change, order, rules.Value.SessionIdle);
        var session = new SessionRow
        {
            Tenant = tenant,
            Id = Guid.CreateVersion7(change.Now),
            Member = member,
            Hash = order.Token,
            UserAgent = order.UserAgent,
            Address = order.Address,
            CreatedAt = change.Now,
            LastSeenAt = change.Now,
        };
        change.Rows.Sessions.Add(session);
        change.Touch(order.Token);
        return new OpenedSession(session, rules.Value.SessionIdle);
    }

    public static async Task<Outcome<bool>> End(Change change, TokenHash token)
    {
        if (await change.Rows.Sessions.FirstOrDefaultAsync(row => row.Hash == token, change.Cancel) is not { } session)
            return Refusal.NotFound;
        Remove(change, session);
        return true;
    }

    /// <summary>One session of a member, by its id.</summary>
    public static async Task<Outcome<bool>> End(Change change, TenantId tenant, MemberId member, Guid id)
    {
        var session = await change.Rows.Sessions.FirstOrDefaultAsync(
            row => row.Tenant == tenant && row.Member == member && row.Id == id, change.Cancel);
        if (session is null) return Refusal.NotFound;
        Remove(change, session);
        return true;
    }

    /// <summary>Every session of a member, but one where one is given; how many there were.</summary>
    public static async Task<Outcome<int>> EndAll(
        Change change, TenantId tenant, MemberId member, Guid? except = null)
    {
        var ended = (await SessionsOf(change, tenant, member)).Where(it => it.Id != except).ToList();
        foreach (var session in ended) Remove(change, session);
        return ended.Count;
    }

    internal static Task EndAll(Change change, MemberRow member) => EndAll(change, member.Tenant, member.Id);

    internal static Task TouchAll(Change change, MemberRow member) => TouchAll(change, member.Tenant, member.Id);

    /// <summary>The member has changed: whoever remembers its sessions is to read it again.</summary>
    internal static async Task TouchAll(Change change, TenantId tenant, MemberId member)
    {
        foreach (var session in await SessionsOf(change, tenant, member)) change.Touch(session.Hash);
    }

    /// <summary>Whether it is not the member's first device and was not seen before. It is from now on.</summary>
    private static async Task<bool> IsNewDevice(Change change, NewSession order)
    {
        if (order.Fingerprint is not { } fingerprint) return false;
        var known = await change.Rows.KnownDevices
            .Where(row => row.Tenant == order.Tenant && row.Member == order.Member).ToListAsync(change.Cancel);
        if (known.Find(row => row.Fingerprint == fingerprint) is { } seen)
        {
            seen.LastSeenAt = change.Now;
            return false;
        }

        change.Rows.RemoveRange(known.OrderByDescending(row => row.LastSeenAt).Skip(DevicesMax - 1));
        change.Rows.KnownDevices.Add(new KnownDeviceRow
        {
            Tenant = order.Tenant,
            Member = order.Member,
            Fingerprint = fingerprint,
            LastSeenAt = change.Now,
        });
        return known.Count > 0;
    }

    /// <summary>
    /// Expired sessions go, the one that this replaces, and the oldest ones while there is no room for one more.
    /// </summary>
    private static async Task DropStale(Change change, NewSession order, TimeSpan idleMax)
    {
        var sessions = await SessionsOf(change, order.Tenant, order.Member);
        var alive = sessions.Where(row => row.LastSeenAt + idleMax > change.Now && row.Hash != order.Replaces)
            .OrderByDescending(row => row.LastSeenAt).Take(TenantLimits.SessionsMax - 1).ToHashSet();
        foreach (var session in sessions.Where(row => !alive.Contains(row))) Remove(change, session);
    }

    private static void Remove(Change change, SessionRow session)
    {
        change.Rows.Sessions.Remove(session);
        change.Touch(session.Hash);
    }

    private static Task<List<SessionRow>> SessionsOf(Change change, TenantId tenant, MemberId member) =>
        change.Rows.Sessions.Where(row => row.Tenant == tenant && row.Member == member).ToListAsync(change.Cancel);
}
