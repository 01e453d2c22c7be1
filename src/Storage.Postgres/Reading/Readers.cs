using LiveChat.Core.Primitives;
using LiveChat.Storage.Postgres.Raw;
using LiveChat.Storage.Writing;
using Npgsql;

namespace LiveChat.Storage.Postgres.Reading;

/// <summary>
/// A bounded number of connections that only read, each used by one reader at a time; when all are in use, a reader
/// waits, of each tenant in turn. A connection that was lost since it was last used is not the reader's concern: he
/// gets a new one, once. Who gives up waiting leaves his statement to end by itself, as it soon does.
/// </summary>
internal sealed class Readers(NpgsqlDataSource source, PostgresOptions options, Standing standing) : IDisposable
{
    private readonly FairPlaces _places = new(options.ReadersMax);
    private volatile bool _ended;

    /// <exception cref="StoreUnavailableException">The database cannot serve, or the store has stopped.</exception>
    public async ValueTask<T> Read<TState, T>(
        TenantId tenant, TState state, Func<NpgsqlConnection, TState, Task<T>> read, CancellationToken cancel)
    {
        await _places.Enter(tenant, cancel);
        return await ReadAndFree(state, read).WaitAsync(cancel);
    }

    /// <summary>The same for what is no tenant's.</summary>
    public ValueTask<T> Read<TState, T>(
        TState state, Func<NpgsqlConnection, TState, Task<T>> read, CancellationToken cancel) =>
        Read(default, state, read, cancel);

    public void Dispose() => _ended = true;

    private async Task<T> ReadAndFree<TState, T>(TState state, Func<NpgsqlConnection, TState, Task<T>> read)
    {
        try
        {
            if (_ended) throw new StoreUnavailableException("The store has stopped.");
            return await ReadOrTryAnew(state, read);
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

    private async Task<T> ReadOrTryAnew<TState, T>(TState state, Func<NpgsqlConnection, TState, Task<T>> read)
    {
        try
        {
            return await ReadOnce(state, read);
        }
        catch (Exception exception) when (PostgresFault.IsLoss(exception))
        {
            source.Clear();
            return await ReadOnce(state, read);
        }
    }

    private async Task<T> ReadOnce<TState, T>(TState state, Func<NpgsqlConnection, TState, Task<T>> read)
    {
        await using var connection = await source.OpenConnectionAsync();
        return await read(connection, state);
    }
}
