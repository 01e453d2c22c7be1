using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiveChat.Api.Json;

/// <summary>
/// Times as RFC 3339: read with any offset, kept in UTC to the microsecond, written with Z and microseconds.
/// </summary>
public sealed class TimeConverter : JsonConverter<DateTimeOffset>
{
    private const int TextLengthMax = 40;
    private const int DateLength = 10;

    public static bool TryParse(string text, out DateTimeOffset time)
    {
        time = default;
        var hasOffset = text.Length is > DateLength + 6 and <= TextLengthMax
            && text[DateLength] is 'T' or 't'
            && (text[^1] is 'Z' or 'z' || text[^6] is '+' or '-');
        if (!hasOffset || !DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal,
            out var parsed)) return false;
        time = new DateTimeOffset(parsed.Ticks - (parsed.Ticks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);
        return true;
    }

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && TryParse(reader.GetString()!, out var time)
            ? time
            : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options)
    {
        // Utf8Formatter's round-trip form is "yyyy-MM-ddTHH:mm:ss.fffffffZ" for UTC; the last digit before Z goes.
        Span<byte> text = stackalloc byte[33];
        Utf8Formatter.TryFormat(value.UtcDateTime, text, out var length, 'O');
        text[length - 2] = (byte)'Z';
        writer.WriteStringValue(text[..(length - 1)]);
    }
}
