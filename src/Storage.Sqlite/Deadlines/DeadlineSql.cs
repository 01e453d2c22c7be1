namespace LiveChat.Storage.Sqlite.Deadlines;

/// <summary>The statements over the bounds of deadlines and the reviews that are owed.</summary>
internal static class DeadlineSql
{
    /// <summary>With an append: the gate has been passed.</summary>
    public const string Set =
        "update conversation set next_deadline_at = ?2, deadline_shard = ?3 where number = ?1";

    public const string Move =
        "update conversation set next_deadline_at = ?3, deadline_shard = ?4 "
        + "where thread = ?1 and ordinal = ?2 and tenant = ?5 and version = ?6";

    public const string Armed =
        "select tenant, thread, ordinal, next_deadline_at from conversation indexed by conversation_deadline "
        + "where next_deadline_at is not null and deadline_shard = ?1 and next_deadline_at <= ?2 "
        + "and (next_deadline_at, thread, ordinal) > (?3, ?4, ?5) "
        + "order by next_deadline_at, thread, ordinal limit ?6";

    public const string NextAgentWithSlots =
        "select tenant, agent from conversation indexed by conversation_slots "
        + "where state in (3, 4, 6) and (tenant, agent) > (?1, ?2) order by tenant, agent limit 1";

    public const string Reviews =
        "select tenant, queue, number from deadline_review where tenant > ?1 order by tenant, queue limit ?2";

    public const string EndReview = "delete from deadline_review where tenant = ?1 and queue = ?2 and number = ?3";
}
