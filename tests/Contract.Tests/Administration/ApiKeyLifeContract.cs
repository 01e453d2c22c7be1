using LiveChat.Storage.Administration;
using LiveChat.Storage.Administration.Caching;
using LiveChat.Storage.Administration.Credentials;

namespace LiveChat.Contract.Tests.Administration;

/// <summary>From when to when a key works, to the instant.</summary>
public abstract class ApiKeyLifeContract<TStore> where TStore : OfficeStore, new()
{
    private static readonly TokenHash _first = TokenHash.Of("first");
    private static readonly TokenHash _second = TokenHash.Of("second");
    private static readonly TokenHash _third = TokenHash.Of("third");
    private static readonly TimeSpan _hour = TimeSpan.FromHours(1);

    [SkippableFact]
    public async Task A_key_ends_at_the_instant_it_expires_and_not_before()
    {
        await using var office = await Office.Open<TStore>();
        await Key(office, office.Time.Now + _hour);
        Assert.True(await Works(office, _first));
        office.Time.Now += _hour - TimeSpan.FromTicks(10);
        Assert.True(await Works(office, _first));
        office.Time.Now += TimeSpan.FromTicks(10);
        Assert.False(await Works(office, _first));
        Assert.False(await Works(office, _first));
    }

    [SkippableFact]
    public async Task A_rotation_without_overlap_ends_the_key_at_once()
    {
        await using var office = await Office.Open<TStore>();
        var key = await Key(office);
        Assert.True(await Works(office, _first));
        Assert.False(await Works(office, _second));
        await Rotate(office, key, _second, TimeSpan.Zero);
        Assert.False(await Works(office, _first));
        Assert.True(await Works(office, _second));
    }

    [SkippableFact]
    public async Task A_rotated_key_works_on_to_the_instant_its_overlap_ends()
    {
        await using var office = await Office.Open<TStore>();
        var key = await Key(office);
        await Rotate(office, key, _second, _hour);
        Assert.True(await Works(office, _first) && await Works(office, _second));
        office.Time.Now += _hour - TimeSpan.FromTicks(10);
        Assert.True(await Works(office, _first) && await Works(office, _second));
        office.Time.Now += TimeSpan.FromTicks(10);
        Assert.False(await Works(office, _first));
        Assert.True(await Works(office, _second));
    }

    [SkippableFact]
    public async Task An_overlap_is_no_way_to_outlive_the_key()
    {
        await using var office = await Office.Open<TStore>();
        var key = await Key(office, office.Time.Now + _hour);
        await Rotate(office, key, _second, 2 * _hour);
        office.Time.Now += _hour;
        Assert.False(await Works(office, _first) || await Works(office, _second));
    }

    [SkippableFact]
    public async Task Of_two_rotations_only_the_last_overlaps()
    {
        await using var office = await Office.Open<TStore>();
        var key = await Key(office);
        await Rotate(office, key, _second, _hour);
        Assert.True(await Works(office, _first));
        await Rotate(office, key, _third, _hour);
        Assert.False(await Works(office, _first));
        Assert.True(await Works(office, _second) && await Works(office, _third));
    }

    [SkippableFact]
    public async Task Deleting_a_key_ends_the_one_that_works_on_too()
    {
        await using var office = await Office.Open<TStore>();
        var key = await Key(office);
        await Rotate(office, key, _second, _hour);
        Assert.True(await Works(office, _first) && await Works(office, _second));
        await office.Do(change => ApiKeyCommands.Delete(change, key.Tenant, key.Id));
        Assert.False(await Works(office, _first) || await Works(office, _second));
    }

    private static async Task<bool> Works(Office office, TokenHash token) =>
        await office.Credentials.Find(token) is KeyCredential;

    private static async Task<ApiKeyRow> Key(Office office, DateTimeOffset? expiresAt = null)
    {
        var tenant = await office.Tenant();
        return await office.Do(change => ApiKeyCommands.Create(
            change, tenant.Id, new NewApiKey("adapter", _first, "lck_", ["mo:write"], expiresAt)));
    }

    private static Task Rotate(Office office, ApiKeyRow key, TokenHash to, TimeSpan overlap) => office.Do(
        change => ApiKeyCommands.Rotate(
            change, key.Tenant, key.Id, new KeyRotation(to, "lck_", overlap, default(Given<DateTimeOffset?>))));
}

public sealed class ApiKeyLifeOnSqlite : ApiKeyLifeContract<SqliteOffice>;

public sealed class ApiKeyLifeOnPostgres : ApiKeyLifeContract<PostgresOffice>;
