using System.Text.Json;
using System.Text.Json.Serialization;
using LiveChat.Core.Queues;

namespace LiveChat.Storage.Events;

/// <summary>
/// Numbers in a fixed order, since every assignment carries them; what a newer program adds is passed over.
/// </summary>
internal sealed class MatchReasonConverter : JsonConverter<MatchReason>
{
    private const int NumbersMax = 10;

    public override MatchReason Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        Span<int> it = stackalloc int[NumbersMax];
        it.Clear();
        for (var i = 0; reader.Read() && reader.TokenType == JsonTokenType.Number; i++)
        {
            if (i < NumbersMax) it[i] = reader.GetInt32();
        }

        return new MatchReason((MatchBy)it[0], it[1], it[2], it[3], it[4], it[5], it[6], it[7], it[8], it[9]);
    }

    public override void Write(Utf8JsonWriter writer, MatchReason value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        ReadOnlySpan<int> numbers =
        [
            (int)value.By, value.Considered, value.Disabled, value.Offline, value.Status, value.Cap, value.QueueCap,
            value.Excluded, value.Language, value.Delay,
        ];
        foreach (var number in numbers) writer.WriteNumberValue(number);
        writer.WriteEndArray();
    }
}
