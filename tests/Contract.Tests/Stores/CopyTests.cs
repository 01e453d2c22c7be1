using System.Globalization;
using LiveChat.Outside.Postgres;
using LiveChat.Storage.Copying;
using LiveChat.Storage.Postgres;
using LiveChat.Storage.Postgres.Copying;
using LiveChat.Storage.Sqlite;
using LiveChat.Storage.Sqlite.Copying;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace LiveChat.Contract.Tests.Stores;

/// <summary>Everything that a file of SQLite has, in a database of PostgreSQL.</summary>
public sealed class CopyTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private string _target = "";

    private string File => _folder.File("store.db");

    public async Task InitializeAsync()
    {
        _target = await PostgresDatabase.New();
        await (await SqliteStore.Open(new SqliteOptions(File), TimeProvider.System, NullLoggerFactory.Instance))
            .DisposeAsync();
        await using var database = new SqliteConnection($"Data Source={File};Pooling=False");
        await database.OpenAsync();
        foreach (var table in Texts(
            database, "select name from sqlite_schema where type = 'table' and name <> 'schema_migration'"))
        {
            for (var row = 1; row <= 3; row++) Fill(database, table, row);
        }
    }

    public async Task DisposeAsync()
    {
        _folder.Dispose();
        if (_target.Length > 0) await PostgresDatabase.GiveBack(_target);
    }

    [SkippableFact]
    public async Task Every_row_of_every_table_comes_over_as_it_was()
    {
        await using var source = await Source();
        var told = new List<CopiedTable>();
        var copied = await PostgresCopy.Fill(new PostgresOptions(_target), source, told.Add);
        Assert.Equal(source.Tables.Order(), copied.Select(it => it.Name).Order());
        Assert.All(copied, it => Assert.Equal(3, it.RowsCount));
        Assert.Equal(told, copied);
        foreach (var table in source.Tables)
        {
            var columns = source.ColumnsOf(table).ToList();
            Assert.Equal(
                source.Rows(table, columns).Select(row => string.Join('|', row.Select(Shown))).Order(),
                (await Rows(table, columns)).Order());
        }
    }

    [SkippableFact]
    public async Task Numbers_go_on_behind_those_that_came_over()
    {
        await using var source = await Source();
        await PostgresCopy.Fill(new PostgresOptions(_target), source, static _ => { });
        var last = (long)(await Run("select max(number) from conversation"))!;
        Assert.Equal(
            last + 1, await Run("select nextval(pg_get_serial_sequence('conversation', 'number'))"));
    }

    [SkippableFact]
    public async Task A_database_that_has_rows_is_refused_by_the_name_of_their_table_and_left_alone()
    {
        await using var source = await Source();
        await Run("insert into setting (tenant, name, version, body) values "
            + "('01890a5d-ac96-774b-bcce-b302099a8057', 'bot', 1, '{}')");
        var refused = await Assert.ThrowsAsync<CopyRefusedException>(
            () => PostgresCopy.Fill(new PostgresOptions(_target), source, static _ => { }));
        Assert.Contains("setting", refused.Message, StringComparison.Ordinal);
        Assert.Equal(0L, await Run("select count(*) from conversation"));
    }

    [SkippableFact]
    public async Task What_cannot_be_written_leaves_nothing()
    {
        await using (var database = new SqliteConnection($"Data Source={File};Pooling=False"))
        {
            await database.OpenAsync();
            await using var spoil = database.CreateCommand();
            spoil.CommandText = "update tenant set name = 'a' || char(0) || 'b'";
            await spoil.ExecuteNonQueryAsync();
        }

        await using var source = await Source();
        var refused = await Assert.ThrowsAsync<CopyRefusedException>(
            () => PostgresCopy.Fill(new PostgresOptions(_target), source, static _ => { }));
        Assert.StartsWith("tenant: ", refused.Message, StringComparison.Ordinal);
        Assert.Equal(0L, await Run("select count(*) from agent"));
    }

    private Task<SqliteTables> Source() => SqliteTables.Open(new SqliteOptions(File), TimeProvider.System);

    /// <summary>A row with a value in every column, but for the third, which has one only where one must be.</summary>
    private static void Fill(SqliteConnection database, string table, int row)
    {
        var (names, values) = (new List<string>(), new List<string>());
        using var columns = database.CreateCommand();
        columns.CommandText = $"select name, lower(type), \"notnull\" from pragma_table_info('{table}')";
        using (var reader = columns.ExecuteReader())
        {
            while (reader.Read())
            {
                if (row == 3 && reader.GetInt64(2) == 0) continue;
                names.Add(reader.GetString(0));
                values.Add(reader.GetString(1) switch
                {
                    "blob" => "randomblob(16)",
                    "integer" => IsFlag(table, names[^1]) ? $"{row % 2}" : $"{row * 1_000_000_000_000}",
                    "text" => $"'{names[^1]} ñ 😀 {row}'",
                    var other => throw new InvalidOperationException($"{table}.{names[^1]} is of type {other}."),
                });
            }
        }

        using var insert = database.CreateCommand();
        insert.CommandText = $"insert into {table} ({string.Join(", ", names)}) values ({string.Join(", ", values)})";
        insert.ExecuteNonQuery();
    }

    /// <summary>A file does not tell flags from numbers.</summary>
    private static bool IsFlag(string table, string column) => (table, column) is
        ("agent", "online" or "takes_new") or ("tenant", "live_chat") or ("platform_key", "initial")
        or ("member", "has_seat" or "enabled" or "show_full_phone") or ("invitation", "has_seat")
        or ("totp", "confirmed");

    private async Task<List<string>> Rows(string table, List<string> columns)
    {
        await using var connection = new NpgsqlConnection(_target);
        await connection.OpenAsync();
        await using var select = new NpgsqlCommand($"select {string.Join(", ", columns)} from {table}", connection);
        await using var reader = await select.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
        {
            rows.Add(string.Join('|', columns.Select(
                (_, i) => Shown(reader.IsDBNull(i) ? null : reader.GetValue(i)))));
        }

        return rows;
    }

    private static string Shown(object? value) => value switch
    {
        null => "null",
        byte[] bytes => Convert.ToHexString(bytes),
        Guid id => Convert.ToHexString(id.ToByteArray(bigEndian: true)),
        bool flag => flag ? "1" : "0",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static List<string> Texts(SqliteConnection database, string sql)
    {
        using var select = database.CreateCommand();
        select.CommandText = sql;
        using var reader = select.ExecuteReader();
        var texts = new List<string>();
        while (reader.Read()) texts.Add(reader.GetString(0));
        return texts;
    }

    private Task<object?> Run(string sql) => PostgresServer.Execute(_target, sql);
}
