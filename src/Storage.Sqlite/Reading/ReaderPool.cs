using System.Collections.Concurrent;
using LiveChat.Storage.Sqlite.Raw;

namespace LiveChat.Storage.Sqlite.Reading;

/// <summary>
/// Connections that only read, each used by one reader at a time. A read runs on its caller's thread; when all are in
/// use it waits. A connection that had a fault is dropped.
/// </summary>
internal sealed class ReaderPool(SqliteOptions options) : IDisposable
{
    private readonly SemaphoreSlim _free = new(options.ReadersMax);
    private readonly ConcurrentStack<Connection> _idle = new();
    private volatile bool _ended;

    /// <exception cref="StoreUnavailableException">The database cannot serve, or the store has stopped.</exception>
    public async ValueTask<T> Read<TState, T>(TState state, Func<Connection, TState, T> read, CancellationToken cancel)
    {
        await _free.WaitAsync(cancel);
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
            _free.Release();
        }
    }

    /// <summary>The same for a read that is asynchronous by its interface.</summary>
    public async ValueTask<T> Read<T>(Func<Connection, Task<T>> read, CancellationToken cancel)
    {
        await _free.WaitAsync(cancel);
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
            _free.Release();
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
