using System.Text.Json.Nodes;
using LiveChat.Core.Primitives;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace LiveChat.Storage.Administration.Audit;

/// <summary>One change of one row, as the audit log shows it.</summary>
internal sealed record AuditedChange(
    TenantId? Tenant, string Action, string TargetKind, string? Target, JsonObject? Before, JsonObject? After);

/// <summary>Reads from the change tracker what a command has changed.</summary>
internal static class AuditedChanges
{
    private const string TenantProperty = "Tenant";
    private const string Hidden = "[secret]";

    /// <summary>In the order in which the rows were first touched.</summary>
    public static List<AuditedChange> Of(AdministrationContext rows) =>
    [
        .. rows.ChangeTracker.Entries()
            .Where(it => it.State is EntityState.Added or EntityState.Modified or EntityState.Deleted)
            .Select(Of).OfType<AuditedChange>(),
    ];

    private static AuditedChange? Of(EntityEntry entry)
    {
        var entity = AuditedEntities.Of(entry.Metadata.ClrType);
        if (entity.Unaudited is not null) return null;
        var (before, after) = (new JsonObject(), new JsonObject());
        foreach (var property in entry.Properties) Show(entry, entity, property, before, after);
        if (entry.State == EntityState.Modified && before.Count == 0 && after.Count == 0) return null;
        return new AuditedChange(
            TenantOf(entry), $"{entity.Name}.{entity.Verb(entry) ?? Verb(entry.State)}", entity.Name, TargetOf(entry),
            entry.State == EntityState.Added ? null : before, entry.State == EntityState.Deleted ? null : after);
    }

    private static void Show(
        EntityEntry entry, AuditedEntity entity, PropertyEntry property, JsonObject before, JsonObject after)
    {
        var name = property.Metadata.Name;
        if (name == TenantProperty || entity.Derived.Contains(name)) return;
        if (entry.State == EntityState.Modified && !property.IsModified) return;

        var shown = AuditedEntities.CamelCase(name);
        if (entity.Hides(name))
        {
            if (entry.State != EntityState.Added) before[shown] = Hidden;
            if (entry.State != EntityState.Deleted) after[shown] = Hidden;
            return;
        }

        var isDocument = entity.Documents.Contains(name);
        var was = entry.State == EntityState.Added ? null : AuditValue.Of(property.OriginalValue, isDocument);
        var now = entry.State == EntityState.Deleted ? null : AuditValue.Of(property.CurrentValue, isDocument);
        if (entry.State == EntityState.Modified) (was, now) = AuditValue.Difference(was, now);
        if (JsonNode.DeepEquals(was, now)) return;
        if (entry.State != EntityState.Added) before[shown] = AuditValue.Bounded(was);
        if (entry.State != EntityState.Deleted) after[shown] = AuditValue.Bounded(now);
    }

    /// <summary>Whose the row is; null where it is no tenant's.</summary>
    public static TenantId? TenantOf(EntityEntry entry) => entry.Entity is Tenants.TenantRow tenant
        ? tenant.Id
        : entry.Metadata.FindProperty(TenantProperty) is not null
            && entry.Property(TenantProperty).CurrentValue is TenantId owner ? owner : null;

    private static string TargetOf(EntityEntry entry) => string.Join('/', entry.Metadata.FindPrimaryKey()!.Properties
        .Where(it => it.Name != TenantProperty)
        .Select(it => AuditValue.Of(entry.Property(it.Name).CurrentValue, false)?.ToString()));

    private static string Verb(EntityState state) => state switch
    {
        EntityState.Added => "created",
        EntityState.Deleted => "deleted",
        _ => "changed",
    };
}
