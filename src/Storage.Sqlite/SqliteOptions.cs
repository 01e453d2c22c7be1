namespace LiveChat.Storage.Sqlite;

/// <param name="Path">The database file; it and its folder are made where they are missing.</param>
public sealed record SqliteOptions(string Path)
{
    /// <summary>How long a write or a read waits for another process that holds the file.</summary>
    public TimeSpan LockWaitMax { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long the start waits for another process that is migrating the same file.</summary>
    public TimeSpan MigrationWaitMax { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Writes that may wait for the writer; one more is answered busy. A tenant may have no more waiting than there is
    /// room left: half of it when it is alone.
    /// </summary>
    public int WritesWaitingMax { get; init; } = 16_384;

    /// <summary>Writes that share one transaction.</summary>
    public int BatchMax { get; init; } = 1024;

    /// <summary>
    /// Pages of 4 KiB that the write-ahead log gathers before it starts anew; each quarter of it is moved into the file
    /// when it is full. A page that changes often is moved once for all its changes in that quarter. While pages are
    /// moved more come, for which the writer waits at twice as many; only a reader that stays at an older state lets
    /// the log grow further. A start after a crash reads the log.
    /// </summary>
    public int LogPagesMax { get; init; } = 65_536;

    /// <summary>
    /// Pages in the writer's memory, in KiB. A commit that split a page walks all of them (SQLite numbers a page past
    /// the end of the file while it balances, and then cuts off what is past the end), so more is not better: 24 MiB
    /// hold the pages that some thousand active conversations touch.
    /// </summary>
    public int WriterCacheKibibytes { get; init; } = 24 * 1024;

    /// <summary>The same for each reader, whose pages are dropped whenever the writer has committed.</summary>
    public int ReaderCacheKibibytes { get; init; } = 8 * 1024;

    /// <summary>Connections that read at the same time; further readers wait.</summary>
    public int ReadersMax { get; init; } = 8;
}
