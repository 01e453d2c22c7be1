using System.Collections.Immutable;
using LiveChat.Core.Primitives;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Storage.Administration.Credentials;

public sealed record NewApiKey(
    string Name, TokenHash Hash, string Prefix, ImmutableArray<string> Scopes, DateTimeOffset? ExpiresAt);

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

    public static async Task<Outcome<bool>> Delete(Change change, TenantId tenant, Guid id)
    {
        var key = await change.Rows.ApiKeys.FirstOrDefaultAsync(
            row => row.Tenant == tenant && row.Id == id, change.Cancel);
        if (key is null) return Refusal.NotFound;
        change.Rows.ApiKeys.Remove(key);
        change.Touch(key.Hash);
        return true;
    }
}
