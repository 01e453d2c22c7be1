using System.Text.Json.Serialization;

namespace LiveChat.Api.Json;

/// <summary>Enums by their names in JSON, where there is no JSON: in queries.</summary>
internal static class Names
{
    public static bool TryParse<T>(string text, out T value) where T : struct, Enum
    {
        foreach (JsonConverter converter in ApiJson.Options.Converters)
        {
            if (converter is NamedEnumConverter<T> named) return named.TryParse(text, out value);
        }

        throw new InvalidOperationException($"{typeof(T).Name} has no names in JSON.");
    }
}
