using System.Data.Common;
using LiveChat.Bench.Deployments;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace LiveChat.Bench.Fill;

/// <summary>
/// Multiplies rows of a stopped site's database, whichever it is: whatever a row has is copied from one that the
/// program wrote, so that only what tells the copies apart is named here. All of it is one transaction.
/// </summary>
public sealed class RowCopies : IAsyncDisposable
{
    private const int Patience = 900;

    private readonly DbConnection _connection;
    private readonly DbTransaction _transaction;
    private readonly Dictionary<string, List<string>> _columns = [];

    private RowCopies(DbConnection connection, SqlWords words)
    {
        _connection = connection;
        _transaction = connection.BeginTransaction();
        Words = words;
    }

    public SqlWords Words { get; }

    public static async Task<RowCopies> Of(Site site)
    {
        if (site.Database is { } database)
        {
            var postgres = new NpgsqlConnection(
                new NpgsqlConnectionStringBuilder(database) { Pooling = false, CommandTimeout = Patience }.ToString());
            await postgres.OpenAsync();
            return new RowCopies(postgres, SqlWords.Postgres);
        }

        var file = new SqliteConnection($"Data Source={Path.Combine(site.Data, "livechat.db")};Pooling=False");
        await file.OpenAsync();
        foreach (var pragma in (string[])["synchronous = off", "cache_size = -1048576"])
        {
            await using var set = file.CreateCommand();
            set.CommandText = $"pragma {pragma}";
            await set.ExecuteNonQueryAsync();
        }

        return new RowCopies(file, SqlWords.Sqlite);
    }

    /// <summary>Copies one row so many times.</summary>
    /// <param name="table">The table.</param>
    /// <param name="template">Which row, as a condition; exactly one.</param>
    /// <param name="count">How many copies: <c>i</c> goes from 0 up.</param>
    /// <param name="columns">What differs: an expression for each column, over <c>i</c>.</param>
    public async Task Add(
        string table, string template, int count, params (string Column, string Expression)[] columns)
    {
        var differ = columns.ToDictionary(it => it.Column, it => it.Expression);
        var names = await ColumnsOf(table);
        if (differ.Keys.FirstOrDefault(name => !names.Contains(name)) is { } unknown)
            throw new InvalidOperationException($"{table} has no column {unknown}.");
        var given = names.Select(name => differ.GetValueOrDefault(name, $"template.{name}"));
        var added = await Run(
            $"""
            with recursive number (i) as (select 0 union all select i + 1 from number where i + 1 < {count})
            insert into {table} ({string.Join(", ", names)}) select {string.Join(", ", given)}
            from number cross join (select * from {table} where {template}) template
            """);
        if (added != count) throw new InvalidOperationException($"{added} rows of {table} were added, not {count}.");
    }

    /// <summary>Runs a statement; how many rows it changed.</summary>
    public async Task<int> Run(string sql)
    {
        await using var command = CommandOf(sql);
        return await command.ExecuteNonQueryAsync();
    }

    public async Task<long> Number(string sql)
    {
        await using var command = CommandOf(sql);
        return Convert.ToInt64(await command.ExecuteScalarAsync(), null);
    }

    /// <summary>Makes it the database's; what planners want to know of it, they know then.</summary>
    public async Task Commit()
    {
        await _transaction.CommitAsync();
        await using var analyze = _connection.CreateCommand();
        analyze.CommandText = "analyze";
        await analyze.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _transaction.DisposeAsync();
        await _connection.DisposeAsync();
    }

    private DbCommand CommandOf(string sql)
    {
        var command = _connection.CreateCommand();
        command.Transaction = _transaction;
        command.CommandText = sql;
        command.CommandTimeout = Patience;
        return command;
    }

    /// <summary>All but a number that the database gives by itself.</summary>
    private async Task<List<string>> ColumnsOf(string table)
    {
        if (_columns.TryGetValue(table, out var known)) return known;
        await using var command = CommandOf(Words.ColumnsOf(table));
        await using var rows = await command.ExecuteReaderAsync();
        List<string> names = [];
        while (await rows.ReadAsync())
            if (rows.GetString(0) is var name && (table, name) is not ("conversation", "number")) names.Add(name);
        return _columns[table] = names;
    }
}
