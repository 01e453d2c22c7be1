using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace LiveChat.Storage.Administration.Audit;

/// <summary>What was there before and after, without secrets.</summary>
/// <param name="Salt">Random, so that the digest of an erased detail does not tell what it was.</param>
/// <param name="Name">The name of who did it, as it was then.</param>
/// <param name="Before">Null: it was made. Of a change, only what is different.</param>
/// <param name="After">Null: it was deleted.</param>
public sealed record AuditDetail(string Salt, string? Name, JsonObject? Before, JsonObject? After)
{
    public string ToJson() => JsonSerializer.Serialize(this, AuditJson.Default.AuditDetail);

    public static AuditDetail Read(string json) => JsonSerializer.Deserialize(json, AuditJson.Default.AuditDetail)!;
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AuditDetail))]
internal sealed partial class AuditJson : JsonSerializerContext;
