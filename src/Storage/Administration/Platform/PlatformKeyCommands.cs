using LiveChat.Storage.Administration.Credentials;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Storage.Administration.Platform;

public sealed record NewPlatformKey(string Name, TokenHash Hash, string Prefix);

/// <summary>What becomes of the operator's keys.</summary>
public static class PlatformKeyCommands
{
    /// <summary>Keys there can be at a time.</summary>
    public const int KeysMax = 100;

    public static async Task<Outcome<PlatformKeyRow>> Create(Change change, NewPlatformKey order)
    {
        if (await change.Rows.PlatformKeys.CountAsync(change.Cancel) >= KeysMax) return Refusal.LimitReached;
        var key = Row(order, initial: false, change.Now);
        change.Rows.PlatformKeys.Add(key);
        change.Touch(key.Hash);
        return key;
    }

    /// <summary>Refused for the last key. Commands run one at a time, so two cannot take the last two.</summary>
    /// <param name="change">The change.</param>
    /// <param name="id">The key.</param>
    /// <param name="configured">Whether the settings give a key, which is always in force.</param>
    public static async Task<Outcome<bool>> Delete(Change change, Guid id, bool configured)
    {
        var all = await change.Rows.PlatformKeys.ToListAsync(change.Cancel);
        if (all.Find(row => row.Id == id) is not { } key) return Refusal.NotFound;
        if (!configured && all.Count == 1) return Refusal.LastPlatformKey;
        change.Rows.PlatformKeys.Remove(key);
        change.Touch(key.Hash);
        return true;
    }

    public static PlatformKeyRow Row(NewPlatformKey order, bool initial, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        Name = order.Name,
        Hash = order.Hash,
        Prefix = order.Prefix,
        Initial = initial,
        CreatedAt = now,
    };
}
