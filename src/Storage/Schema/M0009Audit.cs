using System.Collections.Immutable;

namespace LiveChat.Storage.Schema;

/// <summary>The audit log: a chain of rows for each tenant, and one for the platform.</summary>
internal static class M0009Audit
{
    private const string AppendOnly = "the audit log is append-only";

    private static readonly ImmutableArray<string> Kept =
    [
        "chain", "number", "at", "tenant", "actor", "actor_id", "ip", "action", "target_kind", "target",
        "detail_digest", "previous", "hash",
    ];

    public static string KeepsRows(SchemaDialect d) => d.Refusing(
        "audit_keeps_rows", "audit", "delete",
        "old.tenant = old.chain and not exists (select 1 from tenant where id = old.chain)", AppendOnly);

    public static readonly Migration Migration = new(9, "audit", d =>
    [
        $"create table audit (chain {d.Id} not null, number {d.Integer} not null, at {d.Integer} not null, "
            + $"tenant {d.Id}, actor {d.Text} not null, actor_id {d.Text}, ip {d.Text}, action {d.Text} not null, "
            + $"target_kind {d.Text} not null, target {d.Text}, detail {d.Text}, detail_digest {d.Text} not null, "
            + $"previous {d.Text} not null, hash {d.Text} not null, primary key (chain, number)){d.Clustered}",
        "create index audit_actor on audit (chain, actor_id, number)",
        "create index audit_action on audit (chain, action, number)",
        "create index audit_target on audit (chain, target_kind, target, number)",
        "create index audit_tenant on audit (tenant, number) where detail is not null",
        $"create table audit_head (chain {d.Id} not null primary key, number {d.Integer} not null, "
            + $"hash {d.Text} not null){d.Clustered}",

        // A chain goes with its tenant, whose row goes first; of what the platform's chain says about a tenant that is
        // gone, the detail may go, and nothing else.
        KeepsRows(d),
        d.Refusing("audit_keeps_values", "audit", "update",
            "new.detail is null and not exists (select 1 from tenant where id = old.tenant) and old.tenant is not null "
            + "and " + string.Join(" and ", Kept.Select(it => $"new.{it} is not distinct from old.{it}")), AppendOnly),
        d.Refusing("audit_head_stays", "audit_head", "delete",
            "not exists (select 1 from tenant where id = old.chain) "
            + "and not exists (select 1 from audit where chain = old.chain)", AppendOnly),
    ]);
}
