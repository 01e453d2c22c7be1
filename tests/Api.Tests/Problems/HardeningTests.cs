using System.Net.Sockets;
using System.Text;
using LiveChat.Api.Tests.Support;

namespace LiveChat.Api.Tests.Problems;

/// <summary>What a page tells browsers, and what is no request.</summary>
[Collection(ServerCollection.Name)]
public sealed class HardeningTests(TestServer server)
{
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
    public async Task What_is_no_request_is_refused_without_a_word_about_the_server()
    {
        using var client = new TcpClient();
        await client.ConnectAsync(server.Url.Host, server.Url.Port);
        await client.GetStream().WriteAsync("HELO there\r\n\r\n"u8.ToArray());
        using var reader = new StreamReader(client.GetStream(), Encoding.ASCII);
        var answer = await reader.ReadToEndAsync();
        Assert.StartsWith("HTTP/1.1 400", answer);
        Assert.Empty(Leaks.In(answer));
        Assert.DoesNotContain("Server:", answer);
    }
}
