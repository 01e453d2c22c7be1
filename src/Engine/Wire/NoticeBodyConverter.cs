using System.Collections.Frozen;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using LiveChat.Contracts.Streams;

namespace LiveChat.Engine.Wire;

/// <summary>What an agent is told: its name, and its members.</summary>
internal sealed class NoticeBodyConverter : JsonConverter<NoticeBody>
{
    private static readonly FrozenDictionary<string, Type> ByName = new Dictionary<string, Type>
    {
        ["assigned"] = typeof(AssignedNotice),
        ["offer"] = typeof(OfferNotice),
        ["offerEnded"] = typeof(OfferEndedNotice),
        ["transferred"] = typeof(TransferredNotice),
        ["message"] = typeof(MessageNotice),
        ["unassigned"] = typeof(UnassignedNotice),
        ["closed"] = typeof(ClosedNotice),
        ["warning"] = typeof(WarningNotice),
        ["help"] = typeof(HelpNotice),
        ["status"] = typeof(StatusNotice),
        ["delivery"] = typeof(DeliveryNotice),
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<Type, string> ByType =
        ByName.ToFrozenDictionary(it => it.Value, it => it.Key);

    public override NoticeBody Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var parts = JsonDocument.ParseValue(ref reader);
        if (parts.RootElement.ValueKind != JsonValueKind.Array || parts.RootElement.GetArrayLength() != 2)
            throw new JsonException("A notice is a name and a body.");
        if (!ByName.TryGetValue(parts.RootElement[0].GetString() ?? "", out var type))
            throw new JsonException($"A notice that this program does not know: {parts.RootElement[0]}.");
        var body = JsonMarshal.GetRawUtf8Value(parts.RootElement[1]);
        return (NoticeBody?)JsonSerializer.Deserialize(body, MessageOptions.Of(type))
            ?? throw new JsonException("A notice without a body.");
    }

    public override void Write(Utf8JsonWriter writer, NoticeBody value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        writer.WriteStringValue(ByType[value.GetType()]);
        JsonSerializer.Serialize(writer, value, MessageOptions.Of(value.GetType()));
        writer.WriteEndArray();
    }
}
