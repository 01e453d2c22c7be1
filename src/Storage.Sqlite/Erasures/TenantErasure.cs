using LiveChat.Core.Primitives;
using LiveChat.Storage.Sqlite.Raw;

namespace LiveChat.Storage.Sqlite.Erasures;

/// <summary>
/// One slice of a tenant's erasure. Which tables there are is asked of the database, so that none can be forgotten:
/// every table with a column <c>tenant</c> is meant.
/// </summary>
internal sealed class TenantErasure(Connection connection, TenantId tenant, int rowsMax)
{
    /// <summary>
    /// The log, which goes last, the orders, which tell of themselves, and conversations, which go with their events.
    /// </summary>
    private static readonly string[] _apart = ["audit", "danger_job", "conversation"];

    private const string Tables =
        "select m.name, (select group_concat(name, ', ') from (select name from pragma_table_info(m.name) "
        + "where pk > 0 order by pk)) from sqlite_master m where m.type = 'table' "
        + "and exists (select 1 from pragma_table_info(m.name) where name = 'tenant') order by m.name";

    private const string TablesOfThreads =
        "select m.name, (select group_concat(name, ', ') from (select name from pragma_table_info(m.name) "
        + "where pk > 0 order by pk)) from sqlite_master m where m.type = 'table' "
        + "and exists (select 1 from pragma_table_info(m.name) where name = 'thread') "
        + "and not exists (select 1 from pragma_table_info(m.name) where name = 'tenant') order by m.name";

    private const string NextConversation =
        "select number, thread from conversation indexed by conversation_opened where tenant = ?1 "
        + "order by opened_at, thread, ordinal limit 1";

    private readonly int _rowsMax = rowsMax;
    private int _left = rowsMax;

    public int Rows()
    {
        Conversations();
        foreach (var (table, key) in connection.Prepared(Tables).ReadAll(static row => (row.Text(0), row.Text(1))))
        {
            if (_left <= 0) break;
            if (!_apart.Contains(table))
                Delete($"delete from {table} where ({key}) in (select {key} from {table} where tenant = ?1 limit ?2)");
        }

        return _rowsMax - _left;
    }

    public int Audit()
    {
        Delete(
            "delete from audit where (chain, number) in (select chain, number from audit where chain = ?1 limit ?2)");
        if (_left > 0) Delete("delete from audit_head where chain = ?1 and ?2 > 0");
        return _rowsMax - _left;
    }

    /// <summary>
    /// Events bear no tenant: they go by their conversation's number, others by its thread, and its head after them.
    /// </summary>
    private void Conversations()
    {
        var next = connection.Prepared(NextConversation);
        var ofThreads = connection.Prepared(TablesOfThreads).ReadAll(static row => (row.Text(0), row.Text(1)));
        while (_left > 0)
        {
            next.Bind(1, tenant.Value);
            if (next.ReadFirst(static row => ((long, Guid)?)(row.Integer(0), row.Id(1))) is not var (number, thread))
                return;
            foreach (var (table, key) in ofThreads)
            {
                Delete(
                    $"delete from {table} where ({key}) in (select {key} from {table} where thread = ?1 limit ?2)",
                    thread);
            }

            Delete(
                "delete from event where (conversation, version) in "
                + "(select conversation, version from event where conversation = ?1 limit ?2)",
                number);
            if (_left > 0) Delete("delete from conversation where number = ?1 and ?2 > 0", number);
        }
    }

    private void Delete(string sql) => Delete(sql, tenant.Value);

    private void Delete(string sql, Guid of)
    {
        var delete = connection.Prepared(sql);
        delete.Bind(1, of);
        Execute(delete);
    }

    private void Delete(string sql, long of)
    {
        var delete = connection.Prepared(sql);
        delete.Bind(1, of);
        Execute(delete);
    }

    private void Execute(Statement delete)
    {
        delete.Bind(2, (long)_left);
        _left -= delete.Execute();
    }
}
