using LiveChat.Core.Audit;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Storage.Administration.Audit;

/// <summary>How a chain stands: its last row, and what is wrong with it.</summary>
/// <param name="Chain">The tenant's id; the empty one for the platform.</param>
/// <param name="Slug">The tenant's; null for the platform, and where the tenant is gone.</param>
public sealed record AuditStanding(Guid Chain, string? Slug, AuditHead Last, IReadOnlyList<AuditFinding> Findings);

/// <summary>Verifies the chains of the audit log.</summary>
public static class AuditChains
{
    /// <summary>Reads every row of every chain, one after the other, in one state of the database.</summary>
    public static ValueTask<List<AuditStanding>> Verify(
        IAdministrationDatabase database, CancellationToken cancel = default) => database.Read(
            async (rows, token) =>
            {
                var slugs = await rows.Tenants.ToDictionaryAsync(it => it.Id.Value, it => it.Slug, token);
                var heads = await rows.AuditHeads.AsNoTracking().ToDictionaryAsync(it => it.Chain, token);
                var chains = await rows.Audit.Select(it => it.Chain).Distinct().ToListAsync(token);
                var standings = new List<AuditStanding>();
                foreach (var chain in chains.Union(heads.Keys).Order())
                {
                    var check = new AuditCheck(tenant => tenant is { } it && !slugs.ContainsKey(it));
                    await foreach (var row in rows.Audit.AsNoTracking().Where(it => it.Chain == chain)
                        .OrderBy(it => it.Number).AsAsyncEnumerable().WithCancellation(token)) check.Next(row.Link);
                    var findings = check.End(heads.GetValueOrDefault(chain)?.Head ?? AuditHead.None);
                    standings.Add(new AuditStanding(chain, slugs.GetValueOrDefault(chain), check.Last, findings));
                }

                return standings;
            },
            cancel);
}
