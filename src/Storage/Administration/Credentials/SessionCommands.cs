using LiveChat.Core.Primitives;
using LiveChat.Storage.Administration.Members;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Storage.Administration.Credentials;

/// <summary>What becomes of sessions.</summary>
public static class SessionCommands
{
    /// <summary>
    /// Refused as not found when the member was disabled, deleted or given another password since the password was
    /// verified against <c>verifiedHash</c>.
    /// </summary>
    public static async Task<Outcome<SessionRow>> Open(
        Change change, TenantId tenant, MemberId member, string verifiedHash, TokenHash token, TimeSpan idleMax)
    {
        var signsIn = await change.Rows.Members.AnyAsync(
            row => row.Tenant == tenant && row.Id == member && row.Enabled && row.DeletedAt == null
                && row.PasswordHash == verifiedHash,
            change.Cancel);
        if (!signsIn) return Refusal.NotFound;

        await DropStale(change, tenant, member, idleMax);
        var session = new SessionRow
        {
            Tenant = tenant,
            Id = Guid.CreateVersion7(change.Now),
            Member = member,
            Hash = token,
            CreatedAt = change.Now,
            LastSeenAt = change.Now,
        };
        change.Rows.Sessions.Add(session);
        change.Touch(token);
        return session;
    }

    public static async Task<Outcome<bool>> End(Change change, TokenHash token)
    {
        if (await change.Rows.Sessions.FirstOrDefaultAsync(row => row.Hash == token, change.Cancel) is not { } session)
            return Refusal.NotFound;
        Remove(change, session);
        return true;
    }

    internal static async Task EndAll(Change change, MemberRow member)
    {
        foreach (var session in await SessionsOf(change, member.Tenant, member.Id)) Remove(change, session);
    }

    /// <summary>The member has changed: whoever remembers its sessions is to read it again.</summary>
    internal static async Task TouchAll(Change change, MemberRow member)
    {
        foreach (var session in await SessionsOf(change, member.Tenant, member.Id)) change.Touch(session.Hash);
    }

    /// <summary>Expired sessions go, and the oldest ones while there is no room for one more.</summary>
    private static async Task DropStale(Change change, TenantId tenant, MemberId member, TimeSpan idleMax)
    {
        var sessions = await SessionsOf(change, tenant, member);
        var alive = sessions.Where(row => row.LastSeenAt + idleMax > change.Now)
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
