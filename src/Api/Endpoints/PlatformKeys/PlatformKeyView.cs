using System.Text.Json.Serialization;
using LiveChat.Storage.Administration.Platform;

namespace LiveChat.Api.Endpoints.PlatformKeys;

/// <summary>
/// A key of the operator without the key, which is shown once, in the answer to its making. The one of the settings has
/// the id <c>settings</c>; of it neither beginning nor use is known.
/// </summary>
public sealed record PlatformKeyView(
    string Id, string Name, string? Prefix, bool InForce, DateTimeOffset? CreatedAt, DateTimeOffset? LastUsedAt)
{
    public static readonly PlatformKeyView OfSettings = new("settings", "settings", null, true, null, null);

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Key { get; init; }

    public static PlatformKeyView Of(PlatformKeyRow row, bool configured) => new(
        row.Id.ToString("N"), row.Name, row.Prefix, !(row.Initial && configured), row.CreatedAt, row.LastUsedAt);
}
