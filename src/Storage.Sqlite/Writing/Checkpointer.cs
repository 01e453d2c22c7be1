using LiveChat.Storage.Sqlite.Raw;
using SQLitePCL;

namespace LiveChat.Storage.Sqlite.Writing;

/// <summary>
/// Moves the write-ahead log into the database file on a thread of its own, part by part, so that the writer, who alone
/// bounds what the process can write, does not stand still for it. What gathered during the last part is little: the
/// writer moves that itself, between two transactions, for the log starts anew only when nothing of it is left to move.
/// It waits for the disk meanwhile, ten milliseconds and more, and so do all whose writes come then: hence the log
/// starts anew seldom, and long after its first part was moved.
/// </summary>
internal sealed class Checkpointer : IDisposable
{
    /// <summary>How often it catches up with what was written meanwhile; the writer moves the rest.</summary>
    private const int PassesMax = 3;

    /// <summary>In so many parts the log is moved.</summary>
    private const int Parts = 4;

    /// <summary>Of a part of the log: what the writer may move itself.</summary>
    private const int RestParts = 16;

    /// <summary>So many times its size the log may reach before the writer waits for the one who moves it.</summary>
    private const int OverrunMax = 2;

    private readonly SqliteOptions _options;
    private readonly SemaphoreSlim _wanted = new(0);
    private readonly ManualResetEventSlim _rests = new(true);
    private readonly Thread _thread;
    private volatile bool _ended;
    private volatile bool _moved;
    private volatile int _pages;

    /// <summary>At so many pages the next part is moved.</summary>
    private int _nextAt;

    public Checkpointer(SqliteOptions options)
    {
        _options = options;
        _nextAt = Part;
        _thread = new Thread(Run) { IsBackground = true, Name = "store checkpoint" };
        _thread.Start();
    }

    /// <summary>On the writer's thread, after a transaction whose callers have been told.</summary>
    public void AfterCommit(Connection writer)
    {
        _pages += writer.TakePagesWritten();
        if (_pages < _nextAt) return;
        if (_pages >= _options.LogPagesMax * OverrunMax) _rests.Wait();
        if (!_rests.IsSet) return;
        if (!_moved)
        {
            _rests.Reset();
            _wanted.Release();
            return;
        }

        _moved = false;
        if (_pages < _options.LogPagesMax) _nextAt = _pages + Part;
        else if (Move(writer)) (_pages, _nextAt) = (0, Part);
        // A reader of an older state holds the rest back: soon is the next occasion.
        else (_pages, _nextAt) = (_options.LogPagesMax - Rest, _options.LogPagesMax);
    }

    public void Dispose()
    {
        _ended = true;
        _wanted.Release();
        _thread.Join();
        _wanted.Dispose();
        _rests.Dispose();
    }

    private int Part => _options.LogPagesMax / Parts;

    private int Rest => Part / RestParts;

    private void Run()
    {
        while (true)
        {
            _wanted.Wait();
            if (_ended) return;
            MoveMost();
            _moved = true;
            _rests.Set();
        }
    }

    private void MoveMost()
    {
        try
        {
            using var connection = Connection.OpenWriter(_options);
            for (var pass = 0; pass < PassesMax && !_ended; pass++)
            {
                var before = _pages;
                Move(connection);
                if (_pages - before < Rest) return;
            }
        }
        catch (Exception exception) when (SqliteFault.Trouble(exception) is not null)
        {
            // The log only grows; the writer meets the same trouble, and says so.
        }
    }

    /// <summary>Whether nothing is left to move, as far as this connection saw.</summary>
    private static bool Move(Connection connection) =>
        connection.Checkpoint(out var logged, out var moved) == raw.SQLITE_OK && logged == moved;
}
