namespace LiveChat.Storage.Sqlite.Conversations;

/// <summary>
/// The statements over event, conversation and seen. Indexes are named, so that no plan depends on what the planner
/// guesses; the literal conditions are those of the partial indexes.
/// </summary>
internal static class ConversationSql
{
    public const string FindSeen = "select thread, ordinal, version, at from seen where tenant = ?1 and key = ?2";

    public const string Gate =
        "select ordinal, tenant, version, state_version, queue, agent, number from conversation where thread = ?1 "
        + "order by ordinal desc limit 1";

    public const string InsertEvent =
        "insert into event (conversation, version, type, at, body) values (?1, ?2, ?3, ?4, ?5)";

    public const string InsertSeen =
        "insert into seen (tenant, key, thread, ordinal, version, at) values (?1, ?2, ?3, ?4, ?5, ?6)";

    public const string InsertHead =
        $"insert into conversation ({HeadRow.Columns}) values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, "
        + "?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27, ?28)";

    /// <summary>For a new state: an index is written only where a statement sets a column of it.</summary>
    public const string TurnHead = $"update conversation set {Turned} {OfHead}";

    /// <summary>For a new state and agent.</summary>
    public const string HandHead = $"update conversation set {Turned}, agent = ?15 {OfHead}";

    /// <summary>For a new state and queue, and perhaps agent.</summary>
    public const string MoveHead = $"update conversation set {Turned}, agent = ?15, queue = ?13 {OfHead}";

    /// <summary>For everything else: no index is touched.</summary>
    public const string AdvanceHead =
        "update conversation set version = ?2, language = ?3, admitted = ?4, priority = ?5, labels = ?6, marks = ?7 "
        + "where number = ?1";

    public const string PresentHead =
        $"select {HeadRow.Columns}, number, next_deadline_at from conversation where thread = ?1 and tenant = ?2 "
        + "order by ordinal desc limit 1";

    public const string Head =
        $"select {HeadRow.Columns}, number from conversation where thread = ?1 and ordinal = ?2 and tenant = ?3 "
        + $"and {Shown}";

    public const string Events =
        "select version, type, at, body from event where conversation = ?1 and version between ?2 and ?3 "
        + "order by version limit ?4";

    public const string WaitingIn =
        $"select {HeadRow.Columns} from conversation indexed by conversation_waiting "
        + "where state = 2 and tenant = ?1 and queue = ?2 and (thread, ordinal) > (?3, ?4) "
        + "order by thread, ordinal limit ?5";

    public const string SlotsOf =
        $"select {HeadRow.Columns} from conversation indexed by conversation_slots "
        + "where state in (3, 4, 6) and tenant = ?1 and agent = ?2 order by thread, ordinal";

    public const string SlotIdsOf =
        "select thread, ordinal from conversation indexed by conversation_slots "
        + "where state in (3, 4, 6) and tenant = ?1 and agent = ?2 order by thread, ordinal";

    public const string HandledBy =
        "select count(*) from conversation indexed by conversation_agent "
        + "where agent is not null and tenant = ?1 and agent = ?2 and opened_at >= ?3";

    public const string HandledCount =
        "select count(*) from conversation indexed by conversation_handled "
        + "where agent is not null and tenant = ?1 and opened_at >= ?2";

    public const string NextQueueWithWaiting =
        "select tenant, queue from conversation indexed by conversation_waiting "
        + "where state = 2 and (tenant, queue) > (?1, ?2) order by tenant, queue limit 1";

    public const string GoneAgentsWithSlots =
        "select tenant, agent from agent indexed by agent_gone where gone <> 0 and exists (select 1 from conversation "
        + "indexed by conversation_slots where state in (3, 4, 6) and conversation.tenant = agent.tenant "
        + "and conversation.agent = agent.agent) order by tenant, agent";

    private const string Turned =
        "version = ?4, state_version = ?6, state = ?7, language = ?12, admitted = ?14, token = ?16, "
        + "previous_agent = ?17, excluded = ?18, priority = ?19, queued_at = ?21, assigned_at = ?22, closed_at = ?23, "
        + "close_reason = ?24, preferred = ?25, expires_at = ?26, labels = ?27, marks = ?28";

    /// <summary>Not a cleared one, of which only a frame is left; but a blocked contact must be found.</summary>
    internal const string Shown = "(marks & 12) <> 8";

    private const string OfHead = "where number = ?29";
}
