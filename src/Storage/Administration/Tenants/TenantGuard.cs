using LiveChat.Core.Primitives;
using LiveChat.Storage.Administration.Audit;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Storage.Administration.Tenants;

/// <summary>
/// Keeps commands from leaving anything of a tenant that is being deleted, or is gone: a request may have been let in
/// before, and come to its command long after.
/// </summary>
internal static class TenantGuard
{
    /// <summary>Whether the command changes or notes anything of such a tenant.</summary>
    public static async Task<bool> IsGone(Change change)
    {
        var entries = change.Rows.ChangeTracker.Entries()
            .Where(it => it.State is EntityState.Added or EntityState.Modified or EntityState.Deleted).ToList();
        var made = entries.Where(it => it.State == EntityState.Added).Select(it => it.Entity).OfType<TenantRow>()
            .Select(it => it.Id);
        TenantId[] owners =
        [
            .. entries.Select(AuditedChanges.TenantOf).Concat(change.Notes.Select(it => it.Tenant))
                .OfType<TenantId>().Distinct().Except(made),
        ];
        if (owners.Length == 0) return false;
        return await change.Rows.PresentTenants.CountAsync(row => owners.Contains(row.Id), change.Cancel)
            < owners.Length;
    }
}
