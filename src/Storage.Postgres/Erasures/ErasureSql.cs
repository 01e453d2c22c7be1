namespace LiveChat.Storage.Postgres.Erasures;

/// <summary>
/// The statements that erase. Rows of one tenant that are looked up one table after the other are deleted by their
/// place: nobody writes them any more.
/// </summary>
internal static class ErasureSql
{
    /// <summary>Every table with a column of that name.</summary>
    public const string TablesWith =
        "select c.relname::text from pg_class c where c.relnamespace = current_schema()::regnamespace "
        + "and c.relkind = 'r' and exists (select from pg_attribute a where a.attrelid = c.oid "
        + "and a.attname = $1::text and not a.attisdropped) order by c.relname";

    public const string NextConversation =
        "select number, thread from conversation where tenant = $1::uuid order by opened_at, thread, ordinal limit 1";

    public const string DeleteOutbox =
        "delete from outbox where ctid = any (array (select ctid from outbox where conversation = $1::bigint "
        + "limit $2::bigint))";

    public const string DeleteEvents =
        "delete from event where ctid = any (array (select ctid from event where conversation = $1::bigint "
        + "limit $2::bigint))";

    public const string DeleteHead = "delete from conversation where number = $1::bigint";

    public const string DeleteAudit =
        "delete from audit where ctid = any (array (select ctid from audit where chain = $1::uuid limit $2::bigint))";

    public const string DeleteAuditHead = "delete from audit_head where chain = $1::uuid";

    public const string NewestFirst =
        "select number, state, opened_at, thread, ordinal from conversation where tenant = $1::uuid "
        + "and (opened_at, thread, ordinal) < ($2::bigint, $3::uuid, $4::bigint) "
        + "order by opened_at desc, thread desc, ordinal desc limit $5::bigint";

    /// <summary>
    /// Closed conversations, held in the order in which appends hold them; which no index is to bring them in.
    /// </summary>
    public const string HoldClosed =
        "select number, thread, ordinal, version, first_version from conversation "
        + "where number = any ($1::bigint[]) and state = 8 order by (thread, ordinal) for update";

    /// <summary>Those of which no later one of the thread is there. Asked when they are held.</summary>
    public const string Last =
        "select m.number from unnest($1::bigint[]) as m (number) cross join lateral "
        + "(select thread, ordinal from conversation where number = m.number limit 1) c where "
        + "(select true from conversation where thread = c.thread and ordinal > c.ordinal limit 1) is null";

    public const string EventsOf =
        "select conversation, type, at, body from event where conversation = any ($1::bigint[]) "
        + "order by conversation, version";

    public const string ClearOutbox = "delete from outbox where conversation = any ($1::bigint[])";

    public const string ClearEvents = "delete from event where conversation = any ($1::bigint[])";

    public const string ClearHeads = "delete from conversation where number = any ($1::bigint[])";

    public const string ClearAnswers =
        "delete from questionnaire_answer a using unnest($1::uuid[], $2::bigint[]) as m (thread, ordinal) "
        + "cross join lateral (select run from questionnaire_run where thread = m.thread and ordinal = m.ordinal "
        + "offset 0) r where a.thread = any (array[m.thread]) and a.run = r.run";

    public const string ClearRuns =
        "delete from questionnaire_run r using unnest($1::uuid[], $2::bigint[]) as m (thread, ordinal) "
        + "where r.thread = any (array[m.thread]) and r.ordinal = m.ordinal";

    public const string Frame =
        "update conversation c set first_version = m.first_version, labels = null, marks = (c.marks & ~1) | 8 "
        + "from unnest($1::bigint[], $2::bigint[]) as m (number, first_version) "
        + "where c.number = any (array[m.number])";

    /// <summary>Whether somebody has been reading for so long that what he sees must be kept for him.</summary>
    public const string IsHeldBack =
        "select 1::bigint from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() "
        + "and backend_xmin is not null and xact_start < statement_timestamp() - interval '1 second' limit 1";

    /// <summary>About so many rows of a tenant in a table that has a column for it.</summary>
    public static string DeleteOf(string table, string column) =>
        $"delete from {table} where ctid = any (array (select ctid from {table} where {column} = $1::uuid "
        + "limit $2::bigint))";

    public static string Vacuum(IEnumerable<string> tables) => $"vacuum {string.Join(", ", tables)}";
}
