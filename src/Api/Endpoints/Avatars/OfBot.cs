using System.Security.Cryptography;
using LiveChat.Api.Auth;
using LiveChat.Api.Endpoints.Invitations;
using LiveChat.Api.Endpoints.Settings;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Administration;
using LiveChat.Storage.Administration.Avatars;
using LiveChat.Storage.Administration.Settings;

namespace LiveChat.Api.Endpoints.Avatars;

/// <summary>
/// <c>PUT|DELETE /v1/settings/bot/avatar</c>: the picture beside what bots write, kept by the server. It is a part of
/// the bot's identity, and moves its version.
/// </summary>
internal static class OfBot
{
    private const int IdBytes = 16;

    public static void Map(RouteGroupBuilder v1)
    {
        v1.MapPut("/settings/bot/avatar", Put)
            .AsResourceEdit<Settings.OfBot.BotView>(
                "putBotAvatar", "Upload the bot's picture", example: null, Permission.EditBotConfig)
            .Accepts<Stream>(AvatarUpload.Types[0], AvatarUpload.Types[1..])
            .Refuses(413, 415, 422);
        v1.MapDelete("/settings/bot/avatar", Delete)
            .AsResourceEdit<Settings.OfBot.BotView>(
                "deleteBotAvatar", "Take the bot's picture away", example: null, Permission.EditBotConfig);
    }

    private static async Task<IResult> Put(
        HttpContext http, AdministrationCommands commands, PublicUrl url, CancellationToken cancel)
    {
        var upload = await AvatarUpload.Read(http, cancel);
        if (upload.Content is not { } content) return upload.Problem!;
        var id = AvatarId.From(new Guid(RandomNumberGenerator.GetBytes(IdBytes)));
        var avatar = new NewAvatar(id, upload.Format, content);
        var tenant = http.Principal().Tenant;
        return await SettingResource.Set(
            http, seen => commands.Run(change => AvatarCommands.Put(change, tenant, seen, avatar)),
            bot => Settings.OfBot.BotView.Of(bot, url));
    }

    private static Task<IResult> Delete(HttpContext http, AdministrationCommands commands, PublicUrl url) =>
        SettingResource.Set(
            http, commands, SettingKind.Bot, bot => bot with { AvatarUrl = null, Avatar = null },
            bot => Settings.OfBot.BotView.Of(bot, url));
}
