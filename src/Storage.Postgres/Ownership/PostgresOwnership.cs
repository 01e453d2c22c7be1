using LiveChat.Storage.Postgres.Raw;
using LiveChat.Storage.Postgres.Schema;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace LiveChat.Storage.Postgres.Ownership;

/// <summary>
/// One process has the database, or the nodes of one cluster share it: a lock of a session, which the server releases
/// however the process ends, within seconds even when its machine is gone. Who has it signs: a process with a mark of
/// its own, nodes with their cluster's. A process whose session is lost, as when the server is started anew, takes the
/// lock again and looks for the mark: while that is there, nobody else had the database in between, and it goes on;
/// else the database is another's, and this process must end. Until it notices, what it writes is held back by versions
/// and epochs.
/// </summary>
public sealed partial class PostgresOwnership : IAsyncDisposable
{
    private const string Key = "hashtextextended('livechat process ' || current_schema(), 0)";

    /// <summary>The server notices within seconds that this machine is gone.</summary>
    private const string Prompt =
        "-c tcp_keepalives_idle=5 -c tcp_keepalives_interval=2 -c tcp_keepalives_count=3 -c tcp_user_timeout=10000";

    private static readonly TimeSpan _silenceMax = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(500);

    private readonly string _text;
    private readonly OwnerMark _mark;
    private readonly bool _isShared;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly CancellationTokenSource _end = new();
    private Task<bool> _watching = Task.FromResult(true);

    private PostgresOwnership(PostgresOptions options, string? cluster, TimeProvider time, ILogger log)
    {
        _isShared = cluster is not null;
        _mark = cluster is null ? OwnerMark.New() : OwnerMark.Of(cluster);
        var text = new NpgsqlConnectionStringBuilder(options.ConnectionString)
        {
            ApplicationName = "livechat owner",
            Pooling = false,
            Timeout = (int)Math.Ceiling(options.ConnectMax.TotalSeconds),
            KeepAlive = (int)_silenceMax.TotalSeconds,
        };
        text.Options = $"{Prompt} {text.Options}".TrimEnd();
        _text = text.ToString();
        _time = time;
        _log = log;
    }

    /// <summary>Ends when another process has taken the database over; never, while this one has it.</summary>
    public Task Lost { get; private set; } = Task.CompletedTask;

    /// <summary>Waits a while for a process that is ending, then brings the schema up, alone of all.</summary>
    /// <exception cref="DatabaseOwnedException">Another process has it, or a cluster.</exception>
    /// <exception cref="StoreUnavailableException">It is not there, or will not do.</exception>
    /// <exception cref="Storage.Schema.SchemaTooNewException">A newer program has used it.</exception>
    public static Task<PostgresOwnership> Take(
        PostgresOptions options, TimeSpan waitMax, TimeProvider time, ILoggerFactory logs,
        CancellationToken cancel = default) => Take(options, null, waitMax, time, logs, cancel);

    /// <summary>
    /// Has it together with the other nodes of the cluster. The first of them brings the schema up, while the others
    /// wait; where nodes already run on an older one, they must end first.
    /// </summary>
    /// <exception cref="DatabaseOwnedException">
    /// A process alone has it, or another cluster, or nodes at another schema.
    /// </exception>
    /// <exception cref="StoreUnavailableException">It is not there, or will not do.</exception>
    /// <exception cref="Storage.Schema.SchemaTooNewException">A newer program has used it.</exception>
    public static Task<PostgresOwnership> Share(
        PostgresOptions options, string cluster, TimeSpan waitMax, TimeProvider time, ILoggerFactory logs,
        CancellationToken cancel = default) => Take(options, cluster, waitMax, time, logs, cancel);

    private static async Task<PostgresOwnership> Take(
        PostgresOptions options, string? cluster, TimeSpan waitMax, TimeProvider time, ILoggerFactory logs,
        CancellationToken cancel)
    {
        var ownership = new PostgresOwnership(options, cluster, time, logs.CreateLogger<PostgresOwnership>());
        try
        {
            var session = await ownership.Begin(options, waitMax, cancel);
            ownership._watching = ownership.Watch(session);
            ownership.Lost = ownership.WhenLost();
            return ownership;
        }
        catch (Exception exception) when (PostgresFault.Trouble(exception) is { } trouble)
        {
            throw trouble;
        }
    }

    /// <summary>Lets another process have it.</summary>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _watching;
    }

    private async Task WhenLost()
    {
        if (!await _watching) return;
        await Task.Delay(Timeout.InfiniteTimeSpan, _time);
    }

    /// <summary>False: another process has it now.</summary>
    private async Task<bool> Watch(NpgsqlConnection first)
    {
        NpgsqlConnection? session = first;
        while (session is not null)
        {
            await using (session) await UntilLost(session);
            if (_end.IsCancellationRequested) return true;
            (session, var isOthers) = await Retake();
            if (isOthers) return false;
        }

        return true;
    }

    private async Task UntilLost(NpgsqlConnection session)
    {
        try
        {
            while (true) await session.WaitAsync(_end.Token);
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
            // It is given up.
        }
        catch (Exception exception) when (PostgresFault.Trouble(exception) is { } trouble)
        {
            LogLost(_log, trouble.Message);
        }
    }

    /// <summary>The lock may still be held by the session that was lost, which the server has yet to notice.</summary>
    private async Task<(NpgsqlConnection? Session, bool IsOthers)> Retake()
    {
        while (!_end.IsCancellationRequested)
        {
            NpgsqlConnection? session = null;
            try
            {
                session = await Lock(_end.Token);
                if (!await IsMarked(session))
                {
                    if (session is not null) await session.DisposeAsync();
                    LogTaken(_log);
                    return (null, true);
                }

                if (session is not null)
                {
                    LogBack(_log);
                    return (session, false);
                }
            }
            catch (Exception exception)
                when (exception is OperationCanceledException || PostgresFault.Trouble(exception) is not null)
            {
                // The server is not back yet. A session left behind would keep the lock from this process, too.
                if (session is not null) await session.DisposeAsync();
            }

            await Task.Delay(_pause, _time, _end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return (null, false);
    }

    /// <summary>A session that has what this process wants, at this program's schema and signed.</summary>
    private async Task<NpgsqlConnection> Begin(PostgresOptions options, TimeSpan waitMax, CancellationToken cancel)
    {
        var began = _time.GetTimestamp();
        var session = await Open(cancel);
        try
        {
            while (!await TryBegin(session, options, cancel))
            {
                if (_time.GetElapsedTime(began) >= waitMax) throw await Refusal(session, cancel);
                await Task.Delay(_pause, _time, cancel);
            }

            return session;
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// Who finds nobody there brings the schema up and signs, alone; a node then lets others of its cluster in. Who
    /// finds nodes of its own cluster joins them, if their schema is this program's.
    /// </summary>
    private async Task<bool> TryBegin(NpgsqlConnection session, PostgresOptions options, CancellationToken cancel)
    {
        if (await Ask(session, $"select pg_try_advisory_lock({Key})", cancel))
        {
            await PostgresSchema.Migrate(options, _time, cancel);
            await _mark.Sign(session, cancel);
            return !_isShared || await Ask(
                session, $"select case when pg_try_advisory_lock_shared({Key}) then pg_advisory_unlock({Key}) end",
                cancel);
        }

        if (!_isShared || !await Ask(session, $"select pg_try_advisory_lock_shared({Key})", cancel)) return false;
        var isOwn = await OwnerMark.Read(session, cancel) == _mark;
        if (isOwn && await PostgresSchema.IsPresent(session, cancel)) return true;
        await Ask(session, $"select pg_advisory_unlock_shared({Key})", cancel);
        return false;
    }

    private async Task<DatabaseOwnedException> Refusal(NpgsqlConnection session, CancellationToken cancel)
    {
        // The table may not be there yet: whoever has the database is just making it.
        var mark = await PostgresSchema.Exists(session, cancel) ? await OwnerMark.Read(session, cancel) : null;
        return mark?.Cluster is { } cluster
            ? new DatabaseOwnedException(cluster, isOwn: mark == _mark)
            : new DatabaseOwnedException();
    }

    /// <summary>A session that has the lock; null: it is not to be had now.</summary>
    private async Task<NpgsqlConnection?> Lock(CancellationToken cancel)
    {
        var session = await Open(cancel);
        try
        {
            var take = _isShared ? "pg_try_advisory_lock_shared" : "pg_try_advisory_lock";
            if (await Ask(session, $"select {take}({Key})", cancel)) return session;
            await session.DisposeAsync();
            return null;
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    private static async Task<bool> Ask(NpgsqlConnection session, string sql, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, session);
        return await command.ExecuteScalarAsync(cancel) is true;
    }

    /// <summary>
    /// Whether this process, or its cluster, was the last to sign; asked on a session of its own where there is none.
    /// </summary>
    private async Task<bool> IsMarked(NpgsqlConnection? session)
    {
        await using var own = session is null ? await Open(_end.Token) : null;
        return await OwnerMark.Read((session ?? own)!, _end.Token) == _mark;
    }

    private async Task<NpgsqlConnection> Open(CancellationToken cancel)
    {
        var session = new NpgsqlConnection(_text);
        try
        {
            await session.OpenAsync(cancel);
            return session;
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "The session that holds the database was lost: {Trouble}")]
    private static partial void LogLost(ILogger log, string trouble);

    [LoggerMessage(2, LogLevel.Information, "The database is held again, and nobody else had it")]
    private static partial void LogBack(ILogger log);

    [LoggerMessage(3, LogLevel.Critical, "Another process has taken the database over")]
    private static partial void LogTaken(ILogger log);
}
