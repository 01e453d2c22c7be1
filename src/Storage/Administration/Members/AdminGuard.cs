using LiveChat.Core.Primitives;
using LiveChat.Storage.Administration.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace LiveChat.Storage.Administration.Members;

/// <summary>
/// Judges every command by what it does to admins. A tenant always has one who can sign in; and a member who is none
/// makes, changes and removes none, so that the right to manage the team is no way to become one. Commands run one at a
/// time, so two that take away one admin each cannot both find the other still there.
/// </summary>
internal static class AdminGuard
{
    public static async Task<Refusal> Judge(Change change)
    {
        if (await Meddles(change)) return Refusal.AdminsAlone;
        return await LeavesNone(change) ? Refusal.LastAdmin : Refusal.None;
    }

    /// <summary>Whatever has the role of an admin counts: members, and invitations to become one.</summary>
    private static async Task<bool> Meddles(Change change)
    {
        if (change.Actor is not { Kind: AuditActorKind.Member, Id: { } text }) return false;
        var touched = change.Rows.ChangeTracker.Entries()
            .Where(it => it.State is EntityState.Added or EntityState.Modified or EntityState.Deleted && OfAdmin(it))
            .ToList();
        if (touched.Count == 0) return false;
        var actor = GuidId.Parse<MemberId>(text);
        var tenant = (TenantId)touched[0].Property(nameof(MemberRow.Tenant)).CurrentValue!;
        return !await change.Rows.Members.AnyAsync(
            row => row.Tenant == tenant && row.Id == actor && row.Role == Role.Admin && row.DeletedAt == null,
            change.Cancel);
    }

    private static bool OfAdmin(EntityEntry entry)
    {
        if (entry.Metadata.FindProperty(nameof(MemberRow.Role))?.ClrType != typeof(Role)) return false;
        var role = entry.Property(nameof(MemberRow.Role));
        return role.CurrentValue is Role.Admin
            || (entry.State != EntityState.Added && role.OriginalValue is Role.Admin);
    }

    /// <summary>
    /// Whether a tenant that the change takes an admin from has none left. Rows that are removed, as those of a tenant
    /// that is deleted whole, do not count as taken.
    /// </summary>
    private static async Task<bool> LeavesNone(Change change)
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
            if (!stays) return true;
        }

        return false;
    }

    private static bool Is(MemberRow row) => row is { Role: Role.Admin, Enabled: true, DeletedAt: null };

    private static bool Was(EntityEntry<MemberRow> entry) => entry.State == EntityState.Modified
        && entry.Property(it => it.Role).OriginalValue == Role.Admin
        && entry.Property(it => it.Enabled).OriginalValue
        && entry.Property(it => it.DeletedAt).OriginalValue is null;
}
