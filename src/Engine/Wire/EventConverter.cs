using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using LiveChat.Core.Conversations;
using LiveChat.Storage;
using LiveChat.Storage.Events;

namespace LiveChat.Engine.Wire;

/// <summary>An event as the journal has it: its type's name, its time, its body.</summary>
internal sealed class EventConverter : JsonConverter<ConversationEvent>
{
    public override ConversationEvent Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var parts = JsonDocument.ParseValue(ref reader);
        if (parts.RootElement.ValueKind != JsonValueKind.Array || parts.RootElement.GetArrayLength() != 3)
            throw new JsonException("An event is a type, a time and a body.");
        return EventCodec.Read(
            parts.RootElement[0].GetString() ?? "",
            StoredValue.ToTime(parts.RootElement[1].GetInt64()),
            JsonMarshal.GetRawUtf8Value(parts.RootElement[2]));
    }

    public override void Write(Utf8JsonWriter writer, ConversationEvent value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        writer.WriteStringValue(EventCodec.Utf8TypeOf(value).Span);
        writer.WriteNumberValue(StoredValue.Of(value.At));
        EventCodec.WriteBody(writer, value);
        writer.WriteEndArray();
    }
}

/// <summary>Events in their order. None at all is written as none, and read as an empty array.</summary>
internal sealed class EventsConverter : JsonConverter<ImmutableArray<ConversationEvent>>
{
    private static readonly EventConverter One = new();

    public override ImmutableArray<ConversationEvent> Read(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var events = ImmutableArray.CreateBuilder<ConversationEvent>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            events.Add(One.Read(ref reader, typeof(ConversationEvent), options));
        return events.DrainToImmutable();
    }

    public override void Write(
        Utf8JsonWriter writer, ImmutableArray<ConversationEvent> value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        if (!value.IsDefault) foreach (var happened in value) One.Write(writer, happened, options);
        writer.WriteEndArray();
    }
}
