using LiveChat.Core.Primitives;
using LiveChat.Storage;
using LiveChat.Storage.Administration;
using LiveChat.Storage.Administration.Credentials;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Contract.Tests.Administration;

public abstract class KeyMeterContract<TStore> where TStore : OfficeStore, new()
{
    private static readonly TimeSpan _latency = TimeSpan.FromMilliseconds(2);

    [SkippableFact]
    public async Task What_was_counted_is_read_alike_before_and_after_it_was_written_down_and_after_a_restart()
    {
        await using var office = await Office.Open<TStore>();
        var key = await Key(office);
        var meter = Meter(office);
        var usage = meter.Of(key.Tenant, key.Id);
        usage.Add(office.Time.Now, _latency, succeeded: true);
        usage.Add(office.Time.Now, 3 * _latency, succeeded: false);
        var expected = new UsageCount(202611, Requests: 2, Failures: 1, Microseconds: 8_000);
        Assert.Equal([expected], await Read(meter, key));
        Assert.Empty(await Read(Meter(office), key));

        await meter.Flush();
        Assert.Equal([expected], await Read(meter, key));
        Assert.Equal([expected], await Read(Meter(office), key));
        Assert.Equal(office.Time.Now, Meter(office).LastUseOf(await Row(office, key)));

        usage.Add(office.Time.Now, _latency, succeeded: true);
        await meter.Flush();
        await meter.Flush();
        Assert.Equal(3, Assert.Single(await Read(Meter(office), key)).Requests);
    }

    [SkippableFact]
    public async Task Two_processes_count_together_and_the_later_use_stands()
    {
        await using var office = await Office.Open<TStore>();
        var key = await Key(office);
        var (one, other) = (Meter(office), Meter(office));
        one.Of(key.Tenant, key.Id).Add(office.Time.Now, _latency, succeeded: true);
        other.Of(key.Tenant, key.Id).Add(office.Time.Now.AddSeconds(1), _latency, succeeded: true);
        await other.Flush();
        await one.Flush();
        Assert.Equal(2, Assert.Single(await Read(Meter(office), key)).Requests);
        Assert.Equal(office.Time.Now.AddSeconds(1), Meter(office).LastUseOf(await Row(office, key)));
    }

    [SkippableFact]
    public async Task A_month_ends_at_midnight_UTC_and_each_has_a_row_of_its_own()
    {
        await using var office = await Office.Open<TStore>();
        var key = await Key(office);
        var meter = Meter(office);
        var usage = meter.Of(key.Tenant, key.Id);
        var december = new DateTimeOffset(2026, 12, 1, 0, 0, 0, TimeSpan.Zero);
        usage.Add(december.AddTicks(-1), _latency, succeeded: true);
        usage.Add(december, _latency, succeeded: true);
        usage.Add(december.ToOffset(TimeSpan.FromHours(-5)), _latency, succeeded: true);
        Assert.Equal([(202611, 1), (202612, 2)], await Months());
        await meter.Flush();
        Assert.Equal([(202611, 1), (202612, 2)], await Months());
        usage.Add(december.AddYears(1), _latency, succeeded: true);
        await meter.Flush();
        Assert.Equal([(202612, 2), (202712, 1)], await Months(from: 202612));

        async Task<(int, long)[]> Months(int from = 0) =>
            [.. (await Read(meter, key, from)).OrderBy(it => it.Month).Select(it => (it.Month, it.Requests))];
    }

    [SkippableFact]
    public async Task Nothing_is_lost_while_the_store_cannot_write_nor_counted_twice_afterwards()
    {
        await using var office = await Office.Open<TStore>();
        var key = await Key(office);
        var store = new Hindered(office.Store.Administration);
        var meter = new KeyMeter(store, office.Time);
        meter.Of(key.Tenant, key.Id).Add(office.Time.Now, _latency, succeeded: true);
        store.Trouble = new StoreUnavailableException("The disk is full.");
        await Assert.ThrowsAsync<StoreUnavailableException>(() => meter.Flush());
        meter.Of(key.Tenant, key.Id).Add(office.Time.Now, _latency, succeeded: true);
        Assert.Equal(2, Assert.Single(await Read(meter, key)).Requests);
        store.Trouble = null;
        await meter.Flush();
        await meter.Flush();
        Assert.Equal(2, Assert.Single(await Read(Meter(office), key)).Requests);
    }

    [SkippableFact]
    public async Task Many_who_count_while_it_is_written_down_are_all_counted()
    {
        await using var office = await Office.Open<TStore>();
        var (key, other) = (await Key(office), await Key(office, "other"));
        var meter = Meter(office);
        const int Each = 5_000;
        var counting = Task.WhenAll(Enumerable.Range(0, 4).Select(n => Task.Run(() =>
        {
            var usage = meter.Of(key.Tenant, n % 2 == 0 ? key.Id : other.Id);
            for (var i = 0; i < Each; i++) usage.Add(office.Time.Now, _latency, succeeded: i % 2 == 0);
        })));
        do await meter.Flush();
        while (!counting.IsCompleted);
        await counting;
        await meter.Flush();
        var expected = new UsageCount(202611, 2 * Each, Each, 2 * Each * 2_000);
        Assert.Equal([expected], await Read(Meter(office), key));
        Assert.Equal([expected], await Read(Meter(office), other));
    }

    [SkippableFact]
    public async Task Of_a_key_that_was_deleted_nothing_stays()
    {
        await using var office = await Office.Open<TStore>();
        var key = await Key(office);
        var meter = Meter(office);
        meter.Of(key.Tenant, key.Id).Add(office.Time.Now, _latency, succeeded: true);
        await meter.Flush();
        meter.Of(key.Tenant, key.Id).Add(office.Time.Now, _latency, succeeded: true);
        await office.Do(change => ApiKeyCommands.Delete(change, key.Tenant, key.Id));
        await meter.Flush();
        Assert.Equal(0, await office.Store.Administration.Read(
            (rows, cancel) => rows.ApiKeyUsages.CountAsync(cancel)));
    }

    [SkippableFact]
    public async Task Metering_is_no_administrative_change()
    {
        await using var office = await Office.Open<TStore>();
        var key = await Key(office);
        var before = await Audited();
        var meter = Meter(office);
        meter.Of(key.Tenant, key.Id).Add(office.Time.Now, _latency, succeeded: true);
        await meter.Flush();
        Assert.Equal(before, await Audited());

        Task<int> Audited() => office.Store.Administration.Read(
            (rows, cancel) => rows.Audit.CountAsync(cancel)).AsTask();
    }

    private static KeyMeter Meter(Office office) => new(office.Store.Administration, office.Time);

    private static async Task<ApiKeyRow> Key(Office office, string name = "adapter")
    {
        var tenant = await office.Store.Administration.Read(
            (rows, cancel) => rows.Tenants.FirstOrDefaultAsync(cancel)) ?? await office.Tenant();
        return await office.Do(change => ApiKeyCommands.Create(
            change, tenant.Id, new NewApiKey(name, TokenHash.Of(name), "lck_", ["mo:write"], null)));
    }

    private static async Task<UsageCount[]> Read(KeyMeter meter, ApiKeyRow key, int from = 0) =>
        [.. (await meter.Read(key.Tenant, [key.Id], from))[key.Id]];

    private static async Task<ApiKeyRow> Row(Office office, ApiKeyRow key) => await office.Store.Administration.Read(
        (rows, cancel) => rows.ApiKeys.SingleAsync(it => it.Tenant == key.Tenant && it.Id == key.Id, cancel));

    /// <summary>A store that refuses writes while there is trouble.</summary>
    private sealed class Hindered(IAdministrationDatabase store) : IAdministrationDatabase
    {
        public Exception? Trouble { get; set; }

        public IAdministrationDatabase For(TenantId tenant) => this;

        public ValueTask<T> Read<T>(
            Func<AdministrationContext, CancellationToken, Task<T>> query, CancellationToken cancel = default) =>
            store.Read(query, cancel);

        public ValueTask<T> Write<T>(
            Func<AdministrationContext, CancellationToken, Task<T>> change, CancellationToken cancel = default) =>
            Trouble is null ? store.Write(change, cancel) : throw Trouble;

        public Task Announce(AdministrationContext rows, Touched touched, CancellationToken cancel = default) =>
            store.Announce(rows, touched, cancel);

        public ValueTask<IAsyncDisposable> Follow(
            IFollowsAdministration follower, CancellationToken cancel = default) => store.Follow(follower, cancel);
    }
}

public sealed class KeyMeterOnSqlite : KeyMeterContract<SqliteOffice>;

public sealed class KeyMeterOnPostgres : KeyMeterContract<PostgresOffice>;
