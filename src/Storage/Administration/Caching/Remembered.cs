using System.Collections.Concurrent;

namespace LiveChat.Storage.Administration.Caching;

/// <summary>
/// Values by key, read once and kept until forgotten. Who asks after <see cref="Forget(TKey)"/> never gets a value
/// whose reading began before it: a reading is entered before it begins, and forgetting takes the entry away with it.
/// </summary>
/// <param name="entriesMax">When there are as many, an eighth of them, whichever, makes room.</param>
public sealed class Remembered<TKey, TValue>(int entriesMax, Func<TKey, Task<TValue>> read) where TKey : notnull
{
    private const int EvictedShare = 8;

    private readonly ConcurrentDictionary<TKey, Lazy<Task<TValue>>> _entries = new();

    /// <summary>A reading that fails is not kept; everyone who waited for it gets its exception.</summary>
    public ValueTask<TValue> Get(TKey key, CancellationToken cancel = default)
    {
        if (!_entries.TryGetValue(key, out var entry)) entry = Enter(key);
        var value = entry.Value;
        return value.IsCompletedSuccessfully ? new ValueTask<TValue>(value.Result) : Wait(key, entry, cancel);
    }

    public void Forget(TKey key) => _entries.TryRemove(key, out _);

    /// <summary>Looks at every entry.</summary>
    public void Forget(Func<TKey, bool> which)
    {
        foreach (var (key, _) in _entries)
        {
            if (which(key)) _entries.TryRemove(key, out _);
        }
    }

    private Lazy<Task<TValue>> Enter(TKey key)
    {
        if (_entries.Count >= entriesMax) MakeRoom();
        return _entries.GetOrAdd(key, static (it, read) => new Lazy<Task<TValue>>(() => read(it)), read);
    }

    private void MakeRoom()
    {
        foreach (var (key, _) in _entries.Take(Math.Max(1, entriesMax / EvictedShare))) _entries.TryRemove(key, out _);
    }

    private async ValueTask<TValue> Wait(TKey key, Lazy<Task<TValue>> entry, CancellationToken cancel)
    {
        var reading = entry.Value;
        try
        {
            return await reading.WaitAsync(cancel);
        }
        finally
        {
            if (reading.IsFaulted || reading.IsCanceled)
                _entries.TryRemove(new KeyValuePair<TKey, Lazy<Task<TValue>>>(key, entry));
        }
    }
}
