using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiveChat.Api.Json;

/// <summary>The names an enum has in JSON, for messages and the OpenAPI document.</summary>
public interface INamedEnum
{
    Type EnumType { get; }

    IReadOnlyList<string> Names { get; }
}

/// <summary>An enum by its exact camelCase name (or the name given); numbers and other spellings are refused.</summary>
public sealed class NamedEnumConverter<T> : JsonConverter<T>, INamedEnum where T : struct, Enum
{
    private readonly Dictionary<string, T> _byName = [];
    private readonly Dictionary<T, JsonEncodedText> _byValue = [];

    public NamedEnumConverter()
        : this(it => JsonNamingPolicy.CamelCase.ConvertName(it.ToString()))
    {
    }

    public NamedEnumConverter(Func<T, string> nameOf)
    {
        foreach (var value in Enum.GetValues<T>())
        {
            _byName.Add(nameOf(value), value);
            _byValue.Add(value, JsonEncodedText.Encode(nameOf(value)));
        }
    }

    public Type EnumType => typeof(T);

    public IReadOnlyList<string> Names => [.. _byName.Keys];

    public bool TryParse(string name, out T value) => _byName.TryGetValue(name, out value);

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && _byName.TryGetValue(reader.GetString()!, out var value)
            ? value
            : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteStringValue(_byValue[value]);
}
