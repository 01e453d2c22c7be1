using System.Text.Json.Nodes;
using LiveChat.Api.Tests.Support;

namespace LiveChat.Api.Tests.Administration;

/// <summary>What a field takes, and so what it must refuse.</summary>
public enum Takes
{
    /// <summary>One line of text that is neither empty nor endless nor has control characters.</summary>
    Line,
    Number,
    Flag,
    Id,
    List,
    Object,
}

/// <summary>A field of a body. Optional: it may be left out.</summary>
public sealed record BodyField(string Name, Takes Takes, bool Optional = false, bool Nullable = false);

/// <summary>
/// Sends a body that is right but for one fault at a time, and expects each to be refused as a fault of that field.
/// </summary>
public sealed class BodyFaults(
    ApiClient client, HttpMethod method, string path, JsonObject right, bool mayBeEmpty = false)
{
    private const int HugeLength = 200_000;
    private static readonly JsonNode _huge = JsonValue.Create(new string('x', HugeLength));

    public async Task AreNamed(params BodyField[] fields)
    {
        foreach (var field in fields)
        {
            foreach (var (fault, value) in FaultsOf(field)) await IsNamed(field, fault, value);
            if (!field.Optional) await IsNamed(field, "missing", null, remove: true);
        }

        await BodyIsChecked();
    }

    private async Task BodyIsChecked()
    {
        var unknown = (JsonObject)right.DeepClone();
        unknown["noSuchField"] = 1;
        Assert.Contains("noSuchField", (await Send(unknown)).Refuses(422, "validation").Fields);
        (await client.Raw(method, path, "{\"a\":")).Refuses(400, "malformed-json");
        if (!mayBeEmpty) (await client.Raw(method, path, "")).Refuses(400, "malformed-json");
        (await client.Raw(method, path, "[]")).Refuses(422, "validation");
        (await client.Raw(method, path, "null")).Expect(422);
        (await client.Raw(method, path, right.ToJsonString(), "text/plain")).Refuses(415, "unsupported-media-type");
        (await client.Raw(method, path, new string(' ', 2_000_000))).Refuses(413, "too-large");
    }

    private async Task IsNamed(BodyField field, string fault, JsonNode? value, bool remove = false)
    {
        var body = (JsonObject)right.DeepClone();
        var (owner, name) = Find(body, field.Name);
        owner.Remove(name);
        if (!remove) owner[name] = value?.DeepClone();
        var answer = await Send(body);
        Assert.True(answer.Status == 422, $"{field.Name} {fault}: {answer.Status} {answer.Text}");
        Assert.True(
            answer.Fields.Any(it => it == field.Name || it.StartsWith(field.Name + "[", StringComparison.Ordinal)),
            $"{field.Name} {fault}: {answer.Text}");
    }

    private static IEnumerable<(string Fault, JsonNode? Value)> FaultsOf(BodyField field)
    {
        if (!field.Nullable) yield return ("null", null);
        if (field.Takes != Takes.Number) yield return ("a number", 7);
        if (field.Takes != Takes.Object) yield return ("an object", new JsonObject { ["a"] = 1 });
        if (field.Takes != Takes.List) yield return ("a list", new JsonArray(1));
        if (field.Takes != Takes.Flag) yield return ("a flag", true);
        if (field.Takes != Takes.Line) yield return ("text", "a text");
        if (field.Takes is Takes.Line or Takes.Id)
        {
            yield return ("empty", "");
            yield return ("spaces", "   ");
            yield return ("huge", _huge);
            yield return ("a control character", "a\u0007b");
            yield return ("a null character", "a\0b");
            yield return ("a line break", "a\nb");
        }

        if (field.Takes == Takes.Number)
        {
            yield return ("a fraction", 1.5);
            yield return ("beyond all bounds", 9_999_999_999);
            yield return ("below zero", -1);
        }

        if (field.Takes == Takes.List)
        {
            yield return ("a list of objects", new JsonArray(new JsonObject()));
            yield return ("a list of nulls", new JsonArray((JsonNode?)null));
        }
    }

    private static (JsonObject Owner, string Name) Find(JsonObject body, string path)
    {
        var dot = path.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? (body, path) : Find(body[path[..dot]]!.AsObject(), path[(dot + 1)..]);
    }

    private Task<ApiAnswer> Send(JsonObject body) => client.Raw(method, path, body.ToJsonString());
}
