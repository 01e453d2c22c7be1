using SQLitePCL;
using static SQLitePCL.raw;

namespace LiveChat.Bench.Floor;

/// <summary>The floor's tables and prepared statements, with the product's PRAGMAs. Used by one thread.</summary>
public sealed class FloorDatabase : IDisposable
{
    private static readonly byte[] Tenant =
        Guid.Parse("01930000-0000-7000-8000-000000000001").ToByteArray(bigEndian: true);

    private readonly sqlite3 _connection;
    private readonly sqlite3_stmt[] _statements;
    private readonly sqlite3_stmt _insertSeen;
    private readonly sqlite3_stmt _insertEvent;
    private readonly sqlite3_stmt _upsertHead;

    public FloorDatabase(string path)
    {
        Batteries_V2.Init();
        Check(sqlite3_open_v2(
            path, out _connection, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, null));
        foreach (var sql in Schema) Check(sqlite3_exec(_connection, sql));
        _statements = [Prepare("BEGIN IMMEDIATE"), Prepare("COMMIT")];
        _insertSeen = Prepare("INSERT OR IGNORE INTO seen VALUES (?1, ?2, ?3, 1, ?4, ?5)");
        _insertEvent = Prepare("INSERT INTO event VALUES (?1, ?2, ?3, ?4, ?5)");
        _upsertHead = Prepare(
            """
            INSERT INTO conversation (thread, ordinal, tenant, version, first_version, state_version, state, sender,
                sender_address, channel, contact, queue, admitted, priority, opened_at, queued_at, close_reason)
            VALUES (?1, 1, ?2, ?3, ?3, ?3, 2, ?4, ?5, 1, ?6, ?4, 1, 0, ?7, ?7, 0)
            ON CONFLICT (thread, ordinal) DO UPDATE SET version = excluded.version
            RETURNING number
            """);
    }

    public enum Statement
    {
        Begin,
        Commit,
    }

    private static readonly string[] Schema =
    [
        "PRAGMA journal_mode = WAL",
        "PRAGMA synchronous = FULL",
        "PRAGMA cache_size = -24576",
        "PRAGMA wal_autocheckpoint = 16384",
        """
        CREATE TABLE event (
            conversation INTEGER NOT NULL, version INTEGER NOT NULL, type TEXT NOT NULL, at INTEGER NOT NULL,
            body BLOB NOT NULL, PRIMARY KEY (conversation, version))
        """,
        """
        CREATE TABLE conversation (
            number INTEGER PRIMARY KEY, thread BLOB NOT NULL, ordinal INTEGER NOT NULL, tenant BLOB NOT NULL,
            version INTEGER NOT NULL, first_version INTEGER NOT NULL, state_version INTEGER NOT NULL,
            state INTEGER NOT NULL,
            sender BLOB NOT NULL, sender_address TEXT NOT NULL, channel INTEGER NOT NULL, contact TEXT NOT NULL,
            language TEXT, queue BLOB, admitted INTEGER NOT NULL, agent BLOB, token BLOB, previous_agent BLOB,
            excluded BLOB, priority INTEGER NOT NULL, opened_at INTEGER NOT NULL, queued_at INTEGER,
            assigned_at INTEGER, closed_at INTEGER, close_reason INTEGER NOT NULL,
            UNIQUE (thread, ordinal))
        """,
        """
        CREATE TABLE seen (
            tenant BLOB NOT NULL, key BLOB NOT NULL, thread BLOB NOT NULL, ordinal INTEGER NOT NULL,
            version INTEGER NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (tenant, key)) WITHOUT ROWID
        """,
    ];

    public void Run(Statement statement) => Step(_statements[(int)statement]);

    /// <summary>False when the key is there already.</summary>
    public bool InsertSeen(FloorWrite write, long version, long at)
    {
        sqlite3_bind_blob(_insertSeen, 1, Tenant);
        sqlite3_bind_blob(_insertSeen, 2, write.SeenKey);
        sqlite3_bind_blob(_insertSeen, 3, write.Thread);
        sqlite3_bind_int64(_insertSeen, 4, version);
        sqlite3_bind_int64(_insertSeen, 5, at);
        Step(_insertSeen);
        return sqlite3_changes(_connection) == 1;
    }

    public void InsertEvent(FloorWrite write, long conversation, long version, long at)
    {
        sqlite3_bind_int64(_insertEvent, 1, conversation);
        sqlite3_bind_int64(_insertEvent, 2, version);
        sqlite3_bind_text(_insertEvent, 3, "messageReceived"u8);
        sqlite3_bind_int64(_insertEvent, 4, at);
        sqlite3_bind_blob(_insertEvent, 5, write.Body);
        Step(_insertEvent);
    }

    /// <summary>Returns the conversation's number.</summary>
    public long UpsertHead(FloorWrite write, long version, long at)
    {
        sqlite3_bind_blob(_upsertHead, 1, write.Thread);
        sqlite3_bind_blob(_upsertHead, 2, Tenant);
        sqlite3_bind_int64(_upsertHead, 3, version);
        sqlite3_bind_blob(_upsertHead, 4, Tenant);
        sqlite3_bind_text(_upsertHead, 5, write.Mo.Sender);
        sqlite3_bind_text(_upsertHead, 6, write.Mo.From);
        sqlite3_bind_int64(_upsertHead, 7, at);
        var code = sqlite3_step(_upsertHead);
        if (code != SQLITE_ROW) Check(code);
        var number = sqlite3_column_int64(_upsertHead, 0);
        sqlite3_step(_upsertHead);
        sqlite3_reset(_upsertHead);
        return number;
    }

    public void Dispose()
    {
        foreach (var statement in (sqlite3_stmt[])[.. _statements, _insertSeen, _insertEvent, _upsertHead])
            statement.Dispose();
        _connection.Dispose();
    }

    private sqlite3_stmt Prepare(string sql)
    {
        Check(sqlite3_prepare_v2(_connection, sql, out var statement));
        return statement;
    }

    private void Step(sqlite3_stmt statement)
    {
        var code = sqlite3_step(statement);
        sqlite3_reset(statement);
        if (code != SQLITE_DONE) Check(code);
    }

    private void Check(int code)
    {
        if (code != SQLITE_OK)
            throw new InvalidOperationException($"SQLite {code}: {sqlite3_errmsg(_connection).utf8_to_string()}");
    }
}
