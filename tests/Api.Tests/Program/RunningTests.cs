using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using LiveChat.Outside;

namespace LiveChat.Api.Tests.Program;

/// <summary>The program's life from its first start to its stop.</summary>
public sealed partial class RunningTests : IDisposable
{
    private const string Key = "a-platform-key-of-the-tests";
    private readonly ProgramFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_first_start_shows_a_platform_key_once_and_it_works_ever_after()
    {
        string key;
        await using (var first = _folder.Serve())
        {
            await first.Ready(ProgramFolder.StartMax);
            key = ShownKey().Match(first.Output()).Value;
            Assert.NotEmpty(key);
            Assert.Equal(0, await first.Stop(ProgramFolder.StopMax));
        }

        await using var second = _folder.Serve();
        await second.Ready(ProgramFolder.StartMax);

        Assert.DoesNotMatch(ShownKey(), second.Output());
        Assert.NotEqual(HttpStatusCode.Unauthorized, await StatusWith(second.Url, key));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusWith(second.Url, key + "x"));
        Assert.All(Directory.GetFiles(_folder.Data), file => Assert.DoesNotContain(key, ReadShared(file)));
    }

    [Fact]
    public async Task A_configured_platform_key_is_in_force_and_never_shown()
    {
        await using var server = _folder.Serve(("LiveChat__PlatformKey", Key));
        await server.Ready(ProgramFolder.StartMax);

        Assert.NotEqual(HttpStatusCode.Unauthorized, await StatusWith(server.Url, Key));
        Assert.DoesNotContain(Key, server.Output(), StringComparison.Ordinal);
        Assert.DoesNotMatch(ShownKey(), server.Output());
    }

    [Fact]
    public async Task Flags_win_over_the_environment_and_that_over_the_file()
    {
        var file = _folder.Write("settings.json", """
            {"LiveChat":{"Urls":"http://127.0.0.1:1","Data":"from-file","PlatformKey":"from-file"}}
            """);
        var url = ProgramFolder.FreeUrl();
        await using var server = _folder.Start(
            url, ["--config", file, "--urls", url.ToString()],
            ("LiveChat__Urls", "http://127.0.0.1:2"), ("LiveChat__Data", "from-environment"));
        await server.Ready(ProgramFolder.StartMax);

        Assert.True(Directory.Exists(_folder.In("from-environment")));
        Assert.False(Directory.Exists(_folder.In("from-file")));
        Assert.NotEqual(HttpStatusCode.Unauthorized, await StatusWith(url, "from-file"));
    }

    [Fact]
    public async Task The_file_livechat_json_is_read_where_there_is_one()
    {
        var url = ProgramFolder.FreeUrl();
        _folder.Write("livechat.json", $$"""{"LiveChat":{"Urls":"{{url}}","PlatformKey":"{{Key}}"} }""");
        await using var server = _folder.Start(url, []);
        await server.Ready(ProgramFolder.StartMax);

        Assert.NotEqual(HttpStatusCode.Unauthorized, await StatusWith(url, Key));
        Assert.True(Directory.Exists(_folder.In("data")));
    }

    [Fact]
    public async Task Answers_do_not_say_what_server_they_come_from()
    {
        await using var server = _folder.Serve();
        await server.Ready(ProgramFolder.StartMax);
        using var http = new HttpClient();

        using var answer = await http.GetAsync(new Uri(server.Url, "/health/live"));

        Assert.False(answer.Headers.Contains("Server"));
    }

    [Fact]
    public async Task A_stop_ends_streams_at_once_and_loses_nothing_that_was_accepted()
    {
        await using var server = _folder.Serve(("LiveChat__PlatformKey", Key));
        await server.Ready(ProgramFolder.StartMax);
        using var tenant = await TenantSetup.Create(server.Url, Key, new TenantPlan("acme")
        {
            Agents = 1,
            WaitingWithNobodyOnline = 50,
            ConversationsPerAgent = null,
            Senders = [new SenderPlan("+34900100200")],
        });
        using var stream = await OpenStream(server.Url, tenant.Agents[0].Client.Credential);
        using var adapter = new TenantClient(server.Url, tenant.ApiKey);
        var conversations = new List<string>();
        for (var i = 0; i < 20; i++) conversations.Add(await SendMo(adapter, i));

        var reading = stream.ReadToEndAsync();
        Assert.Equal(0, await server.Stop(ProgramFolder.StopMax));
        Assert.Contains("event: snapshot", await reading, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_folder.Data, "livechat.db-wal")), "The store was not closed.");

        await using var again = _folder.Serve(("LiveChat__PlatformKey", Key));
        await again.Ready(ProgramFolder.StartMax);
        using var reader = new TenantClient(again.Url, tenant.ApiKey);
        foreach (var id in conversations)
            Assert.Single(
                (await reader.Get($"/v1/conversations/{id}/messages"))["items"]!.AsArray(),
                it => (string)it!["direction"]! == "mo");
    }

    private static async Task<string> SendMo(TenantClient adapter, int number)
    {
        var answer = await adapter.Post("/v1/mo", new
        {
            channel = "sms",
            sender = "+34900100200",
            from = $"+346001112{number:00}",
            id = $"mo-{number}",
            text = "hola",
        });
        return (string)answer["conversationId"]!;
    }

    /// <summary>Returns when the stream has begun.</summary>
    private static async Task<StreamReader> OpenStream(Uri url, string token)
    {
        var http = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(url, "/v1/me/stream"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        answer.EnsureSuccessStatusCode();
        return new StreamReader(await answer.Content.ReadAsStreamAsync());
    }

    private static async Task<HttpStatusCode> StatusWith(Uri url, string key)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(url, "/v1/platform/tenants"))
        {
            Content = new StringContent("{}", MediaTypeHeaderValue.Parse("application/json")),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using var answer = await http.SendAsync(request);
        return answer.StatusCode;
    }

    private static string ReadShared(string file)
    {
        if (file.EndsWith(".lock", StringComparison.Ordinal)) return "";
        using var reader = new StreamReader(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return reader.ReadToEnd();
    }

    [GeneratedRegex("lcp_[A-Za-z0-9_-]{20,}")]
    private static partial Regex ShownKey();
}
