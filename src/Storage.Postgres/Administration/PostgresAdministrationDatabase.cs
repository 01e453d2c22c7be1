using System.Data;
using LiveChat.Storage.Administration;
using LiveChat.Storage.Postgres.Raw;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace LiveChat.Storage.Postgres.Administration;

/// <summary>
/// EF over connections of its own. Writes run one at a time in all processes of the database: each takes the same lock
/// first, and what it reads is what the one before has left. So a command may count what is there, and the audit chains
/// have no two rows of one number. Reads see one state of the database each, and wait for nobody.
/// </summary>
internal sealed class PostgresAdministrationDatabase : IAdministrationDatabase, IAsyncDisposable
{
    private const string Alone =
        "select pg_advisory_xact_lock(hashtextextended('livechat administration ' || current_schema(), 0))";

    /// <summary>Writes that may wait for their turn; one more is answered busy.</summary>
    private const int WaitingMax = 8192;

    private static readonly AsyncLocal<bool> _inside = new();

    private readonly Guid _own = Guid.CreateVersion7();
    private readonly NpgsqlDataSource _source;
    private readonly PostgresOptions _postgres;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly DbContextOptions<AdministrationContext> _options;
    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>Further readers wait; one connection is for who writes.</summary>
    private readonly SemaphoreSlim _readers;
    private int _waiting;

    public PostgresAdministrationDatabase(PostgresOptions options, TimeProvider time, ILogger log)
    {
        _source = PostgresSource.Create(options with
        {
            Lanes = 0,
            ReadersMax = 0,
            WritersMax = 0,
            SilenceMax = options.AdministrationSilenceMax,
        });
        _postgres = options;
        _readers = new SemaphoreSlim(options.AdministratorsMax - 1);
        _time = time;
        _log = log;
        _options = new DbContextOptionsBuilder<AdministrationContext>()
            .UseNpgsql(_source).AddInterceptors(new StorableParameters()).Options;
        AdministrationModel.Prepare(_options);
    }

    /// <summary>What was lost with its connection is read once more: the server may have been started anew.</summary>
    public async ValueTask<T> Read<T>(
        Func<AdministrationContext, CancellationToken, Task<T>> query, CancellationToken cancel = default)
    {
        await _readers.WaitAsync(cancel);
        try
        {
            return await ReadOrTryAnew(query, cancel);
        }
        catch (Exception exception) when (PostgresFault.Trouble(exception) is { } trouble)
        {
            throw trouble;
        }
        finally
        {
            _readers.Release();
        }
    }

    /// <exception cref="StoreBusyException">Too many wait for their turn; nothing was written.</exception>
    public async ValueTask<T> Write<T>(
        Func<AdministrationContext, CancellationToken, Task<T>> change, CancellationToken cancel = default)
    {
        if (_inside.Value)
            throw new InvalidOperationException("A write that is awaited inside an administration write never ends.");
        try
        {
            if (Interlocked.Increment(ref _waiting) > WaitingMax)
                throw new StoreBusyException("Too many writes wait for the database.");
            await _turn.WaitAsync(cancel);
            try
            {
                _inside.Value = true;
                return await Commit(change, cancel);
            }
            finally
            {
                _turn.Release();
            }
        }
        catch (Exception exception) when (PostgresFault.Trouble(exception) is { } trouble)
        {
            throw trouble;
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    public async Task Announce(AdministrationContext rows, Touched touched, CancellationToken cancel = default)
    {
        foreach (var text in TouchedText.Write(_own, touched))
        {
            await rows.Database.ExecuteSqlAsync(
                $"select pg_notify({AdministrationNews.Channel}, {text})", cancel);
        }
    }

    public async ValueTask<IAsyncDisposable> Follow(
        IFollowsAdministration follower, CancellationToken cancel = default) =>
        await AdministrationNews.Listen(_postgres, _own, follower, _time, _log, cancel);

    public async ValueTask DisposeAsync()
    {
        await _source.DisposeAsync();
        _turn.Dispose();
        _readers.Dispose();
    }

    private async Task<T> ReadOrTryAnew<T>(
        Func<AdministrationContext, CancellationToken, Task<T>> query, CancellationToken cancel)
    {
        try
        {
            return await ReadOnce(query, cancel);
        }
        catch (Exception exception) when (IsLoss(exception))
        {
            _source.Clear();
            return await ReadOnce(query, cancel);
        }
    }

    private async Task<T> ReadOnce<T>(
        Func<AdministrationContext, CancellationToken, Task<T>> query, CancellationToken cancel)
    {
        await using var context = new AdministrationContext(_options);
        await using var snapshot = await context.Database.BeginTransactionAsync(
            IsolationLevel.RepeatableRead, cancel);
        var found = await query(context, cancel);
        await snapshot.CommitAsync(cancel);
        return found;
    }

    /// <summary>EF wraps what the driver calls passing.</summary>
    private static bool IsLoss(Exception exception) => exception switch
    {
        PostgresException fault => fault.SqlState is PostgresErrorCodes.AdminShutdown
            or PostgresErrorCodes.CrashShutdown,
        NpgsqlException { InnerException: IOException } => true,
        { InnerException: { } inner } => IsLoss(inner),
        _ => false,
    };

    private async Task<T> Commit<T>(
        Func<AdministrationContext, CancellationToken, Task<T>> change, CancellationToken cancel)
    {
        await using var context = new AdministrationContext(_options);
        await using var transaction = await context.Database.BeginTransactionAsync(
            IsolationLevel.ReadCommitted, cancel);
        await context.Database.ExecuteSqlRawAsync(Alone, cancel);
        var result = await change(context, cancel);
        await context.SaveChangesAsync(cancel);
        await transaction.CommitAsync(CancellationToken.None);
        return result;
    }
}
