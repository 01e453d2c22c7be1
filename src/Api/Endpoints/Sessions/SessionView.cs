using LiveChat.Api.Auth;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Administration;
using LiveChat.Storage.Administration.Credentials;
using LiveChat.Storage.Administration.Settings;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Api.Endpoints.Sessions;

/// <summary>A session as its member sees it.</summary>
/// <param name="Device">Browser and system, where the client named itself.</param>
/// <param name="Address">From where it was opened.</param>
/// <param name="LastSeenAt">Some minutes behind at most.</param>
/// <param name="Current">Whether it is the one of this request.</param>
public sealed record SessionView(
    string Id, string? Device, string? Address, DateTimeOffset CreatedAt, DateTimeOffset LastSeenAt,
    DateTimeOffset ExpiresAt, bool Current)
{
    /// <summary>The member's sessions that have not expired, the latest first.</summary>
    internal static ValueTask<List<SessionView>> ListOf(
        IAdministrationDatabase database, TenantId tenant, MemberId member, Guid? current, DateTimeOffset now,
        CancellationToken cancel) => database.Read(
        async (rows, token) =>
        {
            var rules = await SettingCommands.Read(rows, tenant, SettingKind.Security, token);
            var idle = rules.Value.SessionIdle;
            var sessions = await rows.Sessions.Where(row => row.Tenant == tenant && row.Member == member)
                .ToListAsync(token);
            return sessions.Select(row => row.Id == current ? Of(row, now, idle, true) : Of(row, row.LastSeenAt, idle))
                .Where(it => it.ExpiresAt > now).OrderByDescending(it => it.CreatedAt).ToList();
        },
        cancel);

    private static SessionView Of(SessionRow row, DateTimeOffset lastSeenAt, TimeSpan idle, bool current = false) =>
        new(
            row.Id.ToString("N"), DeviceName.Of(row.UserAgent), row.Address, row.CreatedAt, lastSeenAt,
            lastSeenAt + idle, current);
}
