using Npgsql;
using NpgsqlTypes;

namespace LiveChat.Storage.Postgres.Raw;

/// <summary>
/// Statements with their values, which stand in the order of <c>$1</c>, <c>$2</c>, … . Every value has its declared
/// type, so that the server prepares each text once. Columns of many rows are arrays, which a statement unnests.
/// </summary>
internal static class Statement
{
    public static NpgsqlBatchCommand Of(string sql) => new(sql);

    public static NpgsqlBatchCommand With(this NpgsqlBatchCommand to, Guid id) => to.Add(NpgsqlDbType.Uuid, id);

    public static NpgsqlBatchCommand With(this NpgsqlBatchCommand to, long number) =>
        to.Add(NpgsqlDbType.Bigint, number);

    public static NpgsqlBatchCommand With(this NpgsqlBatchCommand to, long? number) =>
        to.Add(NpgsqlDbType.Bigint, number);

    public static NpgsqlBatchCommand With(this NpgsqlBatchCommand to, Guid? id) => to.Add(NpgsqlDbType.Uuid, id);

    public static NpgsqlBatchCommand With(this NpgsqlBatchCommand to, string? text) =>
        to.Add(NpgsqlDbType.Text, PostgresText.Of(text));

    public static NpgsqlBatchCommand With(this NpgsqlBatchCommand to, bool flag) => to.Add(NpgsqlDbType.Boolean, flag);

    public static NpgsqlBatchCommand With(this NpgsqlBatchCommand to, DateTimeOffset at) => to.With(StoredValue.Of(at));

    public static NpgsqlBatchCommand With(this NpgsqlBatchCommand to, DateTimeOffset? at) =>
        to.With(at is { } time ? StoredValue.Of(time) : (long?)null);

    public static NpgsqlBatchCommand With(this NpgsqlBatchCommand to, ReadOnlyMemory<byte> bytes) =>
        to.Add(NpgsqlDbType.Bytea, bytes);

    public static NpgsqlBatchCommand Ids<T>(this NpgsqlBatchCommand to, IReadOnlyList<T> rows, Func<T, Guid> id) =>
        to.Column(NpgsqlDbType.Uuid, rows, id);

    public static NpgsqlBatchCommand IdsOrNull<T>(
        this NpgsqlBatchCommand to, IReadOnlyList<T> rows, Func<T, Guid?> id) => to.Column(NpgsqlDbType.Uuid, rows, id);

    public static NpgsqlBatchCommand Numbers<T>(
        this NpgsqlBatchCommand to, IReadOnlyList<T> rows, Func<T, long> number) =>
        to.Column(NpgsqlDbType.Bigint, rows, number);

    public static NpgsqlBatchCommand Times<T>(
        this NpgsqlBatchCommand to, IReadOnlyList<T> rows, Func<T, DateTimeOffset> at) =>
        to.Column(NpgsqlDbType.Bigint, rows, row => StoredValue.Of(at(row)));

    public static NpgsqlBatchCommand TimesOrNull<T>(
        this NpgsqlBatchCommand to, IReadOnlyList<T> rows, Func<T, DateTimeOffset?> at) =>
        to.Column(NpgsqlDbType.Bigint, rows, row => at(row) is { } time ? StoredValue.Of(time) : (long?)null);

    public static NpgsqlBatchCommand Texts<T>(
        this NpgsqlBatchCommand to, IReadOnlyList<T> rows, Func<T, string?> text) =>
        to.Column(NpgsqlDbType.Text, rows, text);

    public static NpgsqlBatchCommand Flags<T>(this NpgsqlBatchCommand to, IReadOnlyList<T> rows, Func<T, bool> flag) =>
        to.Column(NpgsqlDbType.Boolean, rows, flag);

    public static NpgsqlBatchCommand Bytes<T>(
        this NpgsqlBatchCommand to, IReadOnlyList<T> rows, Func<T, ReadOnlyMemory<byte>> bytes) =>
        to.Column(NpgsqlDbType.Bytea, rows, bytes);

    private static NpgsqlBatchCommand Column<TRow, T>(
        this NpgsqlBatchCommand to, NpgsqlDbType type, IReadOnlyList<TRow> rows, Func<TRow, T> of)
    {
        var column = new T[rows.Count];
        for (var i = 0; i < column.Length; i++) column[i] = of(rows[i]);
        return to.Add(NpgsqlDbType.Array | type, column);
    }

    private static NpgsqlBatchCommand Add<T>(this NpgsqlBatchCommand to, NpgsqlDbType type, T value)
    {
        to.Parameters.Add(new NpgsqlParameter<T> { NpgsqlDbType = type, TypedValue = value });
        return to;
    }
}
