using System.Text.Json;
using System.Text.Json.Serialization;
using LiveChat.Core.Questionnaires;

namespace LiveChat.Engine.Wire;

/// <summary>Answers by their questions' keys.</summary>
internal sealed class AnswerSheetConverter : JsonConverter<AnswerSheet>
{
    public override AnswerSheet Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var answers = JsonSerializer.Deserialize(ref reader, MessageJson.Default.DictionaryStringAnswerOnWire)
            ?? throw new JsonException("A sheet has answers.");
        return answers.Aggregate(
            AnswerSheet.Empty,
            (sheet, it) => sheet.With(it.Key, new Answer(it.Value.Option, it.Value.Score, it.Value.Text)));
    }

    public override void Write(Utf8JsonWriter writer, AnswerSheet value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(
            writer,
            value.Answers.ToDictionary(
                it => it.Key, it => new AnswerOnWire(it.Value.Option, it.Value.Score, it.Value.Text)),
            MessageJson.Default.DictionaryStringAnswerOnWire);
}

/// <summary>An <see cref="Answer"/>; at most one of them is set.</summary>
internal sealed record AnswerOnWire(string? Option, int? Score, string? Text);
