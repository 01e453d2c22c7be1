using Npgsql;

namespace LiveChat.Storage.Postgres.Raw;

/// <summary>Single statements, each a round trip of its own.</summary>
internal static class Execution
{
    public static async Task<IReadOnlyList<T>> ReadAll<T>(
        this NpgsqlConnection connection, NpgsqlBatchCommand statement, Func<NpgsqlDataReader, T> read)
    {
        List<T> rows = [];
        await new RoundTrip(connection).Ask(statement, row => rows.Add(read(row))).Send();
        return rows;
    }

    /// <summary>Null, or the default of a struct, where there is no row.</summary>
    public static async Task<T?> ReadFirst<T>(
        this NpgsqlConnection connection, NpgsqlBatchCommand statement, Func<NpgsqlDataReader, T> read) =>
        await connection.ReadAll(statement, read) is [var first, ..] ? first : default;

    /// <summary>Returns how many rows were written.</summary>
    public static Task<int> Execute(this NpgsqlConnection connection, NpgsqlBatchCommand statement) =>
        new RoundTrip(connection).Do(statement).Send();
}
