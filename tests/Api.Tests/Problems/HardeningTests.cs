using System.Net.Sockets;
using System.Text;
using LiveChat.Api.Tests.Support;

namespace LiveChat.Api.Tests.Problems;

/// <summary>What every answer tells browsers, and what no answer tells anybody.</summary>
[Collection(ServerCollection.Name)]
public sealed class HardeningTests(TestServer server)
{
    private static readonly string[] Leaks =
    [
        "Microsoft.", "System.", "Exception", "   at ", "LiveChat.Storage", "LiveChat.Api", "sqlite", "Kestrel",
        "EntityFramework", "LineNumber", "BytePositionInLine", ".cs:line", "select ", "insert into",
        AppContext.BaseDirectory, Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) + '/',
    ];

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/v1/queues")]
    [InlineData("/openapi/v1.json")]
    [InlineData("/no/such/path")]
    public async Task An_answer_runs_nothing_and_is_framed_nowhere(string path)
    {
        var answer = await server.Anonymous.Get(path);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal(
            "default-src 'none'; frame-ancestors 'none'", answer.Headers.GetValues("Content-Security-Policy").Single());
        Assert.False(answer.Headers.Contains("Server"));
        Assert.False(answer.Headers.Contains("X-Powered-By"));
    }

    [Fact]
    public async Task The_browsable_page_runs_its_own_scripts_alone()
    {
        var page = (await server.Anonymous.Get("/docs/index.html")).Expect(200);
        var policy = page.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("script-src 'self';", policy);
        Assert.Contains("frame-ancestors 'none'", policy);
        Assert.Equal("no-referrer", page.Headers.GetValues("Referrer-Policy").Single());
        Assert.DoesNotContain("<script>", page.Text);
    }

    [Fact]
    public async Task No_refusal_of_any_call_names_what_it_is_made_of()
    {
        var document = (await server.Anonymous.Get("/openapi/v1.json")).Expect(200);
        var admin = (await server.SharedDesk).Tenant.Admin;
        var leaks = new List<string>();
        var tried = 0;
        foreach (var (path, item) in document.Json["paths"]!.AsObject())
        {
            foreach (var (method, node) in item!.AsObject().Where(it => it.Key is not "get" and not "delete"))
            {
                var operation = new Operation(
                    document.Json, path, HttpMethod.Parse(method.ToUpperInvariant()), node!);
                if (path.Contains("/sessions")) continue;
                foreach (var body in (string[])["{\"a\":", "[1]", "{\"a\":{\"b\":[null,1e999]}}", "\u0000"])
                {
                    var answer = await admin.Raw(operation.Method, operation.ConcretePath, body);
                    tried++;
                    leaks.AddRange(Leaks.Where(it => answer.Text.Contains(it, StringComparison.OrdinalIgnoreCase))
                        .Select(it => $"{operation.Name}: {it} in {answer.Text}"));
                }
            }
        }

        Assert.Empty(leaks);
        Assert.True(tried > 150, $"Only {tried} were tried.");
    }

    [Fact]
    public async Task What_is_no_request_is_refused_without_a_word_about_the_server()
    {
        using var client = new TcpClient();
        await client.ConnectAsync(server.Url.Host, server.Url.Port);
        await client.GetStream().WriteAsync("HELO there\r\n\r\n"u8.ToArray());
        using var reader = new StreamReader(client.GetStream(), Encoding.ASCII);
        var answer = await reader.ReadToEndAsync();
        Assert.StartsWith("HTTP/1.1 400", answer);
        Assert.DoesNotContain(Leaks, it => answer.Contains(it, StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain("Server:", answer);
    }
}
