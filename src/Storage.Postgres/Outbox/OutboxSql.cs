namespace LiveChat.Storage.Postgres.Outbox;

/// <summary>
/// The statements over outbox rows; a message's text and addresses come from its event and its conversation.
/// <c>due_at</c> stands in the first queued row of each thread and in no other, which keeps the order of the thread and
/// makes what is due one range of an index.
/// </summary>
internal static class OutboxSql
{
    /// <summary>
    /// With an append. The last queued row of the thread is held: were it leaving at this moment, nobody would put the
    /// new one first.
    /// </summary>
    public const string Insert =
        "with sent as materialized (select * from unnest($1::bigint[], $2::bigint[], $3::uuid[], $4::uuid[], "
        + "$5::bigint[], $6::uuid[], $7::bigint[], $8::bigint[], $9::bigint[], $10::boolean[], $11::text[]) as m "
        + "(conversation, version, thread, tenant, ordinal, sender, at, attempts, next_attempt_at, leads, cause)), "
        + "ahead as materialized (select s.thread from sent s cross join lateral (select from outbox o "
        + "where o.thread = s.thread and o.state = 1 order by o.version desc limit 1 for share) o where s.leads) "
        + "insert into outbox (conversation, version, thread, tenant, ordinal, sender, state, code, state_at, "
        + "attempts, next_attempt_at, due_at, dead_letter, cause) "
        + "select conversation, version, thread, tenant, ordinal, sender, 1, null, at, attempts, next_attempt_at, "
        + "case when leads and thread not in (select thread from ahead) then next_attempt_at end, 0, cause from sent";

    /// <summary>What may become the first of these threads, held in the order of the threads.</summary>
    public const string HoldQueued =
        "select from outbox where state = 1 and thread = any($1::uuid[]) order by thread, version for update";

    /// <summary>Messages by their ids, held in that order; and with whom their conversations are now.</summary>
    public const string Hold =
        "select o.thread, o.version, o.conversation, o.tenant, o.ordinal, o.sender, o.state, o.code, o.state_at, "
        + "o.attempts, o.next_attempt_at, o.due_at, o.dead_letter, c.agent, c.state "
        + "from unnest($1::uuid[], $2::bigint[]) as m (thread, version) cross join lateral "
        + "(select number, agent, state from conversation where thread = m.thread and first_version <= m.version "
        + "order by ordinal desc limit 1) c cross join lateral "
        + "(select * from outbox where conversation = c.number and version = m.version limit 1 for update) o";

    public const string Update =
        "update outbox o set state = m.state, code = m.code, state_at = m.state_at, attempts = m.attempts, "
        + "next_attempt_at = m.next_attempt_at, due_at = m.due_at, dead_letter = m.dead_letter "
        + "from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::text[], $5::bigint[], $6::bigint[], $7::bigint[], "
        + "$8::bigint[], $9::bigint[]) as m (conversation, version, state, code, state_at, attempts, "
        + "next_attempt_at, due_at, dead_letter) "
        + "where o.conversation = any (array[m.conversation]) and o.version = m.version";

    /// <summary>Makes the first queued row of each of these threads the one that can be due.</summary>
    public const string PutInOrder =
        "update outbox o set due_at = case when q.leads then o.next_attempt_at end "
        + "from unnest($1::uuid[]) as m (thread) cross join lateral (select conversation, version, "
        + "row_number() over (order by version) = 1 as leads from outbox where thread = m.thread and state = 1) q "
        + "where o.conversation = any (array[q.conversation]) and o.version = q.version "
        + "and q.leads <> (o.due_at is not null)";

    /// <summary>
    /// The last session of each of these threads, held, so that nothing is appended to it meanwhile.
    /// </summary>
    public const string HoldThreads =
        "select c.ordinal from unnest($1::uuid[]) as m (thread) cross join lateral (select ordinal from conversation "
        + "where thread = m.thread order by ordinal desc limit 1 for no key update) c";

    public const string Due =
        $"{Messages} from (select * from outbox where sender = $1::uuid and due_at is not null "
        + $"and due_at <= $2::bigint order by due_at, thread, version limit $3::bigint) o {Joined} {InOrder}";

    public const string DueOfTenant =
        $"{Messages} from (select * from outbox where sender = $1::uuid and due_at is not null "
        + "and due_at <= $2::bigint and tenant = $4::uuid order by due_at, thread, version limit $3::bigint) o "
        + $"{Joined} {InOrder}";

    /// <summary>What somebody else holds just now is left to him.</summary>
    public const string Lease =
        "with due as (select conversation, version, due_at from outbox where sender = $1::uuid "
        + "and due_at is not null and due_at <= $2::bigint and tenant = $4::uuid "
        + "order by due_at, thread, version limit $3::bigint for update skip locked), "
        + "leased as (update outbox o set next_attempt_at = $5::bigint, due_at = $5::bigint from due "
        + "where o.conversation = any (array[due.conversation]) and o.version = due.version "
        + "returning o.*, due.due_at as was_due) "
        + $"{Messages} from leased o {Joined} order by o.was_due, o.thread, o.version";

    /// <summary>One seek for each sender, however many rows it has.</summary>
    public const string SendersWithQueued =
        "with recursive found as ("
        + "(select sender from outbox where due_at is not null order by sender limit 1) "
        + "union all select n.sender from found f cross join lateral (select sender from outbox "
        + "where due_at is not null and sender > f.sender order by sender limit 1) n) select sender from found";

    public const string MessagesOf =
        $"{Messages} from unnest($1::bigint[], $2::bigint[]) as m (conversation, version) cross join lateral (select * "
        + $"from outbox where conversation = m.conversation and version = m.version limit 1) o {Joined}";

    public const string Standing =
        "select version, state, code, state_at from outbox where conversation = "
        + "(select number from conversation where thread = $1::uuid and ordinal = $2::bigint and tenant = $3::uuid) "
        + "and version between $4::bigint and $5::bigint order by version";

    public const string DeadLetters =
        $"{Messages} from (select * from outbox where tenant = $1::uuid and {Dead}) o {Joined} {NewestFirst}";

    public const string DeadLettersOfSender =
        $"{Messages} from (select * from outbox where tenant = $1::uuid and sender = $6::uuid and {Dead}) o {Joined} "
        + NewestFirst;

    private const string Messages =
        "select o.thread, o.version, o.tenant, o.ordinal, o.sender, c.channel, c.sender_address, c.contact, e.type, "
        + "e.at, e.body, o.attempts, o.next_attempt_at, o.code, o.state_at, o.cause";

    private const string Joined =
        "cross join lateral (select channel, sender_address, contact from conversation "
        + "where number = o.conversation limit 1) c cross join lateral (select type, at, body from event "
        + "where conversation = o.conversation and version = o.version limit 1) e";

    private const string InOrder = "order by o.due_at, o.thread, o.version";

    private const string NewestFirst = "order by o.state_at desc, o.thread desc, o.version desc";

    private const string Dead =
        "dead_letter <> 0 and (state_at, thread, version) < ($2::bigint, $3::uuid, $4::bigint) "
        + "order by state_at desc, thread desc, version desc limit $5::bigint";
}
