namespace LiveChat.Storage.Schema;

/// <summary>When conversations are to be woken, when agents dropped, and which reviews are owed.</summary>
internal static class M0006Deadlines
{
    public static readonly Migration Migration = new(6, "deadlines", d =>
    [
        $"alter table conversation add column next_deadline_at {d.Integer}",
        $"alter table conversation add column deadline_shard {d.Integer}",
        "create index conversation_deadline on conversation (deadline_shard, next_deadline_at, thread, ordinal) "
            + "where next_deadline_at is not null",
        $"alter table agent add column dropped_at {d.Integer}",
        $"create table deadline_review (tenant {d.Id} not null, queue {d.Id} not null, number {d.Integer} not null, "
            + $"primary key (tenant, queue)){d.Clustered}",
    ]);
}
