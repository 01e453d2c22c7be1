using System.Net;
using System.Text.RegularExpressions;
using LiveChat.Api.Tests.Support;

namespace LiveChat.Api.Tests.Pages;

/// <summary>The page of registration as it goes over the wire.</summary>
[Collection(ServerCollection.Name)]
public sealed partial class RegisterPageTests(TestServer server)
{
    private const string Path = "/register";

    [Theory]
    [InlineData(Path, "text/html")]
    [InlineData($"{Path}/page.js", "text/javascript")]
    [InlineData($"{Path}/page.css", "text/css")]
    [InlineData($"{Path}/icon.svg", "image/svg+xml")]
    public async Task Its_files_run_each_other_and_nothing_else(string path, string type)
    {
        var file = (await server.Anonymous.Get(path)).Expect(200);
        Assert.Equal(type, file.ContentType);
        var policy = file.Headers.GetValues("Content-Security-Policy").Single();
        Assert.StartsWith("default-src 'none'; script-src 'self'; style-src 'self'; ", policy);
        Assert.Contains("frame-ancestors 'none'", policy);
        Assert.DoesNotContain("unsafe", policy);
        Assert.Equal("nosniff", file.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("no-referrer", file.Headers.GetValues("Referrer-Policy").Single());
        Assert.Equal("same-origin", file.Headers.GetValues("Cross-Origin-Opener-Policy").Single());
        Assert.True(file.Headers.CacheControl!.NoCache);
        Assert.Equal(200, (await server.Anonymous.Send(HttpMethod.Head, path, null)).Status);
        Assert.Equal(405, (await server.Anonymous.Post(path, new { })).Status);

        var tag = file.Headers.ETag!.ToString();
        var seen = await server.Anonymous.Send(HttpMethod.Get, path, null, ("If-None-Match", tag));
        Assert.Equal((304, ""), (seen.Status, seen.Text));
        var changed = await server.Anonymous.Send(HttpMethod.Get, path, null, ("If-None-Match", "\"other\""));
        Assert.Equal((200, file.Text), (changed.Status, changed.Text));
    }

    [Fact]
    public async Task Nothing_stands_in_line_and_every_file_it_names_is_there()
    {
        var page = (await server.Anonymous.Get(Path)).Expect(200).Text;
        Assert.DoesNotContain("<style", page);
        Assert.DoesNotMatch(InLine(), page);
        Assert.All(Script().Matches(page), it => Assert.Contains(" src=\"", it.Value));
        var names = Reference().Matches(page).Select(it => it.Groups[1].Value).Distinct().ToList();
        Assert.Equal(3, names.Count);
        foreach (var name in names) (await server.Anonymous.Get($"/{name}")).Expect(200);
    }

    [Fact]
    public async Task A_slash_too_many_is_taken_off()
    {
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        using var answer = await client.GetAsync(new Uri(server.Url, $"{Path}/"));
        Assert.Equal(HttpStatusCode.MovedPermanently, answer.StatusCode);
        Assert.Equal(Path, new Uri(new Uri(server.Url, $"{Path}/"), answer.Headers.Location!).AbsolutePath);
    }

    [GeneratedRegex("""\s(style|on[a-z]+)=|javascript:|https?://""", RegexOptions.IgnoreCase)]
    private static partial Regex InLine();

    [GeneratedRegex("<script[^>]*>")]
    private static partial Regex Script();

    [GeneratedRegex("""(?:src|href)="([^"]*)"[ >]""")]
    private static partial Regex Reference();
}
