using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiveChat.Api.Json;

/// <summary>Whatever its type: whether the body had the field.</summary>
public interface IOptional
{
    bool IsGiven { get; }

    /// <summary>The value; null when none was given.</summary>
    object? Given { get; }
}

/// <summary>
/// A field of a PATCH: not given, or given with a value (which may be null where <typeparamref name="T"/> allows it).
/// Declare it as an init property with no initialiser, so that it stays not given when the body has no such field.
/// </summary>
[JsonConverter(typeof(OptionalConverterFactory))]
public readonly record struct Optional<T>(T Value) : IOptional
{
    public bool IsGiven { get; } = true;

    object? IOptional.Given => Value;

    public T Or(T fallback) => IsGiven ? Value : fallback;

    public static implicit operator Optional<T>(T value) => new(value);
}

internal sealed class OptionalConverterFactory : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) =>
        typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(Optional<>);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(
            typeof(OptionalConverter<>).MakeGenericType(typeToConvert.GetGenericArguments()))!;
}

internal sealed class OptionalConverter<T> : JsonConverter<Optional<T>>
{
    public override bool HandleNull => true;

    public override Optional<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(JsonSerializer.Deserialize<T>(ref reader, options)!);

    public override void Write(Utf8JsonWriter writer, Optional<T> value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value.Value, options);
}
