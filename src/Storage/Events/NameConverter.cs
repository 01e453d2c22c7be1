using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiveChat.Storage.Events;

/// <summary>A value of an enum as its camelCase name, which survives a renumbering.</summary>
internal sealed class NameConverter<TEnum>()
    : JsonStringEnumConverter<TEnum>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
    where TEnum : struct, Enum;
