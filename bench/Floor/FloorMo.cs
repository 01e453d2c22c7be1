using System.Text.Json.Serialization;

namespace LiveChat.Bench.Floor;

/// <summary>The body of <c>POST /v1/mo</c>, as the product takes it.</summary>
public sealed record FloorMo(string Channel, string Sender, string From, string Id, string Text);

/// <summary>Its answer.</summary>
public sealed record FloorTaken(string ConversationId, string ThreadId, bool Duplicate);

/// <summary>The body of the one event that an MO leaves.</summary>
public sealed record FloorEvent(string By, string Text, string ProviderId, DateTimeOffset SentAt);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(FloorMo))]
[JsonSerializable(typeof(FloorTaken))]
[JsonSerializable(typeof(FloorEvent))]
public sealed partial class FloorJson : JsonSerializerContext;
