using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using LiveChat.Api.Json;
using LiveChat.Api.Lists;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace LiveChat.Api.OpenApi;

/// <summary>Schemas of the types whose JSON form our own converters decide.</summary>
internal static class SchemaDetails
{
    public static async Task Complete(
        OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancel)
    {
        var type = context.JsonTypeInfo.Type;
        var value = Nullable.GetUnderlyingType(type) ?? type;
        if (value.IsAssignableTo(typeof(IOptional)))
        {
            await CopyOf(value.GetGenericArguments()[0], schema, context, cancel);
            return;
        }

        var names = Expectation.NamesOf(value);
        var isText = names is not null || value == typeof(DateTimeOffset) || IsId(value);
        if (!isText && context.JsonPropertyInfo?.CustomConverter is not TextConverter) return;
        schema.Type = value == type && context.JsonPropertyInfo is not { IsGetNullable: true }
            ? JsonSchemaType.String
            : JsonSchemaType.String | JsonSchemaType.Null;
        if (value == typeof(DateTimeOffset)) schema.Format = "date-time";
        if (names is not null) schema.Enum = [.. names.Select(it => (JsonNode)it)];
    }

    /// <summary>The name of a schema of its own; null for one that stands where it is used.</summary>
    public static string? NameOf(JsonTypeInfo info)
    {
        var type = Nullable.GetUnderlyingType(info.Type) ?? info.Type;
        if (IsId(type) || type.IsAssignableTo(typeof(IOptional))) return null;
        return type.IsGenericType && type.GetGenericTypeDefinition() == typeof(PageOf<>)
            ? $"{type.GetGenericArguments()[0].Name}Page"
            : OpenApiOptions.CreateDefaultSchemaReferenceId(info);
    }

    public static bool IsId(Type type) => type.Namespace == "LiveChat.Core.Primitives" && type.Name.EndsWith("Id");

    /// <summary>
    /// The form of what an optional field holds; whether a reference may be null only its endpoint knows.
    /// </summary>
    private static async Task CopyOf(
        Type type, OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancel)
    {
        var inner = await context.GetOrCreateSchemaAsync(type, null, cancel);
        schema.Type = type.IsValueType ? inner.Type : inner.Type | JsonSchemaType.Null;
        schema.Format = inner.Format;
        schema.Enum = inner.Enum;
        schema.Items = inner.Items;
        schema.Properties = inner.Properties;
        schema.Required = inner.Required;
        schema.AdditionalProperties = inner.AdditionalProperties;
    }
}
