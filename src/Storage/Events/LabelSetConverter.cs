using System.Text.Json;
using System.Text.Json.Serialization;
using LiveChat.Core.Conversations;

namespace LiveChat.Storage.Events;

/// <summary>Labels as their text form.</summary>
internal sealed class LabelSetConverter : JsonConverter<LabelSet>
{
    public override LabelSet Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        LabelSet.Parse(reader.GetString() ?? throw new JsonException("Labels are a text."));

    public override void Write(Utf8JsonWriter writer, LabelSet value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
