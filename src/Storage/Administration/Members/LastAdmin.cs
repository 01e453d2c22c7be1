using LiveChat.Core.Primitives;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace LiveChat.Storage.Administration.Members;

/// <summary>
/// A tenant always has an admin who can sign in, whichever command changes its members. Commands run one at a time, so
/// two that take away one admin each cannot both find the other still there.
/// </summary>
internal static class LastAdmin
{
    /// <summary>
    /// Whether every tenant that the change takes an admin from still has one. Rows that are removed, as those of a
    /// tenant that is deleted whole, do not count as taken.
    /// </summary>
    public static async Task<bool> Stays(Change change)
    {
        var changed = change.Rows.ChangeTracker.Entries<MemberRow>()
            .Where(it => it.State is EntityState.Modified or EntityState.Added).ToList();
        foreach (var lost in changed.Where(it => Was(it) && !Is(it.Entity)).ToLookup(it => it.Entity.Tenant))
        {
            var tenant = lost.Key;
            if (changed.Exists(it => it.Entity.Tenant == tenant && Is(it.Entity))) continue;
            var taken = lost.Select(it => it.Entity.Id).ToArray();
            var stays = await change.Rows.Members.AnyAsync(
                row => row.Tenant == tenant && row.Role == Role.Admin && row.Enabled && row.DeletedAt == null
                    && !taken.Contains(row.Id),
                change.Cancel);
            if (!stays) return false;
        }

        return true;
    }

    private static bool Is(MemberRow row) => row is { Role: Role.Admin, Enabled: true, DeletedAt: null };

    private static bool Was(EntityEntry<MemberRow> entry) => entry.State == EntityState.Modified
        && entry.Property(it => it.Role).OriginalValue == Role.Admin
        && entry.Property(it => it.Enabled).OriginalValue
        && entry.Property(it => it.DeletedAt).OriginalValue is null;
}
