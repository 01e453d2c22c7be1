using System.Text.Json.Serialization;
using LiveChat.Api.OpenApi;

namespace LiveChat.Api.Json;

/// <summary>What a value of a type must look like in JSON, for the message to the caller.</summary>
internal static class Expectation
{
    public static string Of(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(string)) return "must be a string of valid Unicode";
        if (type == typeof(bool)) return "must be true or false";
        if (type == typeof(int) || type == typeof(long)) return "must be a whole number";
        if (type == typeof(DateTimeOffset)) return "must be a time as in RFC 3339";
        if (SchemaDetails.IsId(type)) return "must be an id";
        return NamesOf(type) is { } names ? $"must be one of {string.Join(", ", names)}" : "has a wrong type";
    }

    /// <summary>The names of an enum; null for any other type.</summary>
    public static IReadOnlyList<string>? NamesOf(Type type)
    {
        foreach (JsonConverter converter in ApiJson.Options.Converters)
        {
            if (converter is INamedEnum named && named.EnumType == type) return named.Names;
        }

        return null;
    }
}
