using LiveChat.Storage.Copying;
using LiveChat.Storage.Postgres.Ownership;
using LiveChat.Storage.Postgres.Raw;
using Npgsql;
using NpgsqlTypes;

namespace LiveChat.Storage.Postgres.Copying;

/// <summary>
/// Fills an empty database of this program's schema with the tables of another. One transaction: all of it is there
/// afterwards, or nothing. Rows are streamed, and neither side is held in memory.
/// </summary>
public static class PostgresCopy
{
    private static readonly TimeSpan _forEver = TimeSpan.Zero;

    /// <summary>The tables, with how many rows each has been given. Whoever calls owns the database.</summary>
    /// <param name="told">Called after each table.</param>
    /// <exception cref="CopyRefusedException">The database is not empty, or the tables differ.</exception>
    /// <exception cref="StoreUnavailableException">The database cannot be written.</exception>
    public static async Task<IReadOnlyList<CopiedTable>> Fill(
        PostgresOptions options, ITableSource source, Action<CopiedTable> told, CancellationToken cancel = default)
    {
        var patient = options with { StatementMax = _forEver };
        try
        {
            await using var data = PostgresSource.Create(patient);
            await using var connection = await data.OpenConnectionAsync(cancel);
            await using var transaction = await connection.BeginTransactionAsync(cancel);
            await Execute(connection, "set local idle_in_transaction_session_timeout = 0", cancel);
            var tables = await TargetTable.All(connection, cancel);
            CheckSame(tables, source);
            foreach (var table in tables) await CheckEmpty(connection, table, cancel);
            var copied = new List<CopiedTable>();
            foreach (var table in tables)
            {
                copied.Add(await Copy(connection, table, source, cancel));
                told(copied[^1]);
            }

            await transaction.CommitAsync(cancel);
            await Execute(connection, "analyze", cancel);
            return copied;
        }
        catch (Exception exception) when (PostgresFault.Trouble(exception) is { } trouble)
        {
            throw trouble;
        }
    }

    private static void CheckSame(IReadOnlyList<TargetTable> tables, ITableSource source)
    {
        var missing = tables.Select(it => it.Name).Except(source.Tables)
            .Concat(source.Tables.Except(tables.Select(it => it.Name))).ToList();
        if (missing.Count > 0)
            throw new CopyRefusedException($"only one of the two has {string.Join(", ", missing)}.");
        foreach (var table in tables)
        {
            if (!table.Columns.Select(it => it.Name).ToHashSet().SetEquals(source.ColumnsOf(table.Name)))
                throw new CopyRefusedException($"{table.Name} has other columns in one than in the other.");
        }
    }

    private static async Task CheckEmpty(NpgsqlConnection connection, TargetTable table, CancellationToken cancel)
    {
        var others = table.Name == "installation" ? $" where name <> '{OwnerMark.Name}'" : "";
        await using var any = new NpgsqlCommand($"select exists (select 1 from {table.Name}{others})", connection);
        if (await any.ExecuteScalarAsync(cancel) is true)
            throw new CopyRefusedException($"it is not empty: there are rows in {table.Name}.");
    }

    private static async Task<CopiedTable> Copy(
        NpgsqlConnection connection, TargetTable table, ITableSource source, CancellationToken cancel)
    {
        var before = await Count(connection, table, cancel);
        try
        {
            await Stream(connection, table, source, cancel);
        }
        catch (PostgresException refused) when (PostgresFault.Trouble(refused) is null)
        {
            throw new CopyRefusedException($"{table.Name}: {refused.MessageText}.");
        }

        var rowsCount = await Count(connection, table, cancel) - before;
        var expected = source.Count(table.Name);
        if (rowsCount != expected)
            throw new CopyRefusedException(FormattableString.Invariant(
                $"{table.Name} has {rowsCount} rows, where the other has {expected}."));
        if (table.Columns.FirstOrDefault(it => it.IsNumbered) is { } numbered)
        {
            await Execute(
                connection,
                $"select setval(pg_get_serial_sequence('{table.Name}', '{numbered.Name}'), "
                + $"coalesce(max({numbered.Name}), 0) + 1, false) from {table.Name}",
                cancel);
        }

        return new CopiedTable(table.Name, rowsCount);
    }

    private static async Task Stream(
        NpgsqlConnection connection, TargetTable table, ITableSource source, CancellationToken cancel)
    {
        var columns = table.Columns.Select(it => it.Name).ToList();
        await using var import = await connection.BeginBinaryImportAsync(
            $"copy {table.Name} ({string.Join(", ", columns)}) from stdin (format binary)", cancel);
        foreach (var row in source.Rows(table.Name, columns))
        {
            await import.StartRowAsync(cancel);
            for (var i = 0; i < row.Length; i++) await Write(import, table.Columns[i].Type, row[i], cancel);
        }

        await import.CompleteAsync(cancel);
    }

    private static Task Write(NpgsqlBinaryImporter import, string type, object? value, CancellationToken cancel) =>
        (type, value) switch
        {
            (_, null) => import.WriteNullAsync(cancel),
            ("uuid", byte[] id) => import.WriteAsync(StoredValue.ToGuid(id), NpgsqlDbType.Uuid, cancel),
            ("boolean", long flag) => import.WriteAsync(flag != 0, NpgsqlDbType.Boolean, cancel),
            ("bigint", long number) => import.WriteAsync(number, NpgsqlDbType.Bigint, cancel),
            ("text", string text) => import.WriteAsync(text, NpgsqlDbType.Text, cancel),
            ("bytea", byte[] bytes) => import.WriteAsync(bytes, NpgsqlDbType.Bytea, cancel),
            _ => throw new CopyRefusedException($"a column of type {type} cannot take a {value.GetType().Name}."),
        };

    private static async Task<long> Count(NpgsqlConnection connection, TargetTable table, CancellationToken cancel)
    {
        await using var count = new NpgsqlCommand($"select count(*) from {table.Name}", connection);
        return (long)(await count.ExecuteScalarAsync(cancel))!;
    }

    private static async Task Execute(NpgsqlConnection connection, string sql, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancel);
    }
}
