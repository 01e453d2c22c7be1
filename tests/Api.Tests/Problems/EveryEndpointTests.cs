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
    private static readonly string Megabyte = $"\"{new string('7', 1_000_000)}\"";

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
        await foreach (var (operation, client) in WithBodies())
        {
            foreach (var (what, body) in Refusable(operation))
            {
                tried++;
                var answer = await client.Raw(operation.Method, operation.ConcretePath, body);
                if (answer.Status is >= 400 and < 500 && answer.ContentType == "application/problem+json") continue;
                faults.Add($"{operation.Name} {what}: {answer.Status} {answer.Text}");
            }
        }

        Assert.Empty(faults);
        Assert.True(tried > 300, $"Only {tried} were tried.");
    }

    [Fact]
    public async Task Odd_texts_never_break_a_call()
    {
        var faults = new List<string>();
        await foreach (var (operation, client) in WithBodies())
        {
            foreach (var (what, body) in Odd(operation))
            {
                var answer = await client.Raw(operation.Method, operation.ConcretePath, body);
                if (answer.Status < 500 && (answer.Status != 401 || client.Credential is null)) continue;
                faults.Add($"{operation.Name} {what}: {answer.Status} {answer.Text}");
            }
        }

        Assert.Empty(faults);
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
            Assert.True(answer.Status == 401, $"{operation.Name}: {answer.Status} {answer.Text}");
        }
    }

    /// <summary>Bodies that no call may take, whatever the values of its other fields.</summary>
    private static IEnumerable<(string What, string Body)> Refusable(Operation operation)
    {
        yield return ("malformed", "{\"x\":");
        yield return ("a list", "[]");
        yield return ("null", "null");
        yield return ("an unknown field", "{\"surely-unknown\":1}");
        foreach (var (name, schema) in operation.Fields)
        {
            foreach (var wrong in WrongFor(schema))
            {
                var shown = wrong.Length > 40 ? wrong[..40] : wrong;
                yield return ($"{name}={shown}", operation.BodyWith(name, wrong));
            }
        }

        foreach (var required in operation.Required)
            yield return ($"without {required}", operation.BodyWithout(required));
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

    /// <summary>Bodies that may or may not be taken, and must not break anything.</summary>
    private static IEnumerable<(string What, string Body)> Odd(Operation operation)
    {
        string[] texts =
        [
            "\"\"", "\" \"", "\"\\u0000\"", "\"\\ud83d\"", "\"\\u202e\\ufeff\"", "\"'; drop table event; --\"",
            Megabyte, "\"../../etc/passwd\"", "\"00000000000000000000000000000000\"", "\"-1\"",
            "\"9999-12-31T23:59:59Z\"", "\"0001-01-01T00:00:00+14:00\"",
        ];
        foreach (var (name, schema) in operation.Fields)
        {
            var values = TypesOf(schema).Contains("integer") ? ["-2147483648", "2147483647", "0"]
                : TypesOf(schema).Contains("array") ? [.. texts.Select(it => $"[{it}]")]
                : texts;
            foreach (var value in values)
            {
                yield return ($"{name}={(value.Length > 40 ? "long" : value)}", operation.BodyWith(name, value));
            }
        }
    }

    private static HashSet<string> TypesOf(JsonNode schema) => schema["type"] switch
    {
        JsonArray many => [.. many.Select(it => (string)it!)],
        JsonValue one => [(string)one!],
        _ when schema["oneOf"] is JsonArray parts => [.. parts.SelectMany(it => TypesOf(it!))],
        _ => ["object"],
    };

    private async IAsyncEnumerable<(Operation Operation, ApiClient Client)> WithBodies()
    {
        var document = (await server.Anonymous.Get("/openapi/v1.json")).Expect(200);
        var desk = await Desk.Create(server);
        foreach (var operation in Operation.All(document.Json).Where(it => it.BodySchema is not null))
        {
            if (operation.Path.Contains("/hooks/")) continue;
            var client = operation.Path switch
            {
                _ when operation.Path.StartsWith("/v1/platform/") => server.Platform,
                "/v1/sessions" => server.Anonymous,
                _ when operation.Path.StartsWith("/v1/me/") => desk.Maria.Client,
                _ when operation.Description.StartsWith("API keys", StringComparison.Ordinal) => desk.Tenant.Adapter,
                _ => desk.Tenant.Admin,
            };
            yield return (operation, client);
        }
    }
}
