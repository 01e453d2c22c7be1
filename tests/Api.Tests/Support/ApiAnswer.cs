using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace LiveChat.Api.Tests.Support;

/// <summary>What the server answered, whatever it was.</summary>
public sealed record ApiAnswer(int Status, string Text, HttpResponseHeaders Headers, string? ContentType)
{
    private readonly Lazy<JsonNode> _json = new(() => JsonNode.Parse(Text)!);

    public JsonNode Json => _json.Value;

    public JsonArray Items => Json["items"]!.AsArray();

    public string? Code => (string?)Json["code"];

    public string Id => (string)Json["id"]!;

    /// <summary>The fields at fault.</summary>
    public IReadOnlyList<string> Fields => Json["errors"] is JsonObject errors ? [.. errors.Select(it => it.Key)] : [];

    public JsonNode? this[string field] => Json[field];

    /// <summary>Passes the answer on when it has that status, and fails with its text otherwise.</summary>
    public ApiAnswer Expect(int status)
    {
        Assert.True(Status == status, $"Expected {status}, got {Status}: {Text}");
        return this;
    }

    /// <summary>A whole problem of that status and code.</summary>
    public ApiAnswer Refuses(int status, string code)
    {
        Expect(status);
        Assert.Equal("application/problem+json", ContentType);
        Assert.Equal(code, Code);
        Assert.Equal(status, (int)Json["status"]!);
        Assert.Equal($"urn:livechat:problem:{code}", (string)Json["type"]!);
        Assert.NotEmpty((string)Json["title"]!);
        Assert.NotEmpty((string)Json["traceId"]!);
        return this;
    }

    /// <summary>A 422 that names exactly these fields.</summary>
    public ApiAnswer RefusesFields(params string[] fields)
    {
        Refuses(422, "validation");
        Assert.Equal(fields.Order(), Fields.Order());
        return this;
    }
}
