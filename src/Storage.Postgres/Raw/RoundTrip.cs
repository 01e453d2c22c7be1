using Npgsql;

namespace LiveChat.Storage.Postgres.Raw;

/// <summary>
/// Statements that go to the server together and of which each sees what those before it did. Without a transaction
/// around them they are one. The rows of each go to whoever asked for them.
/// </summary>
internal sealed class RoundTrip(NpgsqlConnection connection)
{
    private readonly NpgsqlBatch _batch = new(connection);
    private readonly List<Action<NpgsqlDataReader>> _asked = [];

    public RoundTrip Do(NpgsqlBatchCommand statement)
    {
        _batch.BatchCommands.Add(statement);
        return this;
    }

    public RoundTrip Do(string sql) => Do(Statement.Of(sql));

    /// <summary>A question whose answer is the lock it takes.</summary>
    public RoundTrip Hold(NpgsqlBatchCommand statement) => Ask(statement, static _ => { });

    /// <param name="onRow">Called for each row of the answer, in its order.</param>
    public RoundTrip Ask(NpgsqlBatchCommand statement, Action<NpgsqlDataReader> onRow)
    {
        _asked.Add(onRow);
        return Do(statement);
    }

    /// <summary>Returns how many rows were written.</summary>
    public async Task<int> Send()
    {
        await using var batch = _batch;
        await using var reader = await batch.ExecuteReaderAsync();
        foreach (var onRow in _asked)
        {
            while (await reader.ReadAsync()) onRow(reader);
            await reader.NextResultAsync();
        }

        return Math.Max(reader.RecordsAffected, 0);
    }
}
