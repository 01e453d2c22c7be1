using LiveChat.Storage.Conversations;
using LiveChat.Storage.Sqlite;

namespace LiveChat.Contract.Tests.Stores;

/// <summary>The write-ahead log is moved into the file beside the writer, and starts anew.</summary>
public sealed class SqliteLogTests : IAsyncLifetime
{
    private const int PagesMax = 64;

    /// <summary>The writer waits at twice the log's size; what one transaction adds comes on top.</summary>
    private const int PagesEver = (PagesMax * 2) + 64;

    private readonly SqliteUnderTest _store = new();
    private int _threads;

    public Task InitializeAsync() => _store.Open(new SqliteOptions(_store.File) { LogPagesMax = PagesMax });

    public Task DisposeAsync() => _store.Close();

    [Fact]
    public async Task The_log_stays_small_however_much_is_written()
    {
        await Write(300);
        Assert.InRange(LogPages(), PagesMax, PagesEver);
        Assert.Equal(900L, _store.Run("select count(*) from event"));
    }

    [Fact]
    public async Task A_reader_of_an_older_state_holds_nobody_up_and_the_log_is_small_again_after_it()
    {
        await Write(1);
        using (var reader = _store.Connect())
        {
            using var older = reader.BeginTransaction(deferred: true);
            using var count = reader.CreateCommand();
            count.CommandText = "select count(*) from event";
            Assert.Equal(3L, count.ExecuteScalar());
            await Write(200);
            Assert.Equal(3L, count.ExecuteScalar());
            Assert.True(LogPages() > PagesEver);
        }

        await Write(300);
        Assert.InRange(Frames(), 0, PagesEver);
        Assert.Equal(1_503L, _store.Run("select count(*) from event"));
    }

    private async Task Write(int conversations)
    {
        for (var i = 0; i < conversations; i++)
        {
            var result = await _store.Conversations.Append(new ThreadScript(++_threads).Open());
            Assert.Equal(AppendOutcome.Appended, result.Outcome);
        }
    }

    /// <summary>As large as the log's file ever was: it is written over, not cut.</summary>
    private long LogPages() => new FileInfo(_store.File + "-wal").Length / 4096;

    /// <summary>
    /// What the log holds now: <c>mxFrame</c> of the index's header (SQLite, "WAL-mode File Format", 2.1).
    /// </summary>
    private long Frames()
    {
        Span<byte> header = stackalloc byte[20];
        using var index = new FileStream(_store.File + "-shm", FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        index.ReadExactly(header);
        return BitConverter.ToUInt32(header[16..]);
    }
}
