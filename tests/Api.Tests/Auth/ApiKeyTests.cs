using System.Globalization;
using System.Text.Json.Nodes;
using LiveChat.Api.Tests.Administration;
using LiveChat.Api.Tests.Support;

namespace LiveChat.Api.Tests.Auth;

[Collection(ServerCollection.Name)]
public sealed class ApiKeyTests(TestServer server)
{
    private const string Path = "/v1/api-keys";

    [Fact]
    public async Task A_key_is_shown_once_and_works_until_it_is_deleted()
    {
        var tenant = await TestTenant.Create(server);
        var made = (await tenant.Admin.Post(
            Path, new { name = "Reports", scopes = new[] { "admin:read" } })).Expect(201);
        var key = (string)made["key"]!;
        Assert.Matches("^lck_[A-Za-z0-9_-]{43}$", key);
        Assert.Equal(key[..10], (string)made["prefix"]!);
        Assert.Equal(["admin:read"], made["scopes"]!.AsArray().Select(it => (string)it!));
        Assert.Null(made["expiresAt"]);

        var listed = (await tenant.Admin.Get(Path)).Expect(200);
        Assert.DoesNotContain(key, listed.Text, StringComparison.Ordinal);
        var entry = listed.Items.Single(it => (string)it!["id"]! == made.Id)!.AsObject();
        Assert.False(entry.ContainsKey("key"));
        Assert.Equal("Reports", (string)entry["name"]!);

        (await server.With(key).Get("/v1/agents")).Expect(200);
        (await tenant.Admin.Delete($"{Path}/{made.Id}")).Expect(204);
        (await server.With(key).Get("/v1/agents")).Refuses(401, "unauthorized");
        (await tenant.Admin.Delete($"{Path}/{made.Id}")).Refuses(404, "not-found");
    }

    [Fact]
    public async Task A_key_does_what_its_scopes_say_and_a_refusal_names_the_missing_one()
    {
        var tenant = await TestTenant.Create(server);
        var reader = await Key(tenant, "admin:read");
        (await reader.Get("/v1/agents")).Expect(200);
        (await reader.Get("/v1/settings/livechat")).Expect(200);
        Assert.Equal("admin:write", Missing(await reader.Post("/v1/queues", new { name = "x" })));
        Assert.Equal("mo:write", Missing(await reader.Post("/v1/mo", new { })));
        Assert.Equal("conversations:read", Missing(await reader.Get("/v1/conversations")));
        Assert.Equal("member", Missing(await reader.Get("/v1/me")));

        var writer = await Key(tenant, "admin:write");
        (await writer.Post("/v1/queues", new { name = "x" })).Expect(201);
        Assert.Equal("admin:read", Missing(await writer.Get("/v1/queues")));
    }

    [Fact]
    public async Task Every_fault_of_the_body_is_named()
    {
        var tenant = await TestTenant.Create(server);
        var right = new JsonObject { ["name"] = "x", ["scopes"] = new JsonArray("mo:write"), ["expiresAt"] = null };
        await new BodyFaults(tenant.Admin, HttpMethod.Post, Path, right).AreNamed(
            new("name", Takes.Line), new("scopes", Takes.List),
            new("expiresAt", Takes.Line, Optional: true, Nullable: true));
        foreach (var scopes in (string[][])[[], ["mo:read"], ["MO:WRITE"], ["mo:write", "*"]])
            (await tenant.Admin.Post(Path, new { name = "x", scopes })).RefusesFields("scopes");
        var past = TimeProvider.System.GetUtcNow().AddSeconds(-1);
        (await tenant.Admin.Post(Path, new { name = "x", scopes = new[] { "mo:write" }, expiresAt = past }))
            .RefusesFields("expiresAt");
    }

    [Fact]
    public async Task A_key_may_expire()
    {
        var tenant = await TestTenant.Create(server);
        var at = TimeProvider.System.GetUtcNow().AddHours(1);
        var made = (await tenant.Admin.Post(
            Path, new { name = "x", scopes = new[] { "admin:read" }, expiresAt = at })).Expect(201);
        var told = DateTimeOffset.Parse((string)made["expiresAt"]!, CultureInfo.InvariantCulture);
        Assert.Equal(at, told, TimeSpan.FromMilliseconds(1));
        (await server.With((string)made["key"]!).Get("/v1/agents")).Expect(200);
    }

    [Fact]
    public async Task Keys_of_another_tenant_are_not_there()
    {
        var (mine, other) = (await TestTenant.Create(server), await TestTenant.Create(server));
        var theirs = (string)(await other.Admin.Get(Path)).Items.Single()!["id"]!;
        (await mine.Admin.Delete($"{Path}/{theirs}")).Refuses(404, "not-found");
        (await mine.Admin.Delete($"{Path}/x")).Refuses(404, "not-found");
        Assert.DoesNotContain((await mine.Admin.Get(Path)).Items, it => (string)it!["id"]! == theirs);
        Assert.Single((await other.Admin.Get(Path)).Items);
    }

    [Fact]
    public async Task Keys_are_listed_oldest_first_page_by_page()
    {
        var tenant = await TestTenant.Create(server);
        await Key(tenant, "mo:write");
        await Key(tenant, "mt:read");
        var first = (await tenant.Admin.Get($"{Path}?limit=2")).Expect(200);
        var second = (await tenant.Admin.Get($"{Path}?limit=2&cursor={(string)first["next"]!}")).Expect(200);
        Assert.Equal(
            ["adapter", "mo:write", "mt:read"], first.Items.Concat(second.Items).Select(it => (string)it!["name"]!));
        Assert.Null(second["next"]);
    }

    private async Task<ApiClient> Key(TestTenant tenant, params string[] scopes) => server.With(
        (string)(await tenant.Admin.Post(Path, new { name = scopes[0], scopes })).Expect(201)["key"]!);

    private static string Missing(ApiAnswer answer) => (string)answer.Refuses(403, "forbidden")["permission"]!;
}
