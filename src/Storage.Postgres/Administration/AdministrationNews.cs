using LiveChat.Storage.Administration;
using LiveChat.Storage.Postgres.Raw;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace LiveChat.Storage.Postgres.Administration;

/// <summary>
/// Listens to what other processes announce, on a connection of its own that asks for a sign of life by itself. When it
/// is lost, all that is remembered is dropped, at once and again when it is back: in between, nothing was heard.
/// </summary>
internal sealed partial class AdministrationNews : IAsyncDisposable
{
    public const string Channel = "livechat_administration";

    private static readonly TimeSpan _silenceMax = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(1);

    private readonly string _text;
    private readonly Guid _own;
    private readonly IFollowsAdministration _follower;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly CancellationTokenSource _end = new();
    private Task _listening = Task.CompletedTask;

    private AdministrationNews(
        PostgresOptions options, Guid own, IFollowsAdministration follower, TimeProvider time, ILogger log)
    {
        _text = new NpgsqlConnectionStringBuilder(options.ConnectionString)
        {
            ApplicationName = "livechat news",
            Pooling = false,
            Timeout = (int)Math.Ceiling(options.ConnectMax.TotalSeconds),
            KeepAlive = (int)_silenceMax.TotalSeconds,
        }.ToString();
        _own = own;
        _follower = follower;
        _time = time;
        _log = log;
    }

    /// <summary>Returns when it listens.</summary>
    /// <param name="own">Who says what is not to be heard.</param>
    /// <exception cref="StoreUnavailableException">The database cannot be listened to.</exception>
    public static async Task<AdministrationNews> Listen(
        PostgresOptions options, Guid own, IFollowsAdministration follower, TimeProvider time, ILogger log,
        CancellationToken cancel)
    {
        var news = new AdministrationNews(options, own, follower, time, log);
        try
        {
            var connection = await news.Connect(cancel);
            news._listening = news.Run(connection);
            return news;
        }
        catch (Exception exception) when (PostgresFault.Trouble(exception) is { } trouble)
        {
            throw trouble;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _listening;
        _end.Dispose();
    }

    private async Task Run(NpgsqlConnection first)
    {
        NpgsqlConnection? connection = first;
        while (connection is not null)
        {
            await using (connection) await Hear(connection);
            connection = await Reconnect();
        }
    }

    /// <summary>
    /// Until the connection is lost, or nobody wants to hear any more. Whatever else ends it is a fault of this
    /// program, and yet no reason to hear nothing for ever.
    /// </summary>
    private async Task Hear(NpgsqlConnection connection)
    {
        try
        {
            _follower.HearAnew();
            while (true) await connection.WaitAsync(_end.Token);
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
            return;
        }
        catch (Exception exception) when (PostgresFault.Trouble(exception) is { } trouble)
        {
            LogLost(_log, trouble.Message);
        }
        catch (Exception exception)
        {
            LogBroken(_log, exception);
            _follower.HearNothing();
            await Pause();
            return;
        }

        _follower.HearNothing();
    }

    /// <summary>Null: nobody wants to hear any more.</summary>
    private async Task<NpgsqlConnection?> Reconnect()
    {
        while (!_end.IsCancellationRequested)
        {
            try
            {
                var connection = await Connect(_end.Token);
                LogBack(_log);
                return connection;
            }
            catch (Exception exception)
            {
                if (exception is not OperationCanceledException && PostgresFault.Trouble(exception) is null)
                    LogBroken(_log, exception);
                await Pause();
            }
        }

        return null;
    }

    private async Task Pause() =>
        await Task.Delay(_pause, _time, _end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private async Task<NpgsqlConnection> Connect(CancellationToken cancel)
    {
        var connection = new NpgsqlConnection(_text);
        try
        {
            connection.Notification += Hear;
            await connection.OpenAsync(cancel);
            await using var listen = new NpgsqlCommand($"listen {Channel}", connection);
            await listen.ExecuteNonQueryAsync(cancel);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private void Hear(object sender, NpgsqlNotificationEventArgs news)
    {
        var (origin, touched) = TouchedText.Read(news.Payload);
        if (origin == _own) return;
        if (touched is null) _follower.HearAnew();
        else _follower.Hear(touched);
    }

    [LoggerMessage(1, LogLevel.Warning,
        "Changes of settings by other processes cannot be heard until the database is back: {Trouble}")]
    private static partial void LogLost(ILogger log, string trouble);

    [LoggerMessage(2, LogLevel.Information, "Changes of settings by other processes are heard again")]
    private static partial void LogBack(ILogger log);

    [LoggerMessage(3, LogLevel.Error,
        "Hearing of changes of settings by other processes failed, and begins anew")]
    private static partial void LogBroken(ILogger log, Exception fault);
}
