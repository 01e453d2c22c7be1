using Npgsql;

namespace LiveChat.Storage.Postgres.Raw;

/// <summary>Columns of the row a reader stands at, by their place.</summary>
internal static class Row
{
    public static Guid Id(this NpgsqlDataReader row, int column) => row.GetGuid(column);

    public static Guid? IdOrNull(this NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetGuid(column);

    public static long Integer(this NpgsqlDataReader row, int column) => row.GetInt64(column);

    public static string Text(this NpgsqlDataReader row, int column) => row.GetString(column);

    public static string? TextOrNull(this NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetString(column);

    public static bool Flag(this NpgsqlDataReader row, int column) => row.GetBoolean(column);

    public static DateTimeOffset Time(this NpgsqlDataReader row, int column) =>
        StoredValue.ToTime(row.GetInt64(column));

    public static DateTimeOffset? TimeOrNull(this NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : StoredValue.ToTime(row.GetInt64(column));

    public static byte[] Bytes(this NpgsqlDataReader row, int column) => row.GetFieldValue<byte[]>(column);
}
