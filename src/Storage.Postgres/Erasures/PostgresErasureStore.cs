using LiveChat.Core.Primitives;
using LiveChat.Storage.Conversations;
using LiveChat.Storage.Erasures;
using LiveChat.Storage.Postgres.Raw;
using LiveChat.Storage.Postgres.Reading;
using LiveChat.Storage.Postgres.Writing;
using Npgsql;

namespace LiveChat.Storage.Postgres.Erasures;

/// <summary>
/// Erasing on a server that keeps what was deleted until a vacuum frees its room, where what comes next overwrites it.
/// </summary>
internal sealed class PostgresErasureStore(Writers writers, Readers readers) : IErasureStore
{
    /// <summary>
    /// One slice at a time, in all processes: two would take the same rows, and the second find that there are none.
    /// </summary>
    private const string Alone =
        "select pg_advisory_xact_lock(hashtextextended('livechat erasing ' || current_schema(), 0))";

    public async ValueTask<int> EraseTenant(TenantId tenant, int rowsMax, CancellationToken cancel = default) =>
        await writers.Write(
            tenant,
            (tenant, rowsMax),
            static (connection, it) => InTurn(
                connection, () => new TenantErasure(connection, it.tenant, it.rowsMax).Rows()),
            cancel);

    public async ValueTask<int> EraseAudit(TenantId tenant, int rowsMax, CancellationToken cancel = default) =>
        await writers.Write(
            tenant,
            (tenant, rowsMax),
            static (connection, it) => InTurn(
                connection, () => new TenantErasure(connection, it.tenant, it.rowsMax).Audit()),
            cancel);

    public async ValueTask<ClearedSlice> ClearHistory(
        TenantId tenant, ListCursor? after, int conversationsMax, CancellationToken cancel = default) =>
        await writers.Write(
            tenant,
            (tenant, after, conversationsMax),
            static (connection, it) => InTurn(
                connection, () => new HistoryClearing(connection).Slice(it.tenant, it.after, it.conversationsMax)),
            cancel);

    /// <summary>Outside of any transaction, as a vacuum must be; it takes as long as it takes.</summary>
    public ValueTask<bool> Settle(CancellationToken cancel = default) => readers.Read(
        0,
        static async (connection, _) =>
        {
            if (await connection.ReadFirst(Statement.Of(ErasureSql.IsHeldBack), static row => row.Integer(0)) != 0)
                return false;
            HashSet<string> tables = ["event"];
            foreach (var column in (string[])["tenant", "thread", "chain"])
            {
                tables.UnionWith(await connection.ReadAll(
                    Statement.Of(ErasureSql.TablesWith).With(column), static row => row.Text(0)));
            }

            await Vacuum(connection, tables);
            return true;
        },
        cancel);

    private static async Task<T> InTurn<T>(NpgsqlConnection connection, Func<Task<T>> slice)
    {
        await connection.Execute(Statement.Of(Alone));
        return await slice();
    }

    private static async Task Vacuum(NpgsqlConnection connection, IEnumerable<string> tables)
    {
        await connection.Execute(Statement.Of("set statement_timeout = 0"));
        try
        {
            await using var vacuum = new NpgsqlCommand(ErasureSql.Vacuum(tables), connection) { CommandTimeout = 0 };
            await vacuum.ExecuteNonQueryAsync();
        }
        finally
        {
            await connection.Execute(Statement.Of("reset statement_timeout"));
        }
    }
}
