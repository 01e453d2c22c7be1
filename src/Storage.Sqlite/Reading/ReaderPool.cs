using System.Collections.Concurrent;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Sqlite.Raw;
using LiveChat.Storage.Writing;

namespace LiveChat.Storage.Sqlite.Reading;

/// <summary>
/// Connections that only read, each used by one reader at a time. A read runs on its caller's thread; when all are in
/// use it waits, of each tenant in turn. A connection that had a fault is dropped.
/// </summary>
internal sealed class ReaderPool(SqliteOptions options) : IDisposable
{
    private readonly FairPlaces _places = new(options.ReadersMax);
    private readonly ConcurrentStack<Connection> _idle = new();
    private volatile bool _ended;

    /// <exception cref="StoreUnavailableException">The database cannot serve, or the store has stopped.</exception>
    public async ValueTask<T> Read<TState, T>(
        TenantId tenant, TState state, Func<Connection, TState, T> read, CancellationToken cancel)
    {
        await _places.Enter(tenant, cancel);
        try
        {
            var connection = Take();
            var result = UseOrDrop(connection, state, read);
            Return(connection);
            return result;
        }
        catch (Exception exception) when (SqliteFault.Trouble(exception) is { } trouble)
        {
            throw trouble;
        }
        finally
        {
            _places.Leave();
        }
    }

    /// <summary>The same for what is no tenant's.</summary>
    public ValueTask<T> Read<TState, T>(
        TState state, Func<Connection, TState, T> read, CancellationToken cancel) =>
        Read(default, state, read, cancel);

    /// <summary>The same for a read that is asynchronous by its interface.</summary>
    public async ValueTask<T> Read<T>(
        TenantId tenant, Func<Connection, Task<T>> read, CancellationToken cancel)
    {
        await _places.Enter(tenant, cancel);
        try
        {
            var connection = Take();
            T result;
            try
            {
                result = await read(connection);
            }
            catch
            {
                connection.Dispose();
                throw;
            }

            Return(connection);
            return result;
        }
        catch (Exception exception) when (SqliteFault.Trouble(exception) is { } trouble)
        {
            throw trouble;
        }
        finally
        {
            _places.Leave();
        }
    }

    public void Dispose()
    {
        _ended = true;
        while (_idle.TryPop(out var connection)) connection.Dispose();
    }

    private static T UseOrDrop<TState, T>(Connection connection, TState state, Func<Connection, TState, T> read)
    {
        try
        {
            return read(connection, state);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private Connection Take()
    {
        if (_ended) throw new StoreUnavailableException("The store has stopped.");
        return _idle.TryPop(out var connection) ? connection : Connection.OpenReader(options);
    }

    private void Return(Connection connection)
    {
        _idle.Push(connection);
        // Whoever ends the pool meanwhile may have seen the stack before this.
        if (_ended && _idle.TryPop(out var late)) late.Dispose();
    }
}
