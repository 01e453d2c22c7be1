using LiveChat.Storage.Copying;
using LiveChat.Storage.Schema;
using LiveChat.Storage.Sqlite.Raw;
using Microsoft.Data.Sqlite;

namespace LiveChat.Storage.Sqlite.Copying;

/// <summary>The tables of a file that has this program's schema.</summary>
public sealed class SqliteTables : ITableSource
{
    private const string Migrations = "schema_migration";

    private readonly Connection _connection;
    private readonly SqliteTransaction _state;
    private readonly Dictionary<string, string[]> _columns = [];

    private SqliteTables(Connection connection)
    {
        _connection = connection;
        _state = connection.Provider.BeginTransaction(deferred: true);
        foreach (var table in Texts("select name from sqlite_schema where type = 'table'"))
        {
            if (table != Migrations && !table.StartsWith("sqlite_", StringComparison.Ordinal))
                _columns.Add(table, [.. Texts($"select name from pragma_table_info('{table}') order by cid")]);
        }
    }

    public IReadOnlyCollection<string> Tables => _columns.Keys;

    /// <exception cref="StoreUnavailableException">There is no such file, or it cannot be read.</exception>
    /// <exception cref="SchemaTooNewException">A newer program has used it.</exception>
    public static async Task<SqliteTables> Open(SqliteOptions options, TimeProvider time)
    {
        if (!File.Exists(options.Path)) throw new StoreUnavailableException("there is no such file.");
        try
        {
            using (var migrating = Connection.OpenForMigration(options))
            {
                await SchemaMigrator.Migrate(
                    migrating.Provider, SchemaDialect.Sqlite, Schema.Migrations.All, time);
            }

            return new SqliteTables(Connection.OpenReader(options));
        }
        catch (Exception exception) when (SqliteFault.Trouble(exception) is { } trouble)
        {
            throw trouble;
        }
    }

    public IReadOnlyCollection<string> ColumnsOf(string table) => _columns[table];

    public long Count(string table)
    {
        using var count = Command($"select count(*) from {Known(table)}");
        return (long)count.ExecuteScalar()!;
    }

    public IEnumerable<object?[]> Rows(string table, IReadOnlyList<string> columns)
    {
        using var select = Command($"select {string.Join(", ", columns)} from {Known(table)}");
        using var reader = select.ExecuteReader();
        var row = new object?[columns.Count];
        while (reader.Read())
        {
            for (var i = 0; i < row.Length; i++) row[i] = reader.IsDBNull(i) ? null : reader.GetValue(i);
            yield return row;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _state.DisposeAsync();
        _connection.Dispose();
    }

    private string Known(string table) =>
        _columns.ContainsKey(table) ? table : throw new ArgumentException($"There is no {table}.", nameof(table));

    private List<string> Texts(string sql)
    {
        using var select = Command(sql);
        using var reader = select.ExecuteReader();
        var texts = new List<string>();
        while (reader.Read()) texts.Add(reader.GetString(0));
        return texts;
    }

    private SqliteCommand Command(string sql)
    {
        var command = _connection.Provider.CreateCommand();
        command.Transaction = _state;
        command.CommandText = sql;
        return command;
    }
}
