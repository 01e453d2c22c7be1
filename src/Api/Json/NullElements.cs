using System.Collections;
using System.Collections.Concurrent;
using System.Text.Json.Serialization.Metadata;

namespace LiveChat.Api.Json;

/// <summary>
/// Finds null among the elements of lists, where the serializer lets it pass. Which fields of a type may hold lists is
/// found out once.
/// </summary>
internal static class NullElements
{
    private static readonly ConcurrentDictionary<Type, JsonPropertyInfo[]> _nesting = new();

    public static bool In(object? value, JsonTypeInfo type) => value switch
    {
        null => false,
        IOptional optional => In(optional.Given, type.Options.GetTypeInfo(type.Type.GetGenericArguments()[0])),
        _ when type.Kind == JsonTypeInfoKind.Object => InFields(value, type),
        IEnumerable elements when type.Kind == JsonTypeInfoKind.Enumerable => InElements(elements, type),
        _ => false,
    };

    private static bool InFields(object value, JsonTypeInfo type)
    {
        foreach (var property in _nesting.GetOrAdd(type.Type, static (_, it) => Nesting(it), type))
        {
            if (In(property.Get!(value), type.Options.GetTypeInfo(property.PropertyType))) return true;
        }

        return false;
    }

    private static bool InElements(IEnumerable elements, JsonTypeInfo type)
    {
        var elementType = type.Options.GetTypeInfo(type.ElementType!);
        foreach (var element in elements)
        {
            if (element is null || In(element, elementType)) return true;
        }

        return false;
    }

    private static JsonPropertyInfo[] Nesting(JsonTypeInfo type) =>
    [
        .. type.Properties.Where(it => it.Get is not null
            && (it.PropertyType.IsAssignableTo(typeof(IOptional))
                || type.Options.GetTypeInfo(it.PropertyType).Kind
                    is JsonTypeInfoKind.Object or JsonTypeInfoKind.Enumerable)),
    ];
}
