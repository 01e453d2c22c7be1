using LiveChat.Core.Fairness;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Sqlite.Raw;
using LiveChat.Storage.Writing;
using Microsoft.Extensions.Logging;

namespace LiveChat.Storage.Sqlite.Writing;

/// <summary>
/// The process's only way to write: a thread that owns one connection and takes what has gathered, of each tenant
/// in turn, into one transaction. Callers are told when it is on disk. When the database cannot serve, everything of
/// that transaction fails with <see cref="StoreUnavailableException"/>, and the next one tries anew.
/// </summary>
internal sealed partial class WriteLane : IAsyncDisposable
{
    /// <summary>Set while a delegate runs on the writer's thread: it would wait for itself for ever.</summary>
    public static readonly AsyncLocal<bool> Inside = new();

    private readonly SqliteOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly Gathering<Work> _gathering;
    private readonly Checkpointer _checkpointer;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile StoreHealth _health = StoreHealth.Good;
    private Writer? _writer;

    /// <summary>Opens the database, so that a file that cannot be used is noticed at the start.</summary>
    public WriteLane(SqliteOptions options, TimeProvider time, ILogger log)
    {
        _options = options;
        _time = time;
        _log = log;
        _gathering = new Gathering<Work>(options.WritesWaitingMax, options.BatchMax, Judge);
        _writer = new Writer(options);
        _checkpointer = new Checkpointer(options);
        new Thread(Run) { IsBackground = true, Name = "store writer" }.Start();
    }

    public StoreHealth Health => _health;

    /// <summary>False: too many wait, or too many of its tenant, and the work will not run.</summary>
    /// <exception cref="StoreUnavailableException">The store is stopping.</exception>
    public bool TryAdd(Work work)
    {
        if (Inside.Value)
            throw new InvalidOperationException("A write that is awaited inside an administration write never ends.");
        return _gathering.Add(work.Tenant, work) switch
        {
            Gathered.Yes => true,
            Gathered.Full => Refused(),
            _ => throw new StoreUnavailableException("The store is stopping."),
        };
    }

    private static bool Refused()
    {
        StoreMeter.Refused();
        return false;
    }

    /// <summary>Runs work in its turn; the task ends when it is on disk.</summary>
    /// <exception cref="StoreBusyException">The queue is full; nothing was written.</exception>
    public Task<T> Write<T>(Work<T> work, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        if (!TryAdd(work)) throw new StoreBusyException("Too many writes wait for the database.");
        return cancel.CanBeCanceled ? work.Task.WaitAsync(cancel) : work.Task;
    }

    public Task<T> Write<TState, T>(
        TenantId tenant, TState state, Func<Writer, TState, T> run, CancellationToken cancel) =>
        Write(new Work<TState, T>(tenant, state, run), cancel);

    /// <summary>What was handed in is written first.</summary>
    public async ValueTask DisposeAsync()
    {
        _gathering.End();
        await _ended.Task;
    }

    private void Run()
    {
        while (_gathering.Take() is { } gathered)
        {
            WriteBatch(gathered, 0, gathered.Count);
            _gathering.Done(gathered.Count);
            if (_writer is { } writer) _checkpointer.AfterCommit(writer.Connection);
        }

        _health = new StoreHealth("The store has stopped.", _time.GetUtcNow());
        _checkpointer.Dispose();
        _writer?.Dispose();
        _ended.SetResult();
    }

    private static Joining Judge(Work work, List<Work> taken) =>
        !work.StandsAlone ? Joining.Joins : taken is [] ? Joining.Ends : Joining.Waits;

    private void WriteBatch(List<Work> gathered, int from, int count)
    {
        Exception? failure = null;
        try
        {
            WriteTransaction(gathered, from, count);
            NoteServing();
        }
        catch (Exception exception)
        {
            GiveUp(exception);
            var trouble = SqliteFault.Trouble(exception);
            if (trouble is not null) NoteTrouble(trouble);
            else if (count > 1)
            {
                // The fault of one member is not to be the others': each gets a transaction of its own.
                for (var i = from; i < from + count; i++) WriteBatch(gathered, i, 1);
                return;
            }

            failure = trouble ?? exception;
        }

        ThreadPool.UnsafeQueueUserWorkItem(new Ending(gathered, from, count, failure), preferLocal: false);
    }

    private void WriteTransaction(List<Work> gathered, int from, int count)
    {
        var writer = _writer ??= new Writer(_options);
        if (gathered[from].StandsAlone)
        {
            gathered[from].Write(writer);
            return;
        }

        var began = _time.GetTimestamp();
        writer.Begin();
        for (var i = from; i < from + count; i++) gathered[i].Write(writer);
        writer.Commit();
        StoreMeter.Flushed(count, _time.GetElapsedTime(began));
    }

    private void GiveUp(Exception exception)
    {
        if (_writer is not { } writer) return;
        try
        {
            writer.Rollback();
            if (SqliteFault.Trouble(exception) is null || SqliteFault.LeavesConnectionSound(exception)) return;
        }
        catch (SqliteFault)
        {
            // A connection that cannot roll back is dropped, which rolls back.
        }

        writer.Dispose();
        _writer = null;
    }

    private void NoteServing()
    {
        if (_health.Serves) return;
        _health = StoreHealth.Good;
        LogServing(_log);
    }

    private void NoteTrouble(StoreUnavailableException trouble)
    {
        var known = _health;
        if (known.Serves) LogTrouble(_log, trouble);
        _health = new StoreHealth(trouble.Message, known.Since ?? _time.GetUtcNow());
    }

    [LoggerMessage(1, LogLevel.Error, "The database cannot be written; writes are refused until it can")]
    private static partial void LogTrouble(ILogger log, Exception trouble);

    [LoggerMessage(2, LogLevel.Information, "The database can be written again")]
    private static partial void LogServing(ILogger log);

    /// <summary>Tells the callers of one transaction, on a thread of the pool.</summary>
    private sealed class Ending(List<Work> gathered, int from, int count, Exception? failure) : IThreadPoolWorkItem
    {
        public void Execute()
        {
            for (var i = from; i < from + count; i++)
            {
                if (failure is null) gathered[i].Complete();
                else gathered[i].Fail(failure);
            }
        }
    }
}
