using System.Globalization;
using LiveChat.Api.Tests.Support;
using LiveChat.Storage.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveChat.Api.Tests.Auth;

/// <summary>What becomes of keys that are in use: rotation, revocation, metering.</summary>
[Collection(ServerCollection.Name)]
public sealed class ApiKeyUseTests(TestServer server)
{
    private const string Path = "/v1/api-keys";

    [Fact]
    public async Task A_rotated_key_gives_way_at_once_or_after_its_overlap()
    {
        var tenant = await TestTenant.Create(server);
        var made = await Made(tenant, "admin:read");
        var first = server.With((string)made["key"]!);
        var rotated = (await tenant.Admin.Post($"{Path}/{made.Id}:rotate", new { overlapSeconds = 3600 })).Expect(200);
        var second = server.With((string)rotated["key"]!);
        Assert.Equal(made.Id, rotated.Id);
        Assert.NotEqual((string)made["key"]!, (string)rotated["key"]!);
        Assert.Equal(((string)rotated["key"]!)[..10], (string)rotated["prefix"]!);
        Assert.NotNull(rotated["previousUntil"]);
        (await first.Get("/v1/agents")).Expect(200);
        (await second.Get("/v1/agents")).Expect(200);

        var again = (await tenant.Admin.Post($"{Path}/{made.Id}:rotate")).Expect(200);
        Assert.Null(again["previousUntil"]);
        (await first.Get("/v1/agents")).Refuses(401, "unauthorized");
        (await second.Get("/v1/agents")).Refuses(401, "unauthorized");
        (await server.With((string)again["key"]!).Get("/v1/agents")).Expect(200);
        var shown = (await tenant.Admin.Get($"{Path}/{made.Id}")).Expect(200);
        Assert.DoesNotContain((string)again["key"]!, shown.Text);
        Assert.Equal(3, (long)shown["usage"]!["requests"]!);
    }

    [Fact]
    public async Task A_rotation_may_move_the_expiry_and_every_fault_of_it_is_named()
    {
        var tenant = await TestTenant.Create(server);
        var path = $"{Path}/{(await Made(tenant, "admin:read")).Id}:rotate";
        var at = TimeProvider.System.GetUtcNow().AddDays(1);
        var rotated = (await tenant.Admin.Post(path, new { expiresAt = at })).Expect(200);
        var told = DateTimeOffset.Parse((string)rotated["expiresAt"]!, CultureInfo.InvariantCulture);
        Assert.Equal(at, told, TimeSpan.FromMilliseconds(1));
        Assert.NotNull((await tenant.Admin.Post(path, new { })).Expect(200)["expiresAt"]);
        Assert.Null((await tenant.Admin.Post(path, new { expiresAt = (string?)null })).Expect(200)["expiresAt"]);
        (await tenant.Admin.Post(path, new { expiresAt = at.AddDays(-2) })).RefusesFields("expiresAt");
        foreach (var seconds in (object?[])[-1, 2_592_001, 1.5, "60", null])
            (await tenant.Admin.Post(path, new { overlapSeconds = seconds })).RefusesFields("overlapSeconds");
        (await tenant.Admin.Post($"{Path}/{new string('0', 32)}:rotate")).Refuses(404, "not-found");
        (await tenant.Admin.Post($"{Path}/nonsense:rotate")).Refuses(404, "not-found");
        (await (await TestTenant.Create(server)).Admin.Post(path)).Refuses(404, "not-found");
        (await tenant.Adapter.Post(path)).Refuses(403, "forbidden");
    }

    [Fact]
    public async Task A_key_that_is_revoked_while_it_waits_is_given_nothing_any_more()
    {
        var desk = await Desk.Create(server);
        await using var stream = await desk.Maria.Online();
        var conversation = await desk.AssignedOn(stream);
        var made = await Made(desk.Tenant, "mt:read");
        var query = $"/v1/mt?sender={Uri.EscapeDataString(desk.Sender)}";
        var waiting = server.With((string)made["key"]!).Get($"{query}&waitSeconds=60");
        (await desk.Tenant.Admin.Delete($"{Path}/{made.Id}")).Expect(204);
        (await desk.Maria.Client.Post($"/v1/conversations/{conversation}/messages", new { text = "hi" })).Expect(201);
        (await waiting).Refuses(401, "unauthorized");
        Assert.Single((await desk.Tenant.Adapter.Get($"{query}&waitSeconds=5")).Expect(200).Items);
    }

    [Fact]
    public async Task What_comes_with_each_key_is_counted_answers_and_refusals()
    {
        var tenant = await TestTenant.Create(server);
        var (made, other) = (await Made(tenant, "admin:read"), await Made(tenant, "mo:write"));
        var unused = (await tenant.Admin.Get($"{Path}/{made.Id}")).Expect(200);
        Assert.Null(unused["lastUsedAt"]);
        Assert.Equal(0, (long)unused["usage"]!["requests"]!);
        Assert.Null(unused["usage"]!["successRate"]);

        var (before, client) = (TimeProvider.System.GetUtcNow(), server.With((string)made["key"]!));
        for (var i = 0; i < 3; i++) (await client.Get("/v1/agents")).Expect(200);
        (await client.Get($"/v1/agents/{new string('0', 32)}")).Expect(404);
        (await client.Post("/v1/queues", new { name = "x" })).Expect(403);
        (await server.With((string)other["key"]!).Post("/v1/mo", new { })).Expect(422);

        var used = (await tenant.Admin.Get($"{Path}/{made.Id}")).Expect(200);
        var usage = used["usage"]!;
        Assert.Equal((5, 0.6), ((long)usage["requests"]!, (double)usage["successRate"]!));
        Assert.InRange((double)usage["averageLatencyMilliseconds"]!, 0.001, 60_000);
        Assert.Matches("^[0-9]{4}-[01][0-9]$", (string)usage["month"]!);
        Assert.Equal(usage.ToJsonString(), used["months"]![0]!.ToJsonString());
        var lastUsed = DateTimeOffset.Parse((string)used["lastUsedAt"]!, CultureInfo.InvariantCulture);
        Assert.InRange(lastUsed, before.AddSeconds(-1), TimeProvider.System.GetUtcNow().AddSeconds(1));
        var listed = (await tenant.Admin.Get(Path)).Expect(200).Items;
        Assert.Equal(5, (long)listed.Single(it => (string)it!["id"]! == made.Id)!["usage"]!["requests"]!);
        Assert.Equal(1, (long)listed.Single(it => (string)it!["id"]! == other.Id)!["usage"]!["requests"]!);
        (await tenant.Admin.Get($"{Path}/nonsense")).Refuses(404, "not-found");
    }

    [Fact]
    public async Task What_a_long_poll_waits_is_no_latency()
    {
        var desk = await Desk.Create(server);
        var made = await Made(desk.Tenant, "mt:read");
        var client = server.With((string)made["key"]!);
        (await client.Get($"/v1/mt?sender={Uri.EscapeDataString(desk.Sender)}&waitSeconds=1")).Expect(200);
        var usage = (await desk.Tenant.Admin.Get($"{Path}/{made.Id}")).Expect(200)["usage"]!;
        Assert.InRange((double)usage["averageLatencyMilliseconds"]!, 0, 999);
    }

    [Fact]
    public async Task What_was_counted_is_written_down_when_the_program_stops()
    {
        var stopped = new TestServer();
        await stopped.InitializeAsync();
        try
        {
            var tenant = await TestTenant.Create(stopped);
            for (var i = 0; i < 3; i++) (await tenant.Adapter.Get("/v1/agents")).Expect(200);
            await stopped.Stop();
            await using var store = await SqliteStore.Open(
                new SqliteOptions(stopped.DatabaseFile), TimeProvider.System, NullLoggerFactory.Instance);
            Assert.Equal(3, await store.Administration.Read(
                (rows, cancel) => rows.ApiKeyUsages.Select(it => it.Requests).SingleAsync(cancel)));
        }
        finally
        {
            await stopped.DisposeAsync();
        }
    }

    private static async Task<ApiAnswer> Made(TestTenant tenant, string scope) =>
        (await tenant.Admin.Post(Path, new { name = scope, scopes = new[] { scope } })).Expect(201);
}
