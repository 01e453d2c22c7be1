using System.Text.Json.Serialization;
using LiveChat.Storage.Administration.Credentials;

namespace LiveChat.Api.Endpoints.ApiKeys;

/// <summary>An API key without the key, which is shown once, in the answer to its making.</summary>
public sealed record ApiKeyView(
    string Id, string Name, string Prefix, IReadOnlyList<string> Scopes, DateTimeOffset? ExpiresAt,
    DateTimeOffset CreatedAt)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Key { get; init; }

    public static ApiKeyView Of(ApiKeyRow row) => new(
        row.Id.ToString("N"), row.Name, row.Prefix, row.Scopes, row.ExpiresAt, row.CreatedAt);
}
