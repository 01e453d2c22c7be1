using System.Text.Json.Nodes;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Administration.Audit;
using LiveChat.Storage.Administration.Settings;
using LiveChat.Storage.Administration.Tenants;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Storage.Administration.Danger;

/// <summary>
/// Dangerous orders. Each is confirmed with the tenant's name, letter for letter, and audited; what takes long is left
/// to a job.
/// </summary>
public static class DangerCommands
{
    public static async Task<Outcome<bool>> PauseBots(
        Change change, TenantId tenant, bool paused, string? confirmation)
    {
        if (paused && await Named(change, tenant, confirmation) is null) return Refusal.NotConfirmed;
        await SettingCommands.Set(
            change, tenant, SettingKind.BotPause, seen: null, present => present with { Paused = paused });
        return true;
    }

    /// <summary>One order at a time: while one is under way it is answered again.</summary>
    public static async Task<Outcome<DangerJobRow>> ClearHistory(Change change, TenantId tenant, string confirmation)
    {
        if (await Named(change, tenant, confirmation) is null) return Refusal.NotConfirmed;
        var underWay = await change.Rows.DangerJobs.FirstOrDefaultAsync(
            row => row.Tenant == tenant && row.FinishedAt == null, change.Cancel);
        if (underWay is not null) return underWay;
        change.Note(new AuditNote(tenant, "history.cleared", "tenant", tenant.ToString()));
        return Add(change, tenant, DangerKind.ClearHistory);
    }

    /// <summary>
    /// From the commit on nobody signs in, no token and no key is good, no message is taken or handed out, and the slug
    /// is free. A job erases the rest.
    /// </summary>
    public static async Task<Outcome<DangerJobRow>> DeleteTenant(Change change, TenantId id, string confirmation)
    {
        if (await Named(change, id, confirmation) is not { } tenant) return Refusal.NotConfirmed;
        change.Note(new AuditNote(id, "tenant.deletionOrdered", "tenant", id.ToString()));
        tenant.DeletingAt = change.Now;
        tenant.LiveChat = false;
        change.Rows.Entry(tenant).Property(row => row.Slug).CurrentValue = $"deleted-{id}";
        change.Vanish(id);
        return Add(change, id, DangerKind.DeleteTenant);
    }

    /// <summary>
    /// The end of a tenant of which nothing is left but its row and its audit log: of the log, the platform's keeps how
    /// long it was and how it ended, and forgets every detail about the tenant. After a crash it may come again,
    /// and then finds nothing more to note.
    /// </summary>
    public static async Task<Outcome<bool>> Forget(Change change, TenantId tenant)
    {
        var head = await change.Rows.AuditHeads.FirstOrDefaultAsync(row => row.Chain == tenant.Value, change.Cancel);
        var id = change.Rows.Stored(tenant.Value);
        var found = await change.Rows.Database.ExecuteSqlAsync(
            $"delete from tenant where id = {id}", change.Cancel);
        if (found == 0) return true;
        await change.Rows.Database.ExecuteSqlAsync(
            $"update audit set detail = null where tenant = {id} and chain <> {id} and detail is not null",
            change.Cancel);
        change.Note(new AuditNote(null, "tenant.deleted", "tenant", tenant.ToString(), new JsonObject
        {
            ["auditRows"] = head?.Number ?? 0,
            ["auditHash"] = head?.Hash,
        }));
        change.Vanish(tenant);
        return true;
    }

    private static DangerJobRow Add(Change change, TenantId tenant, DangerKind kind)
    {
        var job = new DangerJobRow
        {
            Id = Guid.CreateVersion7(change.Now),
            Tenant = tenant,
            Kind = kind,
            RequestedAt = change.Now,
        };
        change.Rows.DangerJobs.Add(job);
        return job;
    }

    private static async Task<TenantRow?> Named(Change change, TenantId id, string? confirmation)
    {
        var tenant = await change.Rows.PresentTenants.FirstOrDefaultAsync(row => row.Id == id, change.Cancel);
        return string.Equals(tenant?.Name, confirmation, StringComparison.Ordinal) ? tenant : null;
    }
}
