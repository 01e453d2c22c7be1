using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiveChat.Storage.Events;

/// <summary>A time as whole microseconds since the Unix epoch.</summary>
internal sealed class MicrosecondsConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        StoredValue.ToTime(reader.GetInt64());

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(StoredValue.Of(value));
}
