using LiveChat.Storage.Installation;

namespace LiveChat.Storage.Memory;

internal sealed class MemoryInstallation(MemoryTables tables) : IInstallation
{
    public ValueTask<ReadOnlyMemory<byte>?> Get(string name, CancellationToken cancel = default)
    {
        lock (tables.Lock)
        {
            return new(tables.Installation.TryGetValue(name, out var value)
                ? new ReadOnlyMemory<byte>(value)
                : null);
        }
    }

    public ValueTask<ReadOnlyMemory<byte>> GetOrCreate(
        string name, Func<byte[]> create, CancellationToken cancel = default)
    {
        lock (tables.Lock)
        {
            if (!tables.Installation.TryGetValue(name, out var value))
                tables.Installation[name] = value = create();
            return new(value);
        }
    }

    public ValueTask Set(string name, ReadOnlyMemory<byte> value, CancellationToken cancel = default)
    {
        lock (tables.Lock) tables.Installation[name] = value.ToArray();
        return ValueTask.CompletedTask;
    }
}
