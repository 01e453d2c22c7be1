using System.Text.Json.Nodes;
using LiveChat.Api.Tests.Support;

namespace LiveChat.Api.Tests.Problems;

/// <summary>
/// Walks every operation of the OpenAPI document with every field of its body, and sends what no field may be. It finds
/// new endpoints by itself.
/// </summary>
[Collection(ServerCollection.Name)]
public sealed class EveryEndpointTests(TestServer server)
{
    [Fact]
    public async Task The_document_describes_every_call_of_this_API()
    {
        var document = (await server.Anonymous.Get("/openapi/v1.json")).Expect(200);
        var operations = Operation.All(document.Json).ToList();
        string[] wanted =
        [
            "POST /v1/mo", "POST /v1/mo/batch", "GET /v1/me/stream", "PUT /v1/me/status", "GET /v1/me/conversations",
            "GET /v1/conversations", "GET /v1/conversations/{id}", "GET /v1/conversations/{id}/messages",
            "GET /v1/conversations/{id}/events", "POST /v1/conversations/{id}/messages",
            "POST /v1/conversations/{id}/notes", "POST /v1/conversations/{id}/close",
            "POST /v1/conversations/{id}/transfer", "POST /v1/conversations/{id}/priority", "GET /health/live",
            "GET /health/ready", "POST /v1/sessions", "POST /v1/agents", "POST /v1/queues", "POST /v1/senders",
            "POST /v1/api-keys", "POST /v1/platform/tenants", "PATCH /v1/settings/livechat",
        ];
        Assert.Empty(wanted.Except(operations.Select(it => it.Name)));
        foreach (var operation in operations.Where(it => it.Path.StartsWith("/v1/") && !it.Path.Contains("/hooks/")))
        {
            Assert.True(operation.Node["summary"] is not null, $"{operation.Name} has no summary.");
            Assert.True(operation.Responses.Contains("500"), $"{operation.Name} tells no 500.");
            if (operation.BodySchema is not null)
            {
                Assert.True(operation.Responses.Contains("422"), $"{operation.Name} tells no 422.");
                Assert.True(operation.ExampleFits, $"{operation.Name} has an example of other fields.");
            }
        }

        Assert.NotNull(document["components"]!["securitySchemes"]!["bearer"]);
        Assert.Contains("swagger-ui", (await server.Anonymous.Get("/docs/index.html")).Expect(200).Text);
    }

    [Fact]
    public async Task No_field_of_any_call_takes_what_it_must_not()
    {
        var faults = new List<string>();
        var tried = 0;
        await foreach (var (operation, client, path) in WithBodies())
        {
            foreach (var (what, field, body) in Refusable(operation))
            {
                tried++;
                var answer = await client.Raw(operation.Method, path, body);
                if (field is null ? answer is { Status: 400, Code: "malformed-json" } : Names(answer, field)) continue;
                faults.Add($"{operation.Name} {what}: {answer.Status} {Shown(answer)}");
            }
        }

        Assert.True(faults.Count == 0, $"{faults.Count} faults:\n{string.Join('\n', faults)}");
        Assert.True(tried > 1_000, $"Only {tried} were tried.");
    }

    [Fact]
    public async Task Whatever_value_makes_no_sense_is_refused_by_the_name_of_its_field()
    {
        var other = await Possessions.Of(server);
        var values = new OddValues(
            other.Desk.Maria.Id, other.Desk.Queue, (await other.Desk.Tenant.Questionnaire("contact")).Id);
        var faults = new List<string>();
        var excused = new HashSet<string>();
        var tried = 0;
        await foreach (var (operation, client, path) in WithBodies())
        {
            foreach (var (kind, field, body) in values.Of(operation))
            {
                tried++;
                var answer = await client.Raw(operation.Method, path, body);
                if (Names(answer, field) || IsToldInItsRow(answer, field)) continue;
                if (IsUnknown(answer, field)) continue;
                if (OddValues.Excuse(operation.Name, field, kind) is { } excuse && excuse.Allows(answer.Status))
                    excused.Add(excuse.Name);
                else faults.Add($"{operation.Name} {field} {kind}: {answer.Status} {Shown(answer)}");
            }
        }

        Assert.True(faults.Count == 0, $"{faults.Count} faults:\n{string.Join('\n', faults)}");
        Assert.Empty(OddValues.Excuses.Select(it => it.Name).Except(excused)); // Each exception is still one.
        Assert.True(tried > 1_000, $"Only {tried} were tried.");
    }

    [Fact]
    public async Task Odd_texts_never_break_a_call()
    {
        string[] texts =
        [
            "\"\\u0000\"", "\"\\u202e\\ufeff\"", "\"'; drop table event; --\"", "\"../../etc/passwd\"", "\"-1\"",
            "\"00000000000000000000000000000000\"", "\"9999-12-31T23:59:59Z\"", "\"0001-01-01T00:00:00+14:00\"",
        ];
        var faults = new List<string>();
        await foreach (var (operation, client, path) in WithBodies())
        {
            // Each order is confirmed by the name that a call before it may have given the tenant.
            if (operation.Path.StartsWith("/v1/danger/", StringComparison.Ordinal)) continue;
            foreach (var field in operation.Fields)
            {
                var isList = TypesOf(field.Schema).Contains("array");
                if (!isList && !TypesOf(field.Schema).Contains("string")) continue;
                foreach (var text in texts)
                {
                    var body = operation.BodyWith(field, isList ? $"[{text}]" : text);
                    var answer = await client.Raw(operation.Method, path, body);
                    if (answer.Status < 500 && (answer.Status != 401 || client.Credential is null)) continue;
                    faults.Add($"{operation.Name} {field.Name}={text}: {answer.Status} {Shown(answer)}");
                }
            }
        }

        Assert.True(faults.Count == 0, $"{faults.Count} faults:\n{string.Join('\n', faults)}");
    }

    [Fact]
    public async Task No_call_answers_without_credentials_or_to_a_member_of_no_right()
    {
        var document = (await server.Anonymous.Get("/openapi/v1.json")).Expect(200);
        var guarded = Operation.All(document.Json).Where(it => it.Node["security"] is JsonArray { Count: > 0 });
        foreach (var operation in guarded)
        {
            var body = operation.BodySchema is null ? null : new StringContent("{}");
            body?.Headers.ContentType = new("application/json");
            var answer = await server.Anonymous.Send(operation.Method, operation.ConcretePath, body);
            Assert.True(answer.Status == 401, $"{operation.Name}: {answer.Status} {Shown(answer)}");
        }
    }

    /// <summary>Bodies that no call may take, with the field at fault; null where it is no JSON at all.</summary>
    private static IEnumerable<(string What, string? Field, string Body)> Refusable(Operation operation)
    {
        yield return ("malformed", null, "{\"x\":");
        yield return ("a list", "$", "[]");
        yield return ("null", "$", "null");
        yield return ("an unknown field", "surely-unknown", "{\"surely-unknown\":1}");
        foreach (var field in operation.Fields)
        {
            foreach (var wrong in WrongFor(field.Schema))
                yield return ($"{field.Name}={wrong}", field.Name, operation.BodyWith(field, wrong));
        }

        foreach (var required in operation.Required)
            yield return ($"without {required}", required, operation.BodyWithout(required));
    }

    private static IEnumerable<string> WrongFor(JsonNode schema)
    {
        var types = TypesOf(schema);
        if (!types.Contains("string")) yield return "\"a string\"";
        if (!types.Contains("boolean")) yield return "true";
        if (!types.Contains("integer") && !types.Contains("number")) yield return "12345";
        if (!types.Contains("object")) yield return "{\"a\":1}";
        if (!types.Contains("array")) yield return "[1]";
        if (types.Contains("array")) yield return "[null]";
        if (types.Contains("integer")) yield return "1.5";
        if (types.Contains("integer")) yield return "99999999999999999999";
        if (!types.Contains("null")) yield return "null";
    }

    internal static HashSet<string> TypesOf(JsonNode schema) => schema["type"] switch
    {
        JsonArray many => [.. many.Select(it => (string)it!)],
        JsonValue one => [(string)one!],
        _ when schema["oneOf"] is JsonArray parts => [.. parts.SelectMany(it => TypesOf(it!))],
        _ => ["object"],
    };

    /// <summary>A 422 that names the field, or something inside of it.</summary>
    private static bool Names(ApiAnswer answer, string field) =>
        answer is { Status: 422, ContentType: "application/problem+json" } && HasField(answer, field);

    /// <summary>Of ids, also of what can be none, that name nothing of the tenant's: 404, and where.</summary>
    private static bool IsUnknown(ApiAnswer answer, string field) =>
        answer is { Status: 404, Code: "not-found" } && HasField(answer, field);

    /// <summary>Where each item of a list has a result of its own, it is refused there.</summary>
    private static bool IsToldInItsRow(ApiAnswer answer, string field)
    {
        if (answer.Status is not (200 or 202) || answer.Json["results"]?[0] is not JsonObject row) return false;
        return (string?)row["code"] switch
        {
            "validation" => ((string?)row["detail"])?.Contains($"{Leaf(field)}:", StringComparison.Ordinal) == true,
            "not-found" => true,
            _ => false,
        };
    }

    private static string Shown(ApiAnswer answer) =>
        answer.Text.Length > 300 ? $"{answer.Text[..300]}…" : answer.Text;

    private static string Leaf(string field) => field[(field.LastIndexOf('.') + 1)..];

    /// <summary>Itself, what is inside of it, or the list that it is in, which is judged as a whole.</summary>
    private static bool HasField(ApiAnswer answer, string field) => answer.Fields.Any(
        it => it == field || it.StartsWith($"{field}.", StringComparison.Ordinal)
            || it.StartsWith($"{field}[", StringComparison.Ordinal)
            || field.StartsWith($"{it}[", StringComparison.Ordinal));

    /// <summary>Each operation with a caller who may, and with ids of what is there.</summary>
    private async IAsyncEnumerable<(Operation Operation, ApiClient Client, string Path)> WithBodies()
    {
        var document = (await server.Anonymous.Get("/openapi/v1.json")).Expect(200);
        var ours = await Possessions.Of(server);
        var eva = (await ours.Desk.Tenant.Agent("eva", role: "admin")).Client;
        foreach (var operation in Operation.All(document.Json).Where(it => it.BodySchema is not null))
        {
            if (operation.Path.Contains("/hooks/")) continue;
            var client = operation.Path switch
            {
                _ when operation.Path.StartsWith("/v1/platform/") => server.Platform,
                "/v1/sessions" or "/v1/registration" => server.Anonymous,
                _ when operation.Description.StartsWith("API keys", StringComparison.Ordinal) =>
                    ours.Desk.Tenant.Adapter,
                _ => eva,
            };
            if (operation.Path == "/v1/me/totp/confirm") (await eva.Post("/v1/me/totp")).Expect(200);
            yield return (operation, client, await ours.PathOf(operation));
        }
    }
}
