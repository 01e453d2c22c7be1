using System.Security.Cryptography;
using LiveChat.Storage.Postgres.Raw;
using LiveChat.Storage.Postgres.Schema;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace LiveChat.Storage.Postgres.Ownership;

/// <summary>
/// One process has the database: a lock of a session, which the server releases however the process ends, within
/// seconds even when its machine is gone. Who takes it signs with a mark of its own. A process whose session is lost,
/// as when the server is started anew, takes the lock again and looks for its mark: while that is there, nobody else
/// had the database in between, and it goes on; else the database is another's, and this process must end. Until it
/// notices, what it writes is held back by versions and epochs.
/// </summary>
public sealed partial class PostgresOwnership : IAsyncDisposable
{
    /// <summary>Under which name the mark is kept.</summary>
    public const string MarkName = "owner";

    private const int MarkBytesCount = 16;
    private const string Key = "hashtextextended('livechat process ' || current_schema(), 0)";

    /// <summary>The server notices within seconds that this machine is gone.</summary>
    private const string Prompt =
        "-c tcp_keepalives_idle=5 -c tcp_keepalives_interval=2 -c tcp_keepalives_count=3 -c tcp_user_timeout=10000";

    private static readonly TimeSpan _silenceMax = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(500);

    private readonly string _text;
    private readonly byte[] _mark = RandomNumberGenerator.GetBytes(MarkBytesCount);
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly CancellationTokenSource _end = new();
    private Task<bool> _watching = Task.FromResult(true);

    private PostgresOwnership(PostgresOptions options, TimeProvider time, ILogger log)
    {
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
    /// <exception cref="DatabaseOwnedException">Another process has it.</exception>
    /// <exception cref="StoreUnavailableException">It is not there, or will not do.</exception>
    /// <exception cref="Storage.Schema.SchemaTooNewException">A newer program has used it.</exception>
    public static async Task<PostgresOwnership> Take(
        PostgresOptions options, TimeSpan waitMax, TimeProvider time, ILoggerFactory logs,
        CancellationToken cancel = default)
    {
        var ownership = new PostgresOwnership(options, time, logs.CreateLogger<PostgresOwnership>());
        try
        {
            var session = await ownership.Lock(waitMax, cancel)
                ?? throw new DatabaseOwnedException();
            try
            {
                await PostgresSchema.Migrate(options, time, cancel);
                await ownership.Sign(session, cancel);
            }
            catch
            {
                await session.DisposeAsync();
                throw;
            }

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
            try
            {
                var session = await Lock(TimeSpan.Zero, _end.Token);
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
                // The server is not back yet.
            }

            await Task.Delay(_pause, _time, _end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return (null, false);
    }

    /// <summary>A session that has the lock; null: it was not to be had in time.</summary>
    private async Task<NpgsqlConnection?> Lock(TimeSpan waitMax, CancellationToken cancel)
    {
        var began = _time.GetTimestamp();
        var session = await Open(cancel);
        try
        {
            await using var take = new NpgsqlCommand($"select pg_try_advisory_lock({Key})", session);
            while (await take.ExecuteScalarAsync(cancel) is not true)
            {
                if (_time.GetElapsedTime(began) >= waitMax)
                {
                    await session.DisposeAsync();
                    return null;
                }

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

    private async Task Sign(NpgsqlConnection session, CancellationToken cancel)
    {
        await using var sign = new NpgsqlCommand(
            "insert into installation (name, value) values ($1, $2) "
            + "on conflict (name) do update set value = excluded.value",
            session);
        sign.Parameters.Add(new NpgsqlParameter<string> { TypedValue = MarkName });
        sign.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = _mark });
        await sign.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>Whether this process was the last to sign; asked on a session of its own where there is none.</summary>
    private async Task<bool> IsMarked(NpgsqlConnection? session)
    {
        await using var own = session is null ? await Open(_end.Token) : null;
        await using var find = new NpgsqlCommand("select value from installation where name = $1", session ?? own);
        find.Parameters.Add(new NpgsqlParameter<string> { TypedValue = MarkName });
        return await find.ExecuteScalarAsync(_end.Token) is byte[] mark && mark.AsSpan().SequenceEqual(_mark);
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
