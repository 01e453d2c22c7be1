namespace LiveChat.Storage.Postgres.Deadlines;

/// <summary>The statements over the bounds of deadlines and the reviews that are owed.</summary>
internal static class DeadlineSql
{
    public const string Move =
        "update conversation set next_deadline_at = $3::bigint, deadline_shard = $4::bigint "
        + "where thread = $1::uuid and ordinal = $2::bigint and tenant = $5::uuid and version = $6::bigint";

    public const string Armed =
        "select tenant, thread, ordinal, next_deadline_at from conversation "
        + "where next_deadline_at is not null and deadline_shard = $1::bigint and next_deadline_at <= $2::bigint "
        + "and (next_deadline_at, thread, ordinal) > ($3::bigint, $4::uuid, $5::bigint) "
        + "order by next_deadline_at, thread, ordinal limit $6::bigint";

    /// <summary>One seek for each agent, however many conversations it has.</summary>
    public const string AgentsWithSlots =
        "with recursive found as ("
        + "(select tenant, agent from conversation where state in (3, 4, 6) order by tenant, agent limit 1) "
        + "union all select n.tenant, n.agent from found f cross join lateral (select tenant, agent from conversation "
        + "where state in (3, 4, 6) and (tenant, agent) > (f.tenant, f.agent) order by tenant, agent limit 1) n) "
        + "select tenant, agent from found";

    public const string Reviews =
        "select tenant, queue, number from deadline_review order by tenant, queue limit $1::bigint";

    public const string EndReview =
        "delete from deadline_review where tenant = $1::uuid and queue = $2::uuid and number = $3::bigint";
}
