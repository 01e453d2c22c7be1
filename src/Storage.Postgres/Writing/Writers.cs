using LiveChat.Core.Primitives;
using LiveChat.Storage.Postgres.Raw;
using LiveChat.Storage.Writing;
using Npgsql;

namespace LiveChat.Storage.Postgres.Writing;

/// <summary>
/// Writes that are no appends: each a transaction of its own, a bounded number at the same time, of each tenant in
/// turn. One whom another overtook, or whose connection turned out to be lost before anything could be committed,
/// begins again.
/// </summary>
internal sealed class Writers(NpgsqlDataSource source, PostgresOptions options, Standing standing) : IDisposable
{
    private readonly FairPlaces _places = new(options.WritersMax, options.WritesWaitingMax);
    private volatile bool _ended;

    /// <exception cref="StoreBusyException">Too many wait; nothing was written.</exception>
    /// <exception cref="StoreUnavailableException">
    /// The database cannot serve, and the outcome is unknown; or the store has stopped.
    /// </exception>
    public async ValueTask<T> Write<TState, T>(
        TenantId tenant, TState state, Func<NpgsqlConnection, TState, Task<T>> write, CancellationToken cancel)
    {
        await _places.Enter(tenant, cancel);
        return await WriteAndFree(state, write).WaitAsync(cancel);
    }

    /// <summary>The same for what is no tenant's.</summary>
    public ValueTask<T> Write<TState, T>(
        TState state, Func<NpgsqlConnection, TState, Task<T>> write, CancellationToken cancel) =>
        Write(default, state, write, cancel);

    public void Dispose() => _ended = true;

    private async Task<T> WriteAndFree<TState, T>(TState state, Func<NpgsqlConnection, TState, Task<T>> write)
    {
        try
        {
            if (_ended) throw new StoreUnavailableException("The store has stopped.");
            var result = await Persist(state, write);
            standing.NoteServing();
            return result;
        }
        catch (Exception exception) when (PostgresFault.Trouble(exception) is { } trouble)
        {
            standing.NoteTrouble(trouble);
            throw trouble;
        }
        finally
        {
            _places.Leave();
        }
    }

    private async Task<T> Persist<TState, T>(TState state, Func<NpgsqlConnection, TState, Task<T>> write)
    {
        for (var attempt = 1; ; attempt++)
        {
            var isCommitting = false;
            try
            {
                await using var connection = await source.OpenConnectionAsync();
                await using var transaction = await connection.BeginTransactionAsync();
                var result = await write(connection, state);
                isCommitting = true;
                await transaction.CommitAsync();
                return result;
            }
            catch (Exception exception) when (!isCommitting && Attempts.MayFollow(attempt, exception))
            {
                if (PostgresFault.IsLoss(exception)) source.Clear();
            }
        }
    }
}
