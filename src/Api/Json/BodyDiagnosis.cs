using System.Buffers;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using LiveChat.Api.Problems;
using LiveChat.Api.Validation;

namespace LiveChat.Api.Json;

/// <summary>
/// Finds out why the serializer refused a body: not JSON at all (400 <c>malformed-json</c>), or fields that are
/// unknown, repeated, missing, null or of a wrong type (422 naming each).
/// </summary>
internal static class BodyDiagnosis
{
    private static readonly JsonDocumentOptions _documentOptions = new()
    {
        MaxDepth = 32,
        AllowDuplicateProperties = true,
    };

    public static Problem Of<T>(ReadOnlySequence<byte> body) where T : class
    {
        try
        {
            using var document = JsonDocument.Parse(body, _documentOptions);
            var findings = new Findings();
            Value(document.RootElement, ApiJson.TypeInfo<T>(), "", findings);
            return findings.Problem ?? Problem.MalformedJson();
        }
        catch (JsonException malformed)
        {
            return Problem.MalformedJson(string.Create(
                CultureInfo.InvariantCulture,
                $"Line {malformed.LineNumber + 1}, byte {malformed.BytePositionInLine + 1}."));
        }
        catch (InvalidOperationException)
        {
            // A property name that is not valid Unicode.
            return Problem.MalformedJson("A field's name is not valid Unicode.");
        }
    }

    private static void Value(JsonElement value, JsonTypeInfo type, string path, Findings findings)
    {
        switch (type.Kind)
        {
            case JsonTypeInfoKind.Object:
                if (value.ValueKind == JsonValueKind.Object) Fields(value, Derived(value, type), path, findings);
                else findings.Add(NameOf(path), "must be an object");
                break;
            case JsonTypeInfoKind.Enumerable:
                if (value.ValueKind == JsonValueKind.Array) Elements(value, type, path, findings);
                else findings.Add(NameOf(path), "must be a list");
                break;
            case JsonTypeInfoKind.Dictionary:
                if (value.ValueKind == JsonValueKind.Object) Entries(value, type, path, findings);
                else findings.Add(NameOf(path), "must be an object");
                break;
            default:
                if (!Reads(value, type)) findings.Add(NameOf(path), Expectation.Of(type.Type));
                break;
        }
    }

    private static void Fields(JsonElement value, JsonTypeInfo type, string path, Findings findings)
    {
        var given = new HashSet<string>();
        foreach (var field in value.EnumerateObject())
        {
            var name = path.Length == 0 ? field.Name : $"{path}.{field.Name}";
            if (!given.Add(field.Name))
            {
                findings.Add(name, "is given twice");
                continue;
            }

            if (field.Name == type.PolymorphismOptions?.TypeDiscriminatorPropertyName) continue;
            Field(field, type, name, findings);
        }

        foreach (var property in type.Properties)
        {
            var needed = property.IsRequired
                || property.AssociatedParameter is { HasDefaultValue: false, IsMemberInitializer: false };
            if (!needed || given.Contains(property.Name)) continue;
            findings.Add(path.Length == 0 ? property.Name : $"{path}.{property.Name}", "is required");
        }
    }

    private static void Field(JsonProperty field, JsonTypeInfo owner, string name, Findings findings)
    {
        var property = owner.Properties.FirstOrDefault(
            it => it.Name == field.Name && (it.Set is not null || it.AssociatedParameter is not null));
        if (property is null) findings.Add(name, "is not a field of this request");
        else if (field.Value.ValueKind == JsonValueKind.Null)
        {
            if (!AllowsNull(property)) findings.Add(name, "must not be null");
        }
        else if (property.CustomConverter is not TextConverter || field.Value.ValueKind != JsonValueKind.String)
        {
            Value(field.Value, TypeOf(property, owner), name, findings);
        }
    }

    private static void Elements(JsonElement value, JsonTypeInfo type, string path, Findings findings)
    {
        var element = type.Options.GetTypeInfo(type.ElementType!);
        var index = 0;
        foreach (var item in value.EnumerateArray())
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"{path}[{index++}]");
            if (item.ValueKind == JsonValueKind.Null) findings.Add(name, "must not be null");
            else Value(item, element, name, findings);
        }
    }

    private static void Entries(JsonElement value, JsonTypeInfo type, string path, Findings findings)
    {
        var element = type.Options.GetTypeInfo(type.ElementType!);
        foreach (var entry in value.EnumerateObject())
        {
            var name = path.Length == 0 ? entry.Name : $"{path}.{entry.Name}";
            if (entry.Value.ValueKind == JsonValueKind.Null) findings.Add(name, "must not be null");
            else Value(entry.Value, element, name, findings);
        }
    }

    /// <summary>The type that a discriminator names, where there is one.</summary>
    private static JsonTypeInfo Derived(JsonElement value, JsonTypeInfo type)
    {
        if (type.PolymorphismOptions is not { } polymorphism
            || !value.TryGetProperty(polymorphism.TypeDiscriminatorPropertyName, out var kind)
            || kind.ValueKind != JsonValueKind.String) return type;
        foreach (var derived in polymorphism.DerivedTypes)
        {
            if (kind.ValueEquals(derived.TypeDiscriminator as string))
                return type.Options.GetTypeInfo(derived.DerivedType);
        }

        return type;
    }

    private static JsonTypeInfo TypeOf(JsonPropertyInfo property, JsonTypeInfo owner)
    {
        var type = property.PropertyType;
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Optional<>))
            type = type.GetGenericArguments()[0];
        return owner.Options.GetTypeInfo(Nullable.GetUnderlyingType(type) ?? type);
    }

    private static bool AllowsNull(JsonPropertyInfo property)
    {
        var type = property.PropertyType;
        if (type.IsAssignableTo(typeof(IOptional)))
        {
            var inner = type.GetGenericArguments()[0];
            return !inner.IsValueType || Nullable.GetUnderlyingType(inner) is not null;
        }

        return type.IsValueType
            ? Nullable.GetUnderlyingType(type) is not null
            : property.AssociatedParameter?.IsNullable ?? property.IsSetNullable;
    }

    private static bool Reads(JsonElement value, JsonTypeInfo type)
    {
        try
        {
            value.Deserialize(type);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static string NameOf(string path) => path.Length == 0 ? "$" : path;
}
