using System.Text.Json.Serialization;
using LiveChat.Contracts.Directory;
using LiveChat.Core.Primitives;

namespace LiveChat.Api.Views;

/// <summary>Who wrote or did something: contact, agent (any member), bot (an API key) or system.</summary>
public sealed record AuthorView(
    string Kind,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Id,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Name)
{
    /// <summary>Of the bot, where it has one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? AvatarUrl { get; init; }

    private static readonly AuthorView _contact = new("contact", null, null);
    private static readonly AuthorView _system = new("system", null, null);

    /// <summary>The author with its name, where the directory knows it; answered from memory.</summary>
    public static async ValueTask<AuthorView> Of(
        By by, TenantId tenant, IDirectory directory, CancellationToken cancel = default)
    {
        switch (by.Role)
        {
            case ActorRole.Contact:
                return _contact;
            case ActorRole.System:
                return _system;
            case ActorRole.Bot or ActorRole.ApiKey:
                var bot = (await directory.Tenant(tenant, cancel))?.Bot;
                return new AuthorView("bot", by.Id, bot?.Name) { AvatarUrl = bot?.AvatarUrl };
            default:
                var entry = GuidId.TryParse<AgentId>(by.Id, out var agent)
                    ? await directory.Agent(tenant, agent, cancel)
                    : null;
                return new AuthorView("agent", by.Id, entry?.DisplayName);
        }
    }
}
