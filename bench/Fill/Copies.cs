using Microsoft.Data.Sqlite;

namespace LiveChat.Bench.Fill;

/// <summary>
/// Multiplies rows of a stopped server's database: whatever a row has is copied from one that the program wrote, so
/// that only what tells the copies apart is named here.
/// </summary>
public sealed class Copies : IDisposable
{
    private readonly SqliteConnection _connection;

    public Copies(string file)
    {
        _connection = new SqliteConnection($"Data Source={file};Pooling=False");
        _connection.Open();
        Run("pragma synchronous = off", []);
        Run("pragma cache_size = -65536", []);
    }

    /// <summary>Copies one row so many times.</summary>
    /// <param name="table">The table.</param>
    /// <param name="template">Which row, as a condition; exactly one.</param>
    /// <param name="count">How many copies: <c>i</c> goes from 0 up.</param>
    /// <param name="columns">What differs: an expression for each column, over <c>i</c> and the values.</param>
    /// <param name="values">What the expressions name.</param>
    public void Add(
        string table, string template, int count, (string Column, string Expression)[] columns,
        params (string Name, object Value)[] values)
    {
        var differ = columns.ToDictionary(it => it.Column, it => it.Expression);
        var names = ColumnsOf(table);
        if (differ.Keys.FirstOrDefault(name => !names.Contains(name)) is { } unknown)
            throw new InvalidOperationException($"{table} has no column {unknown}.");
        var taken = string.Join(", ", names);
        var given = string.Join(", ", names.Select(name => differ.GetValueOrDefault(name, $"template.{name}")));
        var added = Run(
            $"""
            with recursive number (i) as (select 0 union all select i + 1 from number where i + 1 < {count})
            insert into {table} ({taken}) select {given} from number, (select * from {table} where {template}) template
            """, values);
        if (added != count) throw new InvalidOperationException($"{added} rows of {table} were added, not {count}.");
    }

    /// <summary>Runs a statement; how many rows it changed.</summary>
    public int Run(string sql, (string Name, object Value)[] values)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values) command.Parameters.AddWithValue(name, value);
        return command.ExecuteNonQuery();
    }

    public void Dispose() => _connection.Dispose();

    /// <summary>All but a number that the database gives by itself.</summary>
    private List<string> ColumnsOf(string table)
    {
        using var command = _connection.CreateCommand();
        command.CommandText =
            $"select name from pragma_table_info('{table}') where not (pk > 0 and name = 'number')";
        using var rows = command.ExecuteReader();
        var names = new List<string>();
        while (rows.Read()) names.Add(rows.GetString(0));
        return names;
    }
}
