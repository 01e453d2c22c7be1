using System.Text.Json;
using System.Text.Json.Serialization;
using LiveChat.Core.Primitives;

namespace LiveChat.Storage.Events;

/// <summary>An id as its text form.</summary>
internal sealed class IdConverter<TId> : JsonConverter<TId> where TId : struct, IGuidId<TId>
{
    private const int Digits = 32;

    public override TId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        Span<char> text = stackalloc char[Digits];
        if (reader.TokenType != JsonTokenType.String || reader.ValueSpan.Length != Digits)
            throw new JsonException("An id has 32 hexadecimal digits.");
        return GuidId.Parse<TId>(text[..reader.CopyString(text)]);
    }

    public override void Write(Utf8JsonWriter writer, TId value, JsonSerializerOptions options)
    {
        Span<byte> text = stackalloc byte[Digits];
        value.Value.TryFormat(text, out _, "N");
        writer.WriteStringValue(text);
    }
}
