using System.Text.Json.Nodes;
using LiveChat.Api.Json;
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
        schema.Type = value == type ? JsonSchemaType.String : JsonSchemaType.String | JsonSchemaType.Null;
        if (value == typeof(DateTimeOffset)) schema.Format = "date-time";
        if (names is not null) schema.Enum = [.. names.Select(it => (JsonNode)it)];
    }

    private static bool IsId(Type type) => type.Namespace == "LiveChat.Core.Primitives" && type.Name.EndsWith("Id");

    private static async Task CopyOf(
        Type type, OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancel)
    {
        var inner = await context.GetOrCreateSchemaAsync(type, null, cancel);
        schema.Type = inner.Type;
        schema.Format = inner.Format;
        schema.Enum = inner.Enum;
        schema.Items = inner.Items;
        schema.Properties = inner.Properties;
        schema.Required = inner.Required;
        schema.AdditionalProperties = inner.AdditionalProperties;
    }
}
