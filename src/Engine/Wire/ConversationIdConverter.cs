using System.Text.Json;
using System.Text.Json.Serialization;
using LiveChat.Core.Primitives;

namespace LiveChat.Engine.Wire;

/// <summary>A conversation's id as its text form; none as the empty text.</summary>
internal sealed class ConversationIdConverter : JsonConverter<ConversationId>
{
    public override ConversationId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.GetString();
        if (text is "") return default;
        return ConversationId.TryParse(text, out var id)
            ? id : throw new JsonException("A conversation's id is a thread's id, a hyphen and an ordinal.");
    }

    public override void Write(Utf8JsonWriter writer, ConversationId value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value == default ? "" : value.ToString());
}
