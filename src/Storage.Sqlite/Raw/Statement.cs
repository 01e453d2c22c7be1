using System.Buffers;
using System.Text;
using SQLitePCL;

namespace LiveChat.Storage.Sqlite.Raw;

/// <summary>
/// A prepared statement that is kept and bound anew for each use. Parameters are numbered from 1, columns from 0. Not
/// for two threads at a time.
/// </summary>
internal sealed class Statement : IDisposable
{
    private const int StackBytesMax = 512;

    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;

    public Statement(sqlite3 database, string sql)
    {
        _database = database;
        var code = raw.sqlite3_prepare_v3(database, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement);
        if (code != raw.SQLITE_OK) throw SqliteFault.Of(database, code);
    }

    public void Bind(int parameter, long value) => Check(raw.sqlite3_bind_int64(_statement, parameter, value));

    public void Bind(int parameter, bool value) => Bind(parameter, value ? 1L : 0L);

    public void Bind(int parameter, DateTimeOffset value) => Bind(parameter, StoredValue.Of(value));

    public void Bind(int parameter, Guid value)
    {
        Span<byte> bytes = stackalloc byte[16];
        value.TryWriteBytes(bytes, bigEndian: true, out _);
        Bind(parameter, bytes);
    }

    public void Bind(int parameter, ReadOnlySpan<byte> value) =>
        Check(raw.sqlite3_bind_blob(_statement, parameter, value));

    public void Bind(int parameter, Guid? value)
    {
        if (value is { } present) Bind(parameter, present);
        else BindNull(parameter);
    }

    public void Bind(int parameter, DateTimeOffset? value)
    {
        if (value is { } present) Bind(parameter, present);
        else BindNull(parameter);
    }

    public void Bind(int parameter, string? value)
    {
        if (value is null)
        {
            BindNull(parameter);
            return;
        }

        byte[]? rented = null;
        var bytesMax = Encoding.UTF8.GetMaxByteCount(value.Length);
        var bytes = bytesMax <= StackBytesMax
            ? stackalloc byte[StackBytesMax]
            : rented = ArrayPool<byte>.Shared.Rent(bytesMax);
        BindText(parameter, bytes[..Encoding.UTF8.GetBytes(value, bytes)]);
        if (rented is not null) ArrayPool<byte>.Shared.Return(rented);
    }

    public void BindText(int parameter, ReadOnlySpan<byte> utf8) =>
        Check(raw.sqlite3_bind_text(_statement, parameter, utf8));

    public void BindNull(int parameter) => Check(raw.sqlite3_bind_null(_statement, parameter));

    /// <summary>
    /// To the next row: true where there is one. After a fault or the last row the statement is reset.
    /// </summary>
    public bool Step()
    {
        var code = raw.sqlite3_step(_statement);
        if (code == raw.SQLITE_ROW) return true;
        if (code == raw.SQLITE_DONE)
        {
            Reset();
            return false;
        }

        var fault = SqliteFault.Of(_database, code);
        Reset();
        throw fault;
    }

    /// <summary>Runs a statement that gives no rows; returns how many it changed.</summary>
    public int Execute()
    {
        if (Step()) throw new InvalidOperationException("A statement that was to give no rows gave one.");
        return raw.sqlite3_changes(_database);
    }

    /// <summary>
    /// To be called after the last wanted row when <see cref="Step"/> has not said that there are no more.
    /// </summary>
    public void Reset() => raw.sqlite3_reset(_statement);

    /// <summary>Every row, and then reset.</summary>
    public IReadOnlyList<T> ReadAll<T>(Func<Statement, T> read)
    {
        List<T> rows = [];
        try
        {
            while (Step()) rows.Add(read(this));
            return rows;
        }
        finally
        {
            Reset();
        }
    }

    /// <summary>The first row, or default, and then reset.</summary>
    public T? ReadFirst<T>(Func<Statement, T> read)
    {
        try
        {
            return Step() ? read(this) : default;
        }
        finally
        {
            Reset();
        }
    }

    public bool IsNull(int column) => raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL;

    public long Integer(int column) => raw.sqlite3_column_int64(_statement, column);

    public bool Flag(int column) => Integer(column) != 0;

    public Guid Id(int column) => StoredValue.ToGuid(Bytes(column));

    public Guid? IdOrNull(int column) => IsNull(column) ? null : Id(column);

    public DateTimeOffset Time(int column) => StoredValue.ToTime(Integer(column));

    public DateTimeOffset? TimeOrNull(int column) => IsNull(column) ? null : Time(column);

    public string Text(int column) => raw.sqlite3_column_text(_statement, column).utf8_to_string();

    public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    /// <summary>Valid until the next step or reset.</summary>
    public ReadOnlySpan<byte> Bytes(int column) => raw.sqlite3_column_blob(_statement, column);

    public void Dispose() => _statement.Dispose();

    private void Check(int code)
    {
        if (code != raw.SQLITE_OK) throw SqliteFault.Of(_database, code);
    }
}
