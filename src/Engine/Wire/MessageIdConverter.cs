using System.Text.Json;
using System.Text.Json.Serialization;
using LiveChat.Core.Primitives;

namespace LiveChat.Engine.Wire;

/// <summary>A message's id as its text form; none as the empty text.</summary>
internal sealed class MessageIdConverter : JsonConverter<MessageId>
{
    public override MessageId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.GetString();
        if (text is "") return default;
        return MessageId.TryParse(text, out var id)
            ? id : throw new JsonException("A message's id is a thread's id, a full stop and a version.");
    }

    public override void Write(Utf8JsonWriter writer, MessageId value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value == default ? "" : value.ToString());
}
