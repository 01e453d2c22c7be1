namespace LiveChat.Storage.Sqlite.Outbox;

/// <summary>
/// The statements over outbox rows; a message's text and addresses come from its event and its conversation.
/// </summary>
internal static class OutboxSql
{
    public const string Insert =
        "insert into outbox (thread, version, tenant, ordinal, sender, state, code, state_at, attempts, "
        + "next_attempt_at, due_at, dead_letter, conversation, cause) "
        + "values (?1, ?2, ?3, ?4, ?5, 1, null, ?6, ?7, ?8, ?9, 0, ?10, ?11)";

    public const string FirstQueued =
        "select version from outbox indexed by outbox_queued where thread = ?1 and state = 1 order by version limit 1";

    public const string Find =
        $"select tenant, state, ordinal, dead_letter, sender, conversation from outbox {OfMessage}";

    public const string HolderOf =
        "select agent from conversation where number = ?1 and state in (3, 4, 6)";

    public const string Lease =
        $"update outbox indexed by outbox_queued set next_attempt_at = ?3, due_at = ?3 {OfQueued}";

    public const string Retry =
        "update outbox indexed by outbox_queued set attempts = attempts + 1, code = ?3, next_attempt_at = ?4, "
        + $"due_at = iif(due_at is null, null, ?4) {OfQueued}";

    public const string Leave =
        "update outbox set state = ?3, code = ?4, state_at = ?5, dead_letter = ?6, due_at = null "
        + "where conversation = ?1 and version = ?2";

    public const string Requeue =
        "update outbox set state = 1, code = null, state_at = ?3, attempts = 0, next_attempt_at = ?3, dead_letter = 0 "
        + "where conversation = ?1 and version = ?2";

    /// <summary>Makes the first queued row of a thread the one that can be due.</summary>
    public const string PutFirst =
        $"update outbox indexed by outbox_queued set due_at = next_attempt_at {OfQueued} and due_at is null";

    public const string PutOthersBehind =
        "update outbox indexed by outbox_queued set due_at = null "
        + "where thread = ?1 and state = 1 and version > ?2 and due_at is not null";

    public const string Due = $"{Messages} indexed by outbox_due {Joined} "
        + "where o.sender = ?1 and o.due_at is not null and o.due_at <= ?2 "
        + "order by o.due_at, o.thread, o.version limit ?3";

    public const string DueOfTenant = $"{Messages} indexed by outbox_due {Joined} "
        + "where o.sender = ?1 and o.due_at is not null and o.due_at <= ?2 and o.tenant = ?4 "
        + "order by o.due_at, o.thread, o.version limit ?3";

    public const string NextSenderWithQueued =
        "select sender from outbox indexed by outbox_due where due_at is not null and sender > ?1 "
        + "order by sender limit 1";

    public const string Message = $"{Messages} {Joined} where o.conversation = ?1 and o.version = ?2";

    public const string Standing =
        "select version, state, code, state_at from outbox where conversation = "
        + "(select number from conversation where thread = ?1 and ordinal = ?5 and tenant = ?4) "
        + "and version between ?2 and ?3 order by version";

    public const string DeadLetters = $"{Messages} indexed by outbox_dead {Joined} "
        + $"where o.tenant = ?1 and {Dead}";

    public const string DeadLettersOfSender = $"{Messages} indexed by outbox_dead_sender {Joined} "
        + $"where o.tenant = ?1 and o.sender = ?6 and {Dead}";

    private const string Messages =
        "select o.thread, o.version, o.tenant, o.ordinal, o.sender, c.channel, c.sender_address, c.contact, e.type, "
        + "e.at, e.body, o.attempts, o.next_attempt_at, o.code, o.state_at, o.cause from outbox o";

    private const string Joined =
        "cross join conversation c on c.number = o.conversation "
        + "cross join event e on e.conversation = o.conversation and e.version = o.version";

    // The conversation of a thread that has this version.
    private const string OfMessage =
        "where conversation = (select number from conversation where thread = ?1 and first_version <= ?2 "
        + "order by ordinal desc limit 1) and version = ?2";

    private const string OfQueued = "where thread = ?1 and version = ?2 and state = 1";

    private const string Dead =
        "o.dead_letter <> 0 and (o.state_at, o.thread, o.version) < (?2, ?3, ?4) "
        + "order by o.state_at desc, o.thread desc, o.version desc limit ?5";
}
