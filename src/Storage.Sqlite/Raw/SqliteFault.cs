using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace LiveChat.Storage.Sqlite.Raw;

/// <summary>A result code of SQLite that is not success, with its message.</summary>
internal sealed class SqliteFault(int code, string message) : Exception(message)
{
    public int Code { get; } = code;

    public static SqliteFault Of(sqlite3 database, int code) =>
        new(code, $"SQLite error {code}: {raw.sqlite3_errmsg(database).utf8_to_string()}");

    /// <summary>
    /// The trouble as callers know it, when the exception says that the database cannot serve now; else null, and the
    /// exception is the fault of what was asked.
    /// </summary>
    public static StoreUnavailableException? Trouble(Exception exception) => exception switch
    {
        StoreUnavailableException known => known,
        SqliteFault fault when IsTrouble(fault.Code) => new StoreUnavailableException(fault.Message, fault),
        SqliteException fault when IsTrouble(fault.SqliteErrorCode) =>
            new StoreUnavailableException(fault.Message, fault),
        { InnerException: { } inner } => Trouble(inner),
        _ => null,
    };

    /// <summary>Whether the connection may go on after a roll-back, or is better opened anew.</summary>
    public static bool LeavesConnectionSound(Exception trouble) => trouble switch
    {
        SqliteFault fault => IsPassing(fault.Code),
        SqliteException fault => IsPassing(fault.SqliteErrorCode),
        { InnerException: { } inner } => LeavesConnectionSound(inner),
        _ => false,
    };

    private static bool IsPassing(int code) =>
        (code & 0xff) is raw.SQLITE_BUSY or raw.SQLITE_LOCKED or raw.SQLITE_FULL or raw.SQLITE_INTERRUPT;

    private static bool IsTrouble(int code) => (code & 0xff) is raw.SQLITE_BUSY or raw.SQLITE_LOCKED or raw.SQLITE_FULL
        or raw.SQLITE_IOERR or raw.SQLITE_READONLY or raw.SQLITE_CANTOPEN or raw.SQLITE_NOTADB or raw.SQLITE_CORRUPT
        or raw.SQLITE_NOMEM or raw.SQLITE_PERM or raw.SQLITE_PROTOCOL or raw.SQLITE_INTERRUPT or raw.SQLITE_NOLFS;
}
