using System.Collections.Concurrent;
using LiveChat.Core.Primitives;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Storage.Administration.Credentials;

/// <summary>
/// Meters API keys: requests are counted in memory and written down together, so that none costs a write. A crash loses
/// what was counted since the last flush, <see cref="FlushEach"/> at most.
/// </summary>
public sealed class KeyMeter(IAdministrationDatabase database, TimeProvider time)
{
    /// <summary>How often what was counted is written down.</summary>
    public static readonly TimeSpan FlushEach = TimeSpan.FromSeconds(15);

    /// <summary>Keys that are written down in one transaction.</summary>
    private const int KeysAtOnceMax = 500;

    /// <summary>The counter of a key that was not used for so long is let go.</summary>
    private static readonly TimeSpan _idleMax = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<(TenantId Tenant, Guid Key), KeyUsage> _keys = new();
    private readonly SemaphoreSlim _writing = new(1);

    /// <summary>The counter of a key.</summary>
    public KeyUsage Of(TenantId tenant, Guid key) =>
        _keys.TryGetValue((tenant, key), out var known) ? known : _keys.GetOrAdd((tenant, key), _ => new KeyUsage());

    /// <summary>
    /// Writes down what was counted. After an exception it is counted as before, and is written down the next time.
    /// </summary>
    /// <exception cref="StoreBusyException">The store takes nothing now.</exception>
    /// <exception cref="StoreUnavailableException">The store cannot write.</exception>
    public async Task Flush(CancellationToken cancel = default)
    {
        await _writing.WaitAsync(cancel);
        try
        {
            LetIdleGo();
            foreach (var some in _keys.Where(it => it.Value.Pending.Count > 0).Chunk(KeysAtOnceMax))
            {
                await Write([.. some.Select(it => (it.Key.Tenant, it.Key.Key, it.Value))], cancel);
            }
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>
    /// What is written down of these keys and what is only counted yet, in one: nothing is left out or counted twice,
    /// whatever is flushed meanwhile.
    /// </summary>
    public async Task<ILookup<Guid, UsageCount>> Read(
        TenantId tenant, IReadOnlyCollection<Guid> keys, int fromMonth, CancellationToken cancel = default)
    {
        await _writing.WaitAsync(cancel);
        try
        {
            var ids = keys.ToArray();
            var written = await database.For(tenant).Read(
                (rows, token) => rows.ApiKeyUsages.AsNoTracking()
                    .Where(it => it.Tenant == tenant && ids.Contains(it.ApiKey) && it.Month >= fromMonth)
                    .ToListAsync(token),
                cancel);
            var counted = ids.SelectMany(
                key => _keys.TryGetValue((tenant, key), out var usage) ? usage.Pending : [],
                (key, count) => (Key: key, Count: count));
            return written
                .Select(it => (
                    Key: it.ApiKey, Count: new UsageCount(it.Month, it.Requests, it.Failures, it.Microseconds)))
                .Concat(counted.Where(it => it.Count.Month >= fromMonth))
                .GroupBy(it => (it.Key, it.Count.Month), it => it.Count)
                .ToLookup(it => it.Key.Key, it => it.Aggregate((one, other) => one + other));
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>When the key was last used; null: neither written down nor in this process.</summary>
    public DateTimeOffset? LastUseOf(ApiKeyRow key) =>
        _keys.TryGetValue((key.Tenant, key.Id), out var usage) && usage.LastUsedAt is { } at && !(key.LastUsedAt > at)
            ? at
            : key.LastUsedAt;

    private void LetIdleGo()
    {
        var now = time.GetUtcNow();
        foreach (var entry in _keys)
        {
            if (entry.Value.LastUsedAt + _idleMax < now && entry.Value.Pending.Count == 0) _keys.TryRemove(entry);
        }
    }

    private async Task Write((TenantId Tenant, Guid Key, KeyUsage Usage)[] some, CancellationToken cancel)
    {
        var taken = Array.ConvertAll(some, it => it.Usage.Take());
        try
        {
            await database.Write(
                async (rows, token) =>
                {
                    foreach (var tenant in some.Zip(taken).GroupBy(it => it.First.Tenant))
                    {
                        await Write(rows, tenant.Key, [.. tenant], token);
                    }

                    return true;
                },
                cancel);
        }
        catch
        {
            for (var i = 0; i < some.Length; i++) some[i].Usage.GiveBack(taken[i]);
            throw;
        }
    }

    private static async Task Write(
        AdministrationContext rows, TenantId tenant,
        ((TenantId Tenant, Guid Key, KeyUsage Usage) Of, IReadOnlyList<UsageCount> Counts)[] some,
        CancellationToken cancel)
    {
        var ids = Array.ConvertAll(some, it => it.Of.Key);
        var from = some.SelectMany(it => it.Counts).Min(it => it.Month);
        var keys = await rows.ApiKeys.Where(it => it.Tenant == tenant && ids.Contains(it.Id))
            .ToDictionaryAsync(it => it.Id, cancel);
        var months = await rows.ApiKeyUsages
            .Where(it => it.Tenant == tenant && ids.Contains(it.ApiKey) && it.Month >= from)
            .ToDictionaryAsync(it => (it.ApiKey, it.Month), cancel);
        foreach (var (of, counts) in some)
        {
            // What came with a key that was deleted meanwhile is of no use to anybody.
            if (!keys.TryGetValue(of.Key, out var key)) continue;
            // Another process may have written a later use.
            if (!(key.LastUsedAt > of.Usage.LastUsedAt)) key.LastUsedAt = of.Usage.LastUsedAt;
            foreach (var count in counts) Add(rows, months, key, count);
        }
    }

    private static void Add(
        AdministrationContext rows, Dictionary<(Guid, int), ApiKeyUsageRow> months, ApiKeyRow key, UsageCount count)
    {
        if (!months.TryGetValue((key.Id, count.Month), out var row))
        {
            row = new ApiKeyUsageRow { Tenant = key.Tenant, ApiKey = key.Id, Month = count.Month };
            months.Add((key.Id, count.Month), row);
            rows.ApiKeyUsages.Add(row);
        }

        row.Requests += count.Requests;
        row.Failures += count.Failures;
        row.Microseconds += count.Microseconds;
    }
}
