namespace LiveChat.Storage.Schema;

/// <summary>Tenants that are being deleted, and what is done of dangerous orders.</summary>
internal static class M0018Danger
{
    public static readonly Migration Migration = new(18, "danger", d =>
    [
        $"alter table tenant add column deleting_at {d.Integer}",
        $"create table danger_job (id {d.Id} not null primary key, tenant {d.Id} not null, kind {d.Integer} not null, "
            + $"phase {d.Integer} not null, cursor_at {d.Integer}, cursor_thread {d.Id}, cursor_ordinal {d.Integer}, "
            + $"erased {d.Integer} not null, requested_at {d.Integer} not null, finished_at {d.Integer})"
            + d.Clustered,
        "create index danger_job_open on danger_job (requested_at, id) where finished_at is null",
        "create index danger_job_tenant on danger_job (tenant, id)",
    ]);
}
