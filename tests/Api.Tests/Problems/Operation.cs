using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace LiveChat.Api.Tests.Problems;

/// <summary>One operation of the OpenAPI document, with its body's fields.</summary>
internal sealed partial record Operation(JsonNode Document, string Path, HttpMethod Method, JsonNode Node)
{
    /// <summary>Of fields of objects that no example has, in JSON.</summary>
    private static readonly Dictionary<string, string> _samples = new()
    {
        ["from"] = "\"20:00\"",
        ["to"] = "\"21:00\"",
        ["url"] = "\"https://files.test/a\"",
        ["contentType"] = "\"image/png\"",
        ["afterSeconds"] = "60",
        ["queueId"] = "\"0198c5b1c2f07d3f8a7f3f2f9a1b2c3d\"",
        ["question"] = "\"why\"",
        ["key"] = "\"why\"",
        ["texts"] = "{\"en\":\"Yes\",\"es\":\"Sí\"}",
        ["options[0]"] = """{"key":"why","texts":{"en":"Yes","es":"Sí"}}""",
        ["delivery.kind"] = "\"callback\"",
        ["action.kind"] = "\"transfer\"",
    };

    /// <summary>How far inside fields are looked for.</summary>
    private const int DepthMax = 5;

    public string Name => $"{Method} {Path}";

    /// <summary>The last lines of the description: who may call.</summary>
    public string Description => ((string?)Node["description"] ?? "").Split("\n\n")[^1];

    /// <summary>The path with ids that name nothing.</summary>
    public string ConcretePath => Concrete(Path);

    public IReadOnlyList<string> Responses => [.. Node["responses"]!.AsObject().Select(it => it.Key)];

    public JsonNode? BodySchema =>
        Node["requestBody"]?["content"]?["application/json"]?["schema"] is { } schema ? Resolve(schema) : null;

    /// <summary>Every field of the body with its path, those inside of others too: <c>people[0].email</c>.</summary>
    public IEnumerable<BodyField> Fields => FieldsOf(BodySchema, "", 0);

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

    /// <summary>Whether the example names only fields that the schema has, and all that it requires.</summary>
    public bool ExampleFits => PropertiesOf(BodySchema) is not { Count: > 0 } properties
        || (Example().All(it => properties.ContainsKey(it.Key)) && Required.All(it => Example().ContainsKey(it)));

    /// <summary>The example body with the field at that path changed to a JSON that need not be well-formed.</summary>
    public string BodyWith(BodyField field, string json)
    {
        const string Place = "@@here@@";
        JsonNode at = Example();
        var body = at;
        var steps = Step().Matches(field.Name).Select(it => it.Value).ToList();
        foreach (var (i, step) in steps.Index())
        {
            JsonNode next = i + 1 == steps.Count ? Place : steps[i + 1].StartsWith('[') ? new JsonArray()
                : step == "[0]" && _samples.GetValueOrDefault($"{steps[i - 1]}[0]") is { } whole
                    ? JsonNode.Parse(whole)!
                    : new JsonObject();
            if (i + 1 == steps.Count) Complete(at, i == 0 ? "" : steps[..i].Last(it => it != "[0]"), field.Siblings);
            at = Into(at, step, next, replaces: i + 1 == steps.Count);
        }

        return body.ToJsonString().Replace($"\"{Place}\"", json, StringComparison.Ordinal);
    }

    public string BodyWithout(string field)
    {
        var body = Example();
        body.Remove(field);
        return body.ToJsonString();
    }

    /// <summary>Goes one step down, making what is not there.</summary>
    private static JsonNode Into(JsonNode at, string step, JsonNode made, bool replaces)
    {
        if (at is JsonArray list)
        {
            if (list.Count == 0) list.Add(made);
            else if (replaces || list[0] is null) list[0] = made;
            return list[0]!;
        }

        if (replaces || at[step] is null) at[step] = made;
        return at[step]!;
    }

    /// <summary>What the object needs besides, where the example has not got the object.</summary>
    private static void Complete(JsonNode at, string parent, IReadOnlyList<string> needed)
    {
        if (at is not JsonObject made) return;
        foreach (var name in needed.Where(it => !made.ContainsKey(it)))
        {
            if ((_samples.GetValueOrDefault($"{parent}.{name}") ?? _samples.GetValueOrDefault(name)) is { } sample)
                made[name] = JsonNode.Parse(sample);
        }
    }

    private IEnumerable<BodyField> FieldsOf(JsonNode? schema, string prefix, int depth)
    {
        if (depth > DepthMax || PropertiesOf(schema) is not { } properties) yield break;
        string[] needed = prefix.Length == 0 ? [] : RequiredOf(schema);
        foreach (var (name, node) in properties)
        {
            var (path, field) = (prefix + name, Resolve(node!));
            yield return new BodyField(path, field, needed);
            foreach (var inner in FieldsOf(field, $"{path}.", depth + 1)) yield return inner;
            if (ItemsOf(field) is not { } items) continue;
            foreach (var inner in FieldsOf(Resolve(items), $"{path}[0].", depth + 1)) yield return inner;
        }
    }

    /// <summary>Of the schema, or of the one that it is where it is not null.</summary>
    private static JsonObject? PropertiesOf(JsonNode? schema) =>
        schema?["properties"] as JsonObject ?? Parts(schema).Select(PropertiesOf).FirstOrDefault(it => it is not null);

    private static string[] RequiredOf(JsonNode? schema) =>
        schema?["required"] is JsonArray required
            ? [.. required.Select(it => (string)it!)]
            : Parts(schema).Select(RequiredOf).FirstOrDefault(it => it.Length > 0) ?? [];

    private static JsonNode? ItemsOf(JsonNode schema) =>
        schema["items"] ?? Parts(schema).Select(it => it["items"]).FirstOrDefault(it => it is not null);

    private static IEnumerable<JsonNode> Parts(JsonNode? schema) =>
        (schema?["oneOf"] as JsonArray ?? []).OfType<JsonNode>();

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

    [GeneratedRegex(@"[^.\[\]]+(?=[.\[]|$)|\[0\]")]
    private static partial Regex Step();

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();
}

/// <summary>A field of a body.</summary>
/// <param name="Name">Its path: <c>people[0].email</c>.</param>
/// <param name="Siblings">What the object that it is in needs besides.</param>
internal sealed record BodyField(string Name, JsonNode Schema, IReadOnlyList<string> Siblings);
