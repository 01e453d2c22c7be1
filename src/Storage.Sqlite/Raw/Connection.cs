using System.Diagnostics;
using LiveChat.Storage.Administration;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SQLitePCL;

namespace LiveChat.Storage.Sqlite.Raw;

/// <summary>
/// One open connection with the statements prepared on it. The provider's connection carries EF; the hot statements go
/// past it to the same handle.
/// </summary>
internal sealed class Connection : IDisposable
{
    private readonly Dictionary<string, Statement> _statements = [];
    private DbContextOptions<AdministrationContext>? _administration;

    private Connection(SqliteConnection provider) => Provider = provider;

    public SqliteConnection Provider { get; }

    /// <summary>EF's options for a context over this connection.</summary>
    public DbContextOptions<AdministrationContext> Administration => _administration ??=
        new DbContextOptionsBuilder<AdministrationContext>().UseSqlite(Provider).Options;

    /// <summary>The number that the last insert into a numbered table was given.</summary>
    public long LastNumber => raw.sqlite3_last_insert_rowid(Handle);

    public bool InTransaction => raw.sqlite3_get_autocommit(Handle) == 0;

    private sqlite3 Handle => Provider.Handle!;

    /// <summary>A connection that writes; only one at a time is used.</summary>
    public static Connection OpenWriter(SqliteOptions options) =>
        Open(
            options, options.LockWaitMax, options.WriterCacheKibibytes,
            "synchronous = full; pragma secure_delete = on; pragma wal_autocheckpoint = 0");

    public static Connection OpenReader(SqliteOptions options) =>
        Open(options, options.LockWaitMax, options.ReaderCacheKibibytes, "query_only = on");

    /// <summary>The first at a new file; several processes may be at it at once.</summary>
    public static Connection OpenForMigration(SqliteOptions options)
    {
        var connection = Open(options, options.MigrationWaitMax, options.WriterCacheKibibytes, "synchronous = full");
        try
        {
            connection.WriteAhead(options.MigrationWaitMax);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>The statement of that text, prepared on the first use.</summary>
    public Statement Prepared(string sql)
    {
        if (_statements.TryGetValue(sql, out var known)) return known;
        return _statements[sql] = new Statement(Handle, sql);
    }

    public void Execute(string sql)
    {
        var code = raw.sqlite3_exec(Handle, sql);
        if (code != raw.SQLITE_OK) throw SqliteFault.Of(Handle, code);
    }

    /// <summary>The pages that this connection wrote to the log since it was last asked.</summary>
    public int TakePagesWritten()
    {
        var code = raw.sqlite3_db_status(Handle, raw.SQLITE_DBSTATUS_CACHE_WRITE, out var pages, out _, 1);
        return code == raw.SQLITE_OK ? pages : throw SqliteFault.Of(Handle, code);
    }

    /// <summary>
    /// Moves what no reader needs any more from the log into the file; waits for nobody. The result code, and how many
    /// pages the log holds and how many of them are in the file.
    /// </summary>
    public int Checkpoint(out int logged, out int moved) =>
        raw.sqlite3_wal_checkpoint_v2(Handle, null, raw.SQLITE_CHECKPOINT_PASSIVE, out logged, out moved);

    public void Dispose()
    {
        foreach (var statement in _statements.Values) statement.Dispose();
        Provider.Dispose();
    }

    /// <summary>
    /// Turns the file to a write-ahead log. SQLite waits for no lock in the midst of that, so it is waited for before
    /// the next attempt.
    /// </summary>
    private void WriteAhead(TimeSpan waitMax)
    {
        var began = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                Execute("pragma journal_mode = wal");
                return;
            }
            catch (SqliteFault busy) when (
                (busy.Code & 0xff) == raw.SQLITE_BUSY && Stopwatch.GetElapsedTime(began) < waitMax)
            {
                Execute("begin immediate; rollback");
            }
        }
    }

    private static Connection Open(SqliteOptions options, TimeSpan lockWaitMax, int cacheKibibytes, string pragma)
    {
        var text = new SqliteConnectionStringBuilder
        {
            DataSource = options.Path,
            Pooling = false,
            DefaultTimeout = (int)Math.Ceiling(lockWaitMax.TotalSeconds),
        };
        var connection = new Connection(new SqliteConnection(text.ToString()));
        try
        {
            connection.Provider.Open();
            var waitMilliseconds = (long)lockWaitMax.TotalMilliseconds;
            connection.Execute(FormattableString.Invariant($"pragma busy_timeout = {waitMilliseconds}"));
            connection.Execute(FormattableString.Invariant(
                $"pragma {pragma}; pragma cache_size = {-cacheKibibytes}; pragma foreign_keys = on"));
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
