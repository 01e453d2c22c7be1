using System.Collections.Immutable;
using System.Text.Json;
using LiveChat.Core.Access;
using LiveChat.Core.Primitives;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Storage.Administration.Settings;

/// <summary>A settings resource and its version.</summary>
public sealed record Versioned<T>(T Value, long Version);

/// <summary>Reads and replaces settings resources.</summary>
public static class SettingCommands
{
    /// <summary>The version of a resource that was never set.</summary>
    public const long FirstVersion = 1;

    public static async Task<Versioned<T>> Read<T>(
        AdministrationContext rows, TenantId tenant, SettingKind<T> kind, CancellationToken cancel)
        where T : class =>
        Of(kind, await rows.Settings.FirstOrDefaultAsync(
            row => row.Tenant == tenant && row.Name == kind.Name, cancel));

    /// <summary>All that a tenant has set.</summary>
    public static async Task<SettingRows> ReadAll(
        AdministrationContext rows, TenantId tenant, CancellationToken cancel) =>
        new(await rows.Settings.Where(row => row.Tenant == tenant).ToDictionaryAsync(row => row.Name, cancel));

    /// <param name="change">The command at work.</param>
    /// <param name="tenant">Whose.</param>
    /// <param name="kind">Which.</param>
    /// <param name="seen">Where given, the versions that may be replaced.</param>
    /// <param name="edit">The resource to come, given the present one.</param>
    public static async Task<Outcome<Versioned<T>>> Set<T>(
        Change change, TenantId tenant, SettingKind<T> kind, ImmutableArray<long>? seen, Func<T, T> edit)
        where T : class
    {
        var row = await change.Rows.Settings.FirstOrDefaultAsync(
            it => it.Tenant == tenant && it.Name == kind.Name, change.Cancel);
        var present = Of(kind, row);
        if (seen is { } versions && !versions.Contains(present.Version)) return Refusal.VersionMoved;

        var next = edit(present.Value);
        var body = JsonSerializer.Serialize(next, kind.Json);
        if (row is null)
        {
            row = new SettingRow { Tenant = tenant, Name = kind.Name, Version = FirstVersion + 1, Body = body };
            change.Rows.Settings.Add(row);
        }
        else if (row.Body != body)
        {
            row.Body = body;
            row.Version++;
        }

        change.TouchAlone(tenant);
        if (kind.MovesDeadlines) await change.OweReview(tenant);
        if (kind.Follow is { } follow) await follow(change, tenant, next);
        return new Versioned<T>(next, row.Version);
    }

    internal static Versioned<T> Of<T>(SettingKind<T> kind, SettingRow? row) where T : class => row is null
        ? new Versioned<T>(kind.Default, FirstVersion)
        : new Versioned<T>(JsonSerializer.Deserialize(row.Body, kind.Json)!, row.Version);
}

/// <summary>The settings resources of one tenant, by name.</summary>
public sealed class SettingRows(IReadOnlyDictionary<string, SettingRow> rows)
{
    public T Of<T>(SettingKind<T> kind) where T : class =>
        SettingCommands.Of(kind, rows.GetValueOrDefault(kind.Name)).Value;

    /// <summary>What members may do; the shared default where the tenant has set nothing of it.</summary>
    public TenantAccess Access =>
        rows.ContainsKey(SettingKind.Roles.Name) || rows.ContainsKey(SettingKind.Workspace.Name)
            ? new TenantAccess(Of(SettingKind.Roles), Of(SettingKind.Workspace))
            : TenantAccess.Default;
}
