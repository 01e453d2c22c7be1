using LiveChat.Core.Primitives;
using LiveChat.Storage.Postgres.Raw;
using Npgsql;

namespace LiveChat.Storage.Postgres.Erasures;

/// <summary>
/// One slice of a tenant's erasure. Which tables there are is asked of the database, so that none can be forgotten:
/// every table with a column <c>tenant</c> is meant.
/// </summary>
internal sealed class TenantErasure(NpgsqlConnection connection, TenantId tenant, int rowsMax)
{
    /// <summary>
    /// The log, which goes last, the orders, which tell of themselves, and conversations, which go with their events
    /// and messages.
    /// </summary>
    private static readonly string[] _apart = ["audit", "danger_job", "conversation", "outbox"];

    private readonly int _rowsMax = rowsMax;
    private int _left = rowsMax;

    public async Task<int> Rows()
    {
        var tables = await TablesWith("tenant");
        await Conversations([.. (await TablesWith("thread")).Except(tables)]);
        foreach (var table in tables.Except(_apart))
            await Delete(Statement.Of(ErasureSql.DeleteOf(table, "tenant")).With(tenant.Value).With((long)_left));
        return _rowsMax - _left;
    }

    public async Task<int> Audit()
    {
        await Delete(Statement.Of(ErasureSql.DeleteAudit).With(tenant.Value).With((long)_left));
        await Delete(Statement.Of(ErasureSql.DeleteAuditHead).With(tenant.Value));
        return _rowsMax - _left;
    }

    private Task<IReadOnlyList<string>> TablesWith(string column) =>
        connection.ReadAll(Statement.Of(ErasureSql.TablesWith).With(column), static row => row.Text(0));

    /// <summary>
    /// Events bear no tenant: they and messages go by their conversation's number, others by its thread, and its head
    /// after them.
    /// </summary>
    private async Task Conversations(IReadOnlyList<string> ofThreads)
    {
        while (_left > 0)
        {
            var next = await connection.ReadAll(
                Statement.Of(ErasureSql.NextConversation).With(tenant.Value),
                static row => (Number: row.Integer(0), Thread: row.Id(1)));
            if (next is not [var (number, thread)]) return;
            foreach (var table in ofThreads)
                await Delete(Statement.Of(ErasureSql.DeleteOf(table, "thread")).With(thread).With((long)_left));
            foreach (var sql in (string[])[ErasureSql.DeleteOutbox, ErasureSql.DeleteEvents])
                await Delete(Statement.Of(sql).With(number).With((long)_left));
            await Delete(Statement.Of(ErasureSql.DeleteHead).With(number));
        }
    }

    /// <summary>Nothing more, once the slice is full.</summary>
    private async Task Delete(NpgsqlBatchCommand statement)
    {
        if (_left > 0) _left -= await connection.Execute(statement);
    }
}
