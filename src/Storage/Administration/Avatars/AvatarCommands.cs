using System.Collections.Immutable;
using LiveChat.Core.Primitives;
using LiveChat.Core.Rules;
using LiveChat.Storage.Administration.Settings;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Storage.Administration.Avatars;

/// <summary>The picture of a tenant's bots: one at most is kept, the one that their identity names.</summary>
public static class AvatarCommands
{
    /// <summary>
    /// In place of whatever picture there was; refused when the identity has moved on since it was seen.
    /// </summary>
    public static async Task<Outcome<Versioned<BotIdentity>>> Put(
        Change change, TenantId tenant, ImmutableArray<long>? seen, NewAvatar avatar)
    {
        var outcome = await SettingCommands.Set(
            change, tenant, SettingKind.Bot, seen, bot => bot with { AvatarUrl = null, Avatar = avatar.Id });
        if (outcome.Refusal != Refusal.None) return outcome;
        change.Rows.Avatars.Add(new AvatarRow
        {
            Tenant = tenant,
            Id = avatar.Id,
            Format = avatar.Format,
            Content = avatar.Content,
            CreatedAt = change.Now,
        });
        return outcome;
    }

    /// <summary>What the tenant's identity does not name any more is deleted.</summary>
    internal static async Task KeepOnly(Change change, TenantId tenant, AvatarId? kept)
    {
        var named = kept ?? default;
        change.Rows.Avatars.RemoveRange(await change.Rows.Avatars
            .Where(row => row.Tenant == tenant && row.Id != named).ToListAsync(change.Cancel));
    }
}
