using System.Data;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Administration;
using LiveChat.Storage.Postgres.Raw;
using LiveChat.Storage.Writing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace LiveChat.Storage.Postgres.Administration;

/// <summary>
/// EF over connections of its own. Writes run one at a time in all processes of the database: each takes the same lock
/// first, and what it reads is what the one before has left. So a command may count what is there, and the audit chains
/// have no two rows of one number. Reads see one state of the database each, and wait for no write. What waits in this
/// process is taken of each tenant in turn.
/// </summary>
internal sealed class PostgresAdministrationDatabase : AdministrationDatabase, IAsyncDisposable
{
    private const string Alone =
        "select pg_advisory_xact_lock(hashtextextended('livechat administration ' || current_schema(), 0))";

    private static readonly AsyncLocal<bool> _inside = new();

    private readonly Guid _own = Guid.CreateVersion7();
    private readonly NpgsqlDataSource _source;
    private readonly PostgresOptions _postgres;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly DbContextOptions<AdministrationContext> _options;
    private readonly FairPlaces _writer;

    /// <summary>One connection is for who writes.</summary>
    private readonly FairPlaces _readers;

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
        _writer = new FairPlaces(1, options.ChangesWaitingMax);
        _readers = new FairPlaces(options.AdministratorsMax - 1);
        _time = time;
        _log = log;
        _options = new DbContextOptionsBuilder<AdministrationContext>()
            .UseNpgsql(_source).AddInterceptors(new StorableParameters()).Options;
        AdministrationModel.Prepare(_options);
    }

    public override async Task Announce(
        AdministrationContext rows, Touched touched, CancellationToken cancel = default)
    {
        foreach (var text in TouchedText.Write(_own, touched))
        {
            await rows.Database.ExecuteSqlAsync(
                $"select pg_notify({AdministrationNews.Channel}, {text})", cancel);
        }
    }

    public override async ValueTask<IAsyncDisposable> Follow(
        IFollowsAdministration follower, CancellationToken cancel = default) =>
        await AdministrationNews.Listen(_postgres, _own, follower, _time, _log, cancel);

    public async ValueTask DisposeAsync() => await _source.DisposeAsync();

    /// <summary>What was lost with its connection is read once more: the server may have been started anew.</summary>
    protected override async ValueTask<T> Read<T>(
        TenantId tenant, Func<AdministrationContext, CancellationToken, Task<T>> query, CancellationToken cancel)
    {
        await _readers.Enter(tenant, cancel);
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
            _readers.Leave();
        }
    }

    protected override async ValueTask<T> Write<T>(
        TenantId tenant, Func<AdministrationContext, CancellationToken, Task<T>> change, CancellationToken cancel)
    {
        if (_inside.Value)
            throw new InvalidOperationException("A write that is awaited inside an administration write never ends.");
        await _writer.Enter(tenant, cancel);
        try
        {
            _inside.Value = true;
            return await Commit(change, cancel);
        }
        catch (Exception exception) when (PostgresFault.Trouble(exception) is { } trouble)
        {
            throw trouble;
        }
        finally
        {
            _writer.Leave();
        }
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
