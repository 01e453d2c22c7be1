using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using LiveChat.Core.Conversations;

namespace LiveChat.Engine.Wire;

/// <summary>Attachments, each as its three texts.</summary>
internal sealed class AttachmentsConverter : JsonConverter<ImmutableArray<AttachmentRef>>
{
    public override ImmutableArray<AttachmentRef> Read(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var attachments = ImmutableArray.CreateBuilder<AttachmentRef>();
        while (Next(ref reader) != JsonTokenType.EndArray)
        {
            var url = Text(ref reader);
            var contentType = Text(ref reader);
            Next(ref reader);
            attachments.Add(new AttachmentRef(url, contentType, reader.GetString()));
            if (Next(ref reader) != JsonTokenType.EndArray) throw new JsonException("An attachment is three texts.");
        }

        return attachments.DrainToImmutable();
    }

    public override void Write(
        Utf8JsonWriter writer, ImmutableArray<AttachmentRef> value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var it in value.IsDefault ? [] : value)
        {
            writer.WriteStartArray();
            writer.WriteStringValue(it.Url);
            writer.WriteStringValue(it.ContentType);
            writer.WriteStringValue(it.Name);
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
    }

    private static JsonTokenType Next(ref Utf8JsonReader reader)
    {
        if (!reader.Read()) throw new JsonException("The attachments end in their midst.");
        return reader.TokenType;
    }

    private static string Text(ref Utf8JsonReader reader)
    {
        Next(ref reader);
        return reader.GetString() ?? throw new JsonException("An attachment has an address and a type.");
    }
}
