using LiveChat.Api.Tests.Support;

namespace LiveChat.Api.Tests.Problems;

[Collection(ServerCollection.Name)]
public sealed class ProblemTests(TestServer server)
{
    [Fact]
    public async Task A_path_that_is_none_is_not_found() =>
        (await server.Anonymous.Get("/v1/nothing")).Refuses(404, "not-found");

    [Fact]
    public async Task A_method_that_a_path_does_not_take_is_told()
    {
        var tenant = (await server.SharedDesk).Tenant;
        (await tenant.Adapter.Get("/v1/mo")).Refuses(405, "method-not-allowed");
        (await server.Anonymous.Delete("/v1/mo")).Refuses(405, "method-not-allowed");
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/xml")]
    public async Task Only_JSON_is_taken(string contentType)
    {
        var tenant = (await server.SharedDesk).Tenant;
        (await tenant.Adapter.Raw(HttpMethod.Post, "/v1/mo", "{}", contentType)).Refuses(415, "unsupported-media-type");
        (await tenant.Admin.Raw(HttpMethod.Post, "/v1/conversations/x/notes", "{}", contentType))
            .Refuses(415, "unsupported-media-type");
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{\"channel\":}")]
    [InlineData("{} {}")]
    [InlineData("{\"channel\":\"sms\",}")]
    [InlineData("// x")]
    [InlineData("\ufeff{}")]
    public async Task What_is_not_JSON_is_told(string body)
    {
        var tenant = (await server.SharedDesk).Tenant;
        (await tenant.Adapter.Raw(HttpMethod.Post, "/v1/mo", body)).Refuses(400, "malformed-json");
    }

    [Fact]
    public async Task JSON_nested_too_deep_is_refused()
    {
        var tenant = (await server.SharedDesk).Tenant;
        var body = string.Concat(Enumerable.Repeat("{\"a\":", 10_000)) + "1" + new string('}', 10_000);
        (await tenant.Adapter.Raw(HttpMethod.Post, "/v1/mo", body)).Refuses(400, "malformed-json");
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("5")]
    [InlineData("\"x\"")]
    public async Task A_body_that_is_no_object_is_refused(string body)
    {
        var tenant = (await server.SharedDesk).Tenant;
        (await tenant.Adapter.Raw(HttpMethod.Post, "/v1/mo", body)).RefusesFields("$");
    }

    [Fact]
    public async Task A_field_given_twice_is_refused()
    {
        var desk = await server.SharedDesk;
        var body = $$"""
            {"channel":"sms","sender":"{{desk.Sender}}","from":"+34600111222","id":"x","text":"a","text":"b"}
            """;
        (await desk.Tenant.Adapter.Raw(HttpMethod.Post, "/v1/mo", body)).RefusesFields("text");
    }

    [Fact]
    public async Task Bytes_that_are_no_UTF8_are_refused_or_replaced_but_never_a_fault()
    {
        var desk = await server.SharedDesk;
        var start = $"{{\"channel\":\"sms\",\"sender\":\"{desk.Sender}\",\"from\":\"+34600222333\",";
        byte[] inText = [.. Bytes(start + "\"id\":\"bytes\",\"text\":\"a"), 0xFF, 0xC3, .. Bytes("b\"}")];
        var taken = (await desk.Tenant.Adapter.Raw(HttpMethod.Post, "/v1/mo", inText)).Expect(202);
        var messages = await desk.Tenant.Adapter.Get($"/v1/conversations/{taken["conversationId"]}/messages");
        Assert.Equal("a\ufffd\ufffdb", (string)messages.Items[0]!["text"]!);
        byte[] inId = [.. Bytes(start + "\"text\":\"x\",\"id\":\"a"), 0xFF, .. Bytes("b\"}")];
        (await desk.Tenant.Adapter.Raw(HttpMethod.Post, "/v1/mo", inId)).RefusesFields("id");
        byte[] inName = [.. Bytes(start + "\"text\":\"x\",\"id\":\"a\",\"b"), 0xFF, .. Bytes("\":1}")];
        Assert.InRange((await desk.Tenant.Adapter.Raw(HttpMethod.Post, "/v1/mo", inName)).Status, 400, 422);
    }

    [Fact]
    public async Task A_body_over_the_limit_is_refused_with_and_without_its_length_told()
    {
        var tenant = (await server.SharedDesk).Tenant;
        var body = Bytes($"{{\"text\":\"{new string('x', 1_100_000)}\"}}");
        (await tenant.Adapter.Raw(HttpMethod.Post, "/v1/mo", body)).Refuses(413, "too-large");
        (await tenant.Admin.Raw(HttpMethod.Post, "/v1/conversations/x/notes", body)).Refuses(413, "too-large");
        var chunked = new StreamContent(new ChunkedStream(body));
        chunked.Headers.ContentType = new("application/json");
        (await tenant.Adapter.Send(HttpMethod.Post, "/v1/mo", chunked)).Refuses(413, "too-large");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("lck_0123456789")]
    public async Task Without_good_credentials_nothing_is_told(string? credential)
    {
        var answer = await server.With(credential is "" ? null : credential).Send(
            HttpMethod.Get, "/v1/conversations", null, credential is "" ? [("Authorization", "Bearer ")] : []);
        answer.Refuses(401, "unauthorized");
        Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.ToString());
    }

    [Fact]
    public async Task What_one_may_not_do_is_named()
    {
        var desk = await server.SharedDesk;
        var id = await desk.Waiting();
        var refused = await desk.Maria.Client.Post($"/v1/conversations/{id}/priority", new { priority = 5 });
        Assert.Equal("supervise", (string)refused.Refuses(403, "forbidden")["permission"]!);
    }

    [Theory]
    [InlineData("limit=0")]
    [InlineData("limit=201")]
    [InlineData("limit=x")]
    [InlineData("limit=")]
    [InlineData("limit=1&limit=2")]
    [InlineData("limit=-1")]
    [InlineData("limit=99999999999999")]
    public async Task A_bad_limit_is_named(string query)
    {
        var tenant = (await server.SharedDesk).Tenant;
        (await tenant.Admin.Get($"/v1/conversations?{query}")).RefusesFields("limit");
    }

    [Theory]
    [InlineData("x")]
    [InlineData("%00")]
    [InlineData("Y29udmVyc2F0aW9ucx8xHzI")]
    [InlineData("____")]
    public async Task A_cursor_that_is_none_is_named(string cursor)
    {
        var tenant = (await server.SharedDesk).Tenant;
        (await tenant.Admin.Get($"/v1/conversations?cursor={cursor}")).RefusesFields("cursor");
    }

    [Fact]
    public async Task Health_is_told_to_anyone()
    {
        Assert.Equal("live", (string)(await server.Anonymous.Get("/health/live")).Expect(200)["status"]!);
        Assert.Equal("ready", (string)(await server.Anonymous.Get("/health/ready")).Expect(200)["status"]!);
    }

    private static byte[] Bytes(string text) => System.Text.Encoding.UTF8.GetBytes(text);

    /// <summary>A stream that does not tell its length, so that the body is sent in chunks.</summary>
    private sealed class ChunkedStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
