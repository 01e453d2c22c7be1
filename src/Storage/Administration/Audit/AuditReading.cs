using Microsoft.EntityFrameworkCore;

namespace LiveChat.Storage.Administration.Audit;

/// <summary>Which rows are wanted; null: any.</summary>
/// <param name="From">At or after.</param>
/// <param name="To">Before.</param>
/// <param name="Actor">A member's or key's id, or a kind of actor.</param>
/// <param name="Action">An action, as <c>queue.changed</c>, or the first half of several, as <c>queue</c>.</param>
/// <param name="TargetKind">As <c>queue</c>.</param>
/// <param name="Target">Its id.</param>
/// <param name="Tenant">In the platform's chain: about whom.</param>
public sealed record AuditFilter(
    DateTimeOffset? From = null, DateTimeOffset? To = null, string? Actor = null, string? Action = null,
    string? TargetKind = null, string? Target = null, Guid? Tenant = null);

/// <summary>Reads one chain.</summary>
public static class AuditReading
{
    /// <summary>Newest first.</summary>
    /// <param name="rows">Where.</param>
    /// <param name="chain">Whose.</param>
    /// <param name="filter">Which.</param>
    /// <param name="before">Rows with lower numbers than this.</param>
    /// <param name="countMax">How many at most.</param>
    /// <param name="cancel">Gives up.</param>
    public static Task<List<AuditRow>> Page(
        AdministrationContext rows, Guid chain, AuditFilter filter, long before, int countMax,
        CancellationToken cancel) =>
        Matching(rows.Audit.AsNoTracking().Where(row => row.Chain == chain && row.Number < before), filter)
            .OrderByDescending(row => row.Number).Take(countMax).ToListAsync(cancel);

    private static IQueryable<AuditRow> Matching(IQueryable<AuditRow> rows, AuditFilter filter)
    {
        if (filter.From is { } from) rows = rows.Where(row => row.At >= from);
        if (filter.To is { } to) rows = rows.Where(row => row.At < to);
        if (filter.Actor is { } actor) rows = rows.Where(row => row.ActorId == actor || row.Actor == actor);
        if (filter.TargetKind is { } kind) rows = rows.Where(row => row.TargetKind == kind);
        if (filter.Target is { } target) rows = rows.Where(row => row.Target == target);
        if (filter.Tenant is { } tenant) rows = rows.Where(row => row.Tenant == tenant);
        if (filter.Action is not { } action) return rows;
        if (action.Contains('.', StringComparison.Ordinal)) return rows.Where(row => row.Action == action);
        var (first, end) = ($"{action}.", $"{action}/"); // The character after the full stop is the slash.
        return rows.Where(row => row.Action.CompareTo(first) >= 0 && row.Action.CompareTo(end) < 0);
    }
}
