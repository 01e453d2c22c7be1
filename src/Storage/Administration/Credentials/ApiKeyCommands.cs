using System.Collections.Immutable;
using LiveChat.Core.Primitives;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Storage.Administration.Credentials;

public sealed record NewApiKey(
    string Name, TokenHash Hash, string Prefix, ImmutableArray<string> Scopes, DateTimeOffset? ExpiresAt);

/// <param name="Overlap">How long the present key works on; zero: no longer.</param>
/// <param name="ExpiresAt">Of the new key; not given leaves it as it is.</param>
public sealed record KeyRotation(
    TokenHash Hash, string Prefix, TimeSpan Overlap, Given<DateTimeOffset?> ExpiresAt);

/// <summary>What becomes of API keys.</summary>
public static class ApiKeyCommands
{
    public static async Task<Outcome<ApiKeyRow>> Create(Change change, TenantId tenant, NewApiKey order)
    {
        if (await change.Rows.ApiKeys.CountAsync(row => row.Tenant == tenant, change.Cancel) >= TenantLimits.ApiKeysMax)
            return Refusal.LimitReached;

        var key = new ApiKeyRow
        {
            Tenant = tenant,
            Id = Guid.CreateVersion7(change.Now),
            Name = order.Name,
            Hash = order.Hash,
            Prefix = order.Prefix,
            Scopes = order.Scopes,
            ExpiresAt = order.ExpiresAt,
            CreatedAt = change.Now,
        };
        change.Rows.ApiKeys.Add(key);
        change.Touch(key.Hash);
        return key;
    }

    /// <summary>
    /// Another key with the same id, name and scopes. The present one works on for the overlap; one that worked on from
    /// a rotation before ends now.
    /// </summary>
    public static async Task<Outcome<ApiKeyRow>> Rotate(Change change, TenantId tenant, Guid id, KeyRotation order)
    {
        if (await Find(change, tenant, id) is not { } key) return Refusal.NotFound;
        Touch(change, key);
        var overlaps = order.Overlap > TimeSpan.Zero;
        key.PreviousHash = overlaps ? key.Hash : null;
        key.PreviousUntil = overlaps ? change.Now + order.Overlap : null;
        key.Hash = order.Hash;
        key.Prefix = order.Prefix;
        if (order.ExpiresAt.Is) key.ExpiresAt = order.ExpiresAt.Value;
        change.Touch(order.Hash);
        return key;
    }

    /// <summary>What was metered of it goes too.</summary>
    public static async Task<Outcome<bool>> Delete(Change change, TenantId tenant, Guid id)
    {
        if (await Find(change, tenant, id) is not { } key) return Refusal.NotFound;
        var usage = change.Rows.ApiKeyUsages.Where(row => row.Tenant == tenant && row.ApiKey == id);
        change.Rows.ApiKeyUsages.RemoveRange(await usage.ToListAsync(change.Cancel));
        change.Rows.ApiKeys.Remove(key);
        Touch(change, key);
        return true;
    }

    private static Task<ApiKeyRow?> Find(Change change, TenantId tenant, Guid id) =>
        change.Rows.ApiKeys.FirstOrDefaultAsync(row => row.Tenant == tenant && row.Id == id, change.Cancel);

    private static void Touch(Change change, ApiKeyRow key)
    {
        change.Touch(key.Hash);
        if (key.PreviousHash is { } previous) change.Touch(previous);
    }
}
