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
    /// Pages of 4 KiB that the write-ahead log gathers before they are moved into the file. A page that changes often
    /// is moved once for all its changes. While they are moved more comes, of which the writer waits at four times as
    /// much; only a reader that stays at an older state lets it grow further. A start after a crash reads the log.
    /// </summary>
    public int LogPagesMax { get; init; } = 16_384;

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
