using LiveChat.Api.Endpoints.Invitations;
using LiveChat.Api.Json;
using LiveChat.Api.Validation;
using LiveChat.Core.Phrases;
using LiveChat.Core.Rules;
using LiveChat.Storage.Administration.Settings;

namespace LiveChat.Api.Endpoints.Settings;

/// <summary><c>GET|PUT|PATCH /v1/settings/bot</c>: as whom the answers of bots appear.</summary>
internal static class OfBot
{
    /// <summary>What is left out of a PUT, or null, is not set.</summary>
    public sealed record BotRequest
    {
        /// <summary>Beside what bots wrote, at most 100 characters.</summary>
        public Optional<string?> Name { get; init; }

        /// <summary>
        /// An https URL of a picture, or that of the uploaded one, which stays; any other takes the uploaded one away.
        /// </summary>
        public Optional<string?> AvatarUrl { get; init; }

        /// <summary>Sent at the opening of a conversation where the phrases have no greeting in its language.</summary>
        public Optional<string?> Greeting { get; init; }
    }

    public sealed record BotView(string? Name, string? AvatarUrl, string? Greeting)
    {
        public static BotView Of(BotIdentity bot, PublicUrl url) =>
            new(bot.Name, bot.Avatar is { } kept ? url.Of(kept) : bot.AvatarUrl, bot.Greeting);
    }

    public static void Map(RouteGroupBuilder v1)
    {
        var url = ((IEndpointRouteBuilder)v1).ServiceProvider.GetRequiredService<PublicUrl>();
        new SettingShape<BotIdentity, BotRequest, BotView>(
            "/settings/bot", "BotIdentity", "the bot's identity",
            """{"name":"Lía","avatarUrl":"https://acme.example/lia.png","greeting":"¡Hola! Soy Lía."}""",
            SettingKind.Bot, (request, findings) => Edit(request, findings, url), bot => BotView.Of(bot, url))
        {
            Editor = Permission.EditBotConfig,
        }.Map(v1);
    }

    private static Func<BotIdentity, BotIdentity> Edit(BotRequest request, Findings findings, PublicUrl url)
    {
        var name = findings.NameOrNull("name", request.Name.Value, BotIdentity.NameLengthMax);
        var kept = url.AvatarAt(request.AvatarUrl.Value);
        var avatar = kept is null ? findings.HttpsUrlOrNull("avatarUrl", request.AvatarUrl.Value) : null;
        var greeting = request.Greeting.Value;
        if (greeting is not null)
        {
            PhraseRules.Check(findings, "greeting", PhraseKey.Greeting, greeting);
            greeting = PhraseRules.Stored(greeting);
        }

        return present => new BotIdentity
        {
            Name = request.Name.IsGiven ? name : present.Name,
            AvatarUrl = request.AvatarUrl.IsGiven ? avatar : present.AvatarUrl,
            Avatar = request.AvatarUrl.IsGiven ? kept : present.Avatar,
            Greeting = request.Greeting.IsGiven ? greeting : present.Greeting,
        };
    }
}
