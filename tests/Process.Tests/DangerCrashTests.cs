using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using LiveChat.Outside;

namespace LiveChat.Process.Tests;

/// <summary>Dangerous orders over SIGKILLs in their midst: they go on, end, and leave nothing.</summary>
public sealed class DangerCrashTests : IAsyncLifetime
{
    private const string PlatformKey = "a-platform-key-of-the-tests-0123456789";
    private const string Doomed = "quagga-traders";
    private const string Cleared = "wombat-traders";
    private const int Conversations = 1_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly SiloOptions _silo = new(
        Directory.CreateTempSubdirectory("livechat-danger-").FullName, ServerProcess.FreePort(), PlatformKey);

    private ServerProcess? _server;

    [Fact]
    public async Task Killed_again_and_again_they_go_on_and_end_and_nothing_stays()
    {
        using var doomed = await Filled(Doomed, "+34900100200", "xylophone-nebula-77");
        using var cleared = await Filled(Cleared, "+34900100201", "zeppelin-marmot-42");
        Assert.True(Holds("xylophone-nebula-77") && Holds("zeppelin-marmot-42") && Holds(Doomed));
        var clearing = await Ordered(cleared, "clear-history", Cleared);
        var deleting = await Ordered(doomed, "delete-tenant", Doomed);

        // At once; in the midst of the one; in the midst of the other.
        await Restart();
        await Reach(clearing, erased: 200);
        await Restart();
        await Reach(deleting, erased: 1_000);
        await Restart();
        await Reach(deleting, erased: long.MaxValue);
        Assert.Equal("done", (string)(await Progress(clearing))["state"]!);

        foreach (var trace in (string[])[Doomed, "+34900100200", "xylophone-nebula-77"])
            Assert.False(Holds(trace), $"'{trace}' is still on disk.");
        Assert.False(Holds("zeppelin-marmot-42"));
        foreach (var client in (TenantClient[])[doomed.Admin, doomed.Agents[0].Client])
        {
            foreach (var path in (string[])["/v1/me", "/v1/agents", "/v1/conversations", "/v1/audit"])
            {
                var refused = await Assert.ThrowsAsync<HttpRequestException>(() => client.Get(path));
                Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
            }
        }

        Assert.Empty((await cleared.Admin.Get("/v1/conversations"))["items"]!.AsArray());
        using var platform = new TenantClient(_server!.Url, PlatformKey);
        Assert.Single(await Logged(platform, "/v1/platform/audit?action=tenant.deleted"));
        Assert.Single(await Logged(cleared.Admin, "/v1/audit?action=history.cleared"));
        await AuditIsIntact();
    }

    public Task InitializeAsync() => Start();

    public async Task DisposeAsync()
    {
        if (_server is not null) await _server.DisposeAsync();
        Directory.Delete(_silo.Data, recursive: true);
    }

    private async Task Start()
    {
        _server = _silo.Start();
        await _server.Ready(Patience);
    }

    private async Task Restart()
    {
        await _server!.Kill();
        await _server.DisposeAsync();
        await Start();
    }

    /// <summary>
    /// A tenant whose contacts have all written while nobody was there, so that all was closed at once.
    /// </summary>
    private async Task<TenantAccess> Filled(string slug, string sender, string text)
    {
        var tenant = await TenantSetup.Create(
            _server!.Url, PlatformKey, new TenantPlan(slug) { Agents = 1, Senders = [new SenderPlan(sender)] });
        using var adapter = new TenantClient(_server.Url, tenant.ApiKey);
        await adapter.Post("/v1/mo/batch", new
        {
            items = Enumerable.Range(0, Conversations).Select(i => new
            {
                channel = "sms",
                sender,
                from = $"+346{i:00000000}",
                id = $"{i}",
                text = $"{text} {i}",
            }),
        });
        await Poll.Until("all are closed", Patience, async () =>
            (await tenant.Admin.Get("/v1/conversations?state=waiting&limit=1"))["items"]!.AsArray().Count == 0);
        return tenant;
    }

    private static async Task<string> Ordered(TenantAccess tenant, string order, string name) =>
        (string)(await tenant.Admin.Post($"/v1/danger/{order}", new { confirm = name }))["id"]!;

    /// <summary>Returns when the order has erased so many rows, or is done.</summary>
    private Task Reach(string order, long erased) => Poll.Until("the order has come so far", Patience, async () =>
        await Progress(order) is var seen && ((string)seen["state"]! == "done" || (long)seen["erased"]! >= erased));

    private async Task<JsonNode> Progress(string order)
    {
        using var platform = new TenantClient(_server!.Url, PlatformKey);
        return await platform.Get($"/v1/platform/danger/{order}");
    }

    private static async Task<JsonArray> Logged(TenantClient client, string path) =>
        (await client.Get(path))["items"]!.AsArray();

    private async Task AuditIsIntact()
    {
        string[] arguments = [SiloBinary.Find(), "audit", "verify", "--data", _silo.Data];
        await using var run = ServerProcess.Start(
            _server!.Url, _silo.Data, arguments, new Dictionary<string, string>());
        Assert.True(await run.Ended(Patience) == 0, run.Output());
    }

    private bool Holds(string text)
    {
        var needle = Encoding.UTF8.GetBytes(text);
        return Directory.EnumerateFiles(_silo.Data, "*", SearchOption.AllDirectories)
            .Where(file => !file.EndsWith(".lock", StringComparison.Ordinal))
            .Any(file => ReadShared(file).AsSpan().IndexOf(needle) >= 0);
    }

    private static byte[] ReadShared(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
