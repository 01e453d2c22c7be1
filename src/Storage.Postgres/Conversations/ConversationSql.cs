namespace LiveChat.Storage.Postgres.Conversations;

/// <summary>
/// The statements over event, conversation and seen. The literal conditions are those of the partial indexes. What many
/// appends write together comes in arrays, one for each column.
/// </summary>
/// <remarks>
/// What is looked up for each of many is written so that it can be looked up in no other order: as a lateral question
/// with a limit, or, where it is to be changed, by <c>any (array[…])</c>. A join written as one may be planned when a
/// table has one row, from the table's side; and that plan is kept while the table grows.
/// </remarks>
internal static class ConversationSql
{
    public const string FindSeen =
        "select tenant, key, thread, ordinal, version, at from seen where tenant = $1::uuid and key = $2::uuid";

    public const string FindSeenOfMany =
        "select m.tenant, m.key, s.thread, s.ordinal, s.version, s.at "
        + "from unnest($1::uuid[], $2::uuid[]) as m (tenant, key) cross join lateral "
        + "(select thread, ordinal, version, at from seen where tenant = m.tenant and key = m.key limit 1) s";

    /// <summary>
    /// The heads that are to be moved on or followed, as they stand until this transaction ends, held in the order in
    /// which they are asked for.
    /// </summary>
    public const string HoldHeads =
        "select m.thread, c.tenant, c.version, c.state_version, c.number "
        + "from unnest($1::uuid[], $2::bigint[]) as m (thread, ordinal) cross join lateral "
        + "(select tenant, version, state_version, number from conversation "
        + "where thread = m.thread and ordinal = m.ordinal limit 1 for no key update) c";

    /// <summary>
    /// Threads that have a session from the ordinal on. Asked when the heads before it are held, so that none can come.
    /// </summary>
    public const string HaveLater =
        "select m.thread from unnest($1::uuid[], $2::bigint[]) as m (thread, ordinal) cross join lateral "
        + "(select from conversation where thread = m.thread and ordinal >= m.ordinal limit 1) c";

    public const string NextNumbers =
        "select nextval('conversation_number_seq') from generate_series(1, $1::bigint)";

    public const string InsertHeads =
        $"insert into conversation (number, next_deadline_at, deadline_shard, {HeadRow.Columns}) select * from unnest("
        + "$1::bigint[], $2::bigint[], $3::bigint[], $4::uuid[], $5::bigint[], $6::uuid[], $7::bigint[], $8::bigint[], "
        + "$9::bigint[], $10::bigint[], $11::uuid[], $12::text[], $13::bigint[], $14::text[], $15::text[], "
        + "$16::uuid[], $17::bigint[], $18::uuid[], $19::uuid[], $20::uuid[], $21::uuid[], $22::bigint[], "
        + "$23::bigint[], $24::bigint[], $25::bigint[], $26::bigint[], $27::bigint[], $28::uuid[], $29::bigint[], "
        + "$30::text[], $31::bigint[])";

    /// <summary>For a new state, queue or agent.</summary>
    public const string TurnHeads =
        $"update conversation c set {Advanced}, state_version = m.state_version, state = m.state, queue = m.queue, "
        + "agent = m.agent, token = m.token, previous_agent = m.previous_agent, excluded = m.excluded, "
        + "queued_at = m.queued_at, assigned_at = m.assigned_at, closed_at = m.closed_at, "
        + "close_reason = m.close_reason, preferred = m.preferred, expires_at = m.expires_at "
        + $"from unnest({AdvancedValues}, $11::bigint[], $12::bigint[], $13::uuid[], $14::uuid[], $15::uuid[], "
        + "$16::uuid[], $17::uuid[], $18::bigint[], $19::bigint[], $20::bigint[], $21::bigint[], $22::uuid[], "
        + $"$23::bigint[]) as m ({AdvancedColumns}, state_version, state, queue, agent, token, previous_agent, "
        + "excluded, queued_at, assigned_at, closed_at, close_reason, preferred, expires_at) "
        + "where c.number = any (array[m.number])";

    /// <summary>For everything else: no index is touched, unless the deadline moves.</summary>
    public const string AdvanceHeads =
        $"update conversation c set {Advanced} from unnest({AdvancedValues}) as m ({AdvancedColumns}) "
        + "where c.number = any (array[m.number])";

    public const string InsertEvents =
        "insert into event (conversation, version, type, at, body) "
        + "select * from unnest($1::bigint[], $2::bigint[], $3::text[], $4::bigint[], $5::bytea[])";

    public const string InsertSeen =
        "insert into seen (tenant, key, thread, ordinal, version, at) "
        + "select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::bigint[], $5::bigint[], $6::bigint[])";

    public const string PresentHead =
        $"select {HeadRow.Columns}, number, next_deadline_at from conversation "
        + "where thread = $1::uuid and tenant = $2::uuid order by ordinal desc limit 1";

    public const string Head =
        $"select {HeadRow.Columns}, number from conversation "
        + $"where thread = $1::uuid and ordinal = $2::bigint and tenant = $3::uuid and {Shown}";

    public const string Events =
        "select version, type, at, body from event "
        + "where conversation = $1::bigint and version between $2::bigint and $3::bigint "
        + "order by version limit $4::bigint";

    public const string WaitingIn =
        $"select {HeadRow.Columns} from conversation where state = 2 and tenant = $1::uuid and queue = $2::uuid "
        + "and (thread, ordinal) > ($3::uuid, $4::bigint) order by thread, ordinal limit $5::bigint";

    public const string SlotsOf =
        $"select {HeadRow.Columns} from conversation "
        + "where state in (3, 4, 6) and tenant = $1::uuid and agent = $2::uuid order by thread, ordinal";

    public const string SlotIdsOf =
        "select thread, ordinal from conversation "
        + "where state in (3, 4, 6) and tenant = $1::uuid and agent = $2::uuid order by thread, ordinal";

    public const string HandledBy =
        "select (select count(*) from conversation c "
        + "where c.agent is not null and c.tenant = $1::uuid and c.agent = m.agent and c.opened_at >= $3::bigint) "
        + "from unnest($2::uuid[]) with ordinality as m (agent, place) order by m.place";

    public const string HandledCount =
        "select count(*) from conversation where agent is not null and tenant = $1::uuid and opened_at >= $2::bigint";

    /// <summary>One seek for each queue, however many conversations wait in it.</summary>
    public const string QueuesWithWaiting =
        "with recursive found as ("
        + "(select tenant, queue from conversation where state = 2 order by tenant, queue limit 1) "
        + "union all select n.tenant, n.queue from found f cross join lateral (select tenant, queue from conversation "
        + "where state = 2 and (tenant, queue) > (f.tenant, f.queue) order by tenant, queue limit 1) n) "
        + "select tenant, queue from found";

    public const string GoneAgentsWithSlots =
        "select a.tenant, a.agent from agent a cross join lateral (select from conversation c where "
        + "c.state in (3, 4, 6) and c.tenant = a.tenant and c.agent = a.agent limit 1) c "
        + "where a.gone <> 0 order by a.tenant, a.agent";

    /// <summary>Not a cleared one, of which only a frame is left; but a blocked contact must be found.</summary>
    internal const string Shown = "(marks & 12) <> 8";

    private const string Advanced =
        "version = m.version, language = m.language, admitted = m.admitted, priority = m.priority, "
        + "labels = m.labels, marks = m.marks, "
        + "next_deadline_at = case when m.arms then m.next_deadline_at else c.next_deadline_at end, "
        + "deadline_shard = case when m.arms then m.deadline_shard else c.deadline_shard end";

    private const string AdvancedValues =
        "$1::bigint[], $2::bigint[], $3::text[], $4::bigint[], $5::bigint[], $6::text[], $7::bigint[], $8::boolean[], "
        + "$9::bigint[], $10::bigint[]";

    private const string AdvancedColumns =
        "number, version, language, admitted, priority, labels, marks, arms, next_deadline_at, deadline_shard";
}
