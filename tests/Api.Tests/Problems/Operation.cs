using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace LiveChat.Api.Tests.Problems;

/// <summary>One operation of the OpenAPI document, with its body's fields.</summary>
internal sealed partial record Operation(JsonNode Document, string Path, HttpMethod Method, JsonNode Node)
{
    public string Name => $"{Method} {Path}";

    /// <summary>The last lines of the description: who may call.</summary>
    public string Description => ((string?)Node["description"] ?? "").Split("\n\n")[^1];

    /// <summary>The path with ids that name nothing.</summary>
    public string ConcretePath => Concrete(Path);

    public IReadOnlyList<string> Responses => [.. Node["responses"]!.AsObject().Select(it => it.Key)];

    public JsonNode? BodySchema =>
        Node["requestBody"]?["content"]?["application/json"]?["schema"] is { } schema ? Resolve(schema) : null;

    public IEnumerable<(string Name, JsonNode Schema)> Fields =>
        BodySchema?["properties"] is JsonObject fields ? fields.Select(it => (it.Key, Resolve(it.Value!))) : [];

    public IReadOnlyList<string> Required =>
        BodySchema?["required"] is JsonArray required ? [.. required.Select(it => (string)it!)] : [];

    /// <summary>A path with that id in place of every parameter.</summary>
    public static string Concrete(string path, string id = "00000000000000000000000000000000-1") =>
        Parameter().Replace(path, id);

    public static IEnumerable<Operation> All(JsonNode document)
    {
        foreach (var (path, item) in document["paths"]!.AsObject())
        {
            foreach (var (method, node) in item!.AsObject())
            {
                yield return new Operation(document, path, HttpMethod.Parse(method.ToUpperInvariant()), node!);
            }
        }
    }

    public string ExampleBody => Example().ToJsonString();

    /// <summary>The example body with one field changed.</summary>
    public string BodyWith(string field, string json)
    {
        var body = Example();
        body.Remove(field);
        var rest = body.ToJsonString();
        return rest == "{}" ? $"{{\"{field}\":{json}}}" : $"{rest[..^1]},\"{field}\":{json}}}";
    }

    public string BodyWithout(string field)
    {
        var body = Example();
        body.Remove(field);
        return body.ToJsonString();
    }

    private JsonObject Example()
    {
        var example = Node["requestBody"]!["content"]!["application/json"]!["example"];
        var mayBeEmpty = Node["requestBody"]!["required"] is null;
        Assert.True(example is JsonObject || mayBeEmpty, $"{Name} has no example of its body.");
        return example?.DeepClone().AsObject() ?? [];
    }

    private JsonNode Resolve(JsonNode schema)
    {
        if (schema["oneOf"] is JsonArray parts)
        {
            var resolved = parts.Select(it => Resolve(it!).DeepClone()).ToArray();
            return new JsonObject { ["oneOf"] = new JsonArray(resolved) };
        }

        return (string?)schema["$ref"] is { } reference
            ? Resolve(Document["components"]!["schemas"]![reference.Split('/')[^1]]!)
            : schema;
    }

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();
}
