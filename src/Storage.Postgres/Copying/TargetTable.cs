using Npgsql;

namespace LiveChat.Storage.Postgres.Copying;

/// <summary>A table as the database has it.</summary>
internal sealed record TargetTable(string Name, IReadOnlyList<TargetColumn> Columns)
{
    private const string Find =
        "select c.relname, a.attname, format_type(a.atttypid, null), a.attidentity <> '' from pg_class c "
        + "join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped "
        + "where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace "
        + "and c.relname <> 'schema_migration' order by c.relname, a.attnum";

    /// <summary>Every one, but for that of the migrations.</summary>
    public static async Task<IReadOnlyList<TargetTable>> All(NpgsqlConnection connection, CancellationToken cancel)
    {
        var columns = new List<(string Table, TargetColumn Column)>();
        await using var find = new NpgsqlCommand(Find, connection);
        await using var reader = await find.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
        {
            columns.Add((reader.GetString(0), new TargetColumn(
                reader.GetString(1), reader.GetString(2), reader.GetBoolean(3))));
        }

        return
        [
            .. columns.GroupBy(it => it.Table)
                .Select(table => new TargetTable(table.Key, [.. table.Select(it => it.Column)])),
        ];
    }
}

/// <param name="Type">As <c>format_type</c> names it.</param>
/// <param name="IsNumbered">Whether the database counts it up.</param>
internal sealed record TargetColumn(string Name, string Type, bool IsNumbered);
