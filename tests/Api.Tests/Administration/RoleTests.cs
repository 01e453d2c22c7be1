using LiveChat.Api.Tests.Support;
using LiveChat.Core.Access;
using LiveChat.Core.Primitives;
using Microsoft.EntityFrameworkCore;

namespace LiveChat.Api.Tests.Administration;

/// <summary>R3.3: the matrix of roles and permissions, and that no tenant loses its last admin.</summary>
[Collection(ServerCollection.Administration)]
public sealed class RoleTests(TestServer server)
{
    private const string Path = "/v1/settings/roles";

    [Fact]
    public async Task The_matrix_shows_the_defaults_a_patch_merges_and_a_put_replaces()
    {
        var tenant = await TestTenant.Create(server);
        var defaults = (await tenant.Admin.Get(Path)).Expect(200);
        Assert.Equal(4, defaults.Json.AsObject().Count);
        foreach (var role in Enum.GetValues<Role>())
        {
            var row = defaults[role.ToString().ToLowerInvariant()]!.AsObject();
            Assert.Equal(8, row.Count);
            Assert.Equal(
                RoleRules.Columns.Select(it => new RoleRules().Has(role, it)), row.Select(it => (bool)it.Value!));
        }

        var patched = (await tenant.Admin.Patch(
            Path, new { viewer = new { replyInInbox = true }, agent = new { viewAnalytics = true } })).Expect(200);
        Assert.NotEqual(defaults.Headers.ETag!.Tag, patched.Headers.ETag!.Tag);
        patched = (await tenant.Admin.Patch(Path, new { agent = new { viewAnalytics = (bool?)null } })).Expect(200);
        Assert.True((bool)patched["viewer"]!["replyInInbox"]!);
        Assert.False((bool)patched["agent"]!["viewAnalytics"]!);

        using var stale = tenant.Admin.Request(HttpMethod.Patch, Path);
        stale.Headers.TryAddWithoutValidation("If-Match", defaults.Headers.ETag.Tag);
        stale.Content = new StringContent("{}", null, "application/json");
        Assert.Equal(412, (int)(await tenant.Admin.Http.SendAsync(stale)).StatusCode);
        Assert.Equal(defaults.Text, (await tenant.Admin.Put(Path, new { })).Expect(200).Text);
        Assert.Equal(patched.Text, (await tenant.Admin.Raw(HttpMethod.Put, Path, patched.Text)).Expect(200).Text);
    }

    [Theory]
    [InlineData("""{"admin":{"manageTeam":false}}""", "admin.manageTeam")]
    [InlineData("""{"agent":{"manageTeam":"yes"}}""", "agent.manageTeam")]
    [InlineData("""{"agent":null}""", "agent")]
    [InlineData("""{"boss":{}}""", "boss")]
    [InlineData("""{"agent":{"supervise":true}}""", "agent.supervise")]
    public async Task A_bad_cell_is_named(string body, string field)
    {
        var desk = await server.SharedDesk;
        (await desk.Tenant.Admin.Raw(HttpMethod.Patch, Path, body)).RefusesFields(field);
        (await desk.Tenant.Admin.Raw(HttpMethod.Put, Path, body)).RefusesFields(field);
        (await desk.Maria.Client.Put(Path, new { })).Refuses(403, "forbidden");
    }

    [Fact]
    public async Task A_change_acts_at_once_on_sessions_that_are_open()
    {
        var desk = await Desk.Create(server);
        await using var stream = await desk.Maria.Online();
        var id = await desk.AssignedOn(stream);
        var conversation = $"/v1/conversations/{id}";
        (await desk.Luis.Client.Get(conversation)).Refuses(404, "not-found");
        await Set(desk.Tenant, "agent", "viewConversations", true);
        (await desk.Luis.Client.Get(conversation)).Expect(200);
        Assert.Single((await desk.Luis.Client.Get("/v1/conversations")).Expect(200).Items);
        Assert.Contains("viewConversations", Permissions(await desk.Luis.Client.Get("/v1/me")));
        await Set(desk.Tenant, "agent", "viewConversations", null);
        (await desk.Luis.Client.Get(conversation)).Refuses(404, "not-found");

        await Set(desk.Tenant, "agent", "replyInInbox", false);
        Assert.Equal("replyInInbox", Missing(await Answer()));
        await Set(desk.Tenant, "agent", "replyInInbox", true);
        (await Answer()).Expect(201);
        await stream.Until("message");

        Task<ApiAnswer> Answer() => desk.Maria.Client.Post($"{conversation}/messages", new { text = "x" });
    }

    [Fact]
    public async Task Who_may_not_view_conversations_does_not_supervise_them()
    {
        var tenant = await TestTenant.Create(server);
        await using var door = await BackDoor.Open(server);
        var supervisor = server.With(await door.Member(tenant.Slug, Role.Supervisor, hasSeat: false));
        (await supervisor.Get("/v1/conversations")).Expect(200);
        (await supervisor.Get("/v1/agents")).Expect(200);
        await Set(tenant, "supervisor", "viewConversations", false);
        Assert.Equal("viewConversations", Missing(await supervisor.Get("/v1/conversations")));
        Assert.Equal("manageTeam", Missing(await supervisor.Get("/v1/agents")));
        Assert.Equal(
            "supervise", Missing(await supervisor.Post($"/v1/conversations/{new string('0', 32)}-1/assign", new { })));
    }

    [Fact]
    public async Task Who_manages_the_team_without_being_an_admin_has_no_way_to_become_one()
    {
        var tenant = await TestTenant.Create(server);
        var boss = await tenant.Agent("eva", role: "admin");
        var supervisor = await tenant.Agent("luis", role: "supervisor");
        await Set(tenant, "supervisor", "manageTeam", true);
        await Set(tenant, "supervisor", "accessApiKeys", true);
        await Set(tenant, "supervisor", "viewConversations", false);
        var eve = supervisor.Client;
        (await eve.Post("/v1/queues", new { name = "Q" })).Expect(201);
        (await eve.Patch($"/v1/agents/{supervisor.Id}", new { displayName = "L" })).Expect(200);

        Assert.Equal("admin", Missing(await eve.Patch(Path, new { supervisor = new { manageTeam = true } })));
        Assert.Equal("admin", Missing(await eve.Patch($"/v1/agents/{supervisor.Id}", new { role = "admin" })));
        Assert.Equal("admin", Missing(await eve.Patch($"/v1/agents/{boss.Id}", new { password = "of-eve-alone-1" })));
        Assert.Equal("admin", Missing(await eve.Delete($"/v1/agents/{boss.Id}")));
        var made = new { username = "mallory", displayName = "M", password = "of-eve-alone-1", role = "admin" };
        Assert.Equal("admin", Missing(await eve.Post("/v1/agents", made)));
        var disabled = (await eve.Post("/v1/agents:disable", new { ids = new[] { boss.Id } })).Expect(200);
        Assert.Equal("forbidden", (string)disabled["results"]![0]!["code"]!);
        (await boss.Client.Get("/v1/me")).Expect(200);

        // Such a key could make admins; so could one that somebody else made, with another secret.
        Assert.Equal("admin", Missing(
            await eve.Post("/v1/api-keys", new { name = "k", scopes = new[] { "mo:write", "admin:write" } })));
        var key = (await boss.Client.Post("/v1/api-keys", new { name = "k", scopes = new[] { "admin:write" } }))
            .Expect(201);
        Assert.Equal("admin", Missing(await eve.Post($"/v1/api-keys/{key.Id}:rotate")));
        (await eve.Post("/v1/api-keys", new { name = "k", scopes = new[] { "mo:write", "admin:read" } })).Expect(201);
        Assert.Equal("viewConversations", Missing(
            await eve.Post("/v1/api-keys", new { name = "k", scopes = new[] { "conversations:read" } })));
        await Set(tenant, "supervisor", "manageTeam", false);
        Assert.Equal("manageTeam", Missing(
            await eve.Post("/v1/api-keys", new { name = "k", scopes = new[] { "mo:write", "admin:read" } })));
        (await eve.Post("/v1/api-keys", new { name = "k", scopes = new[] { "mo:write" } })).Expect(201);
    }

    [Fact]
    public async Task The_last_enabled_admin_stays_whatever_is_tried_and_however_many_try_at_once()
    {
        var tenant = await TestTenant.Create(server);
        var (eva, luis) = (await tenant.Agent("eva", role: "admin"), await tenant.Agent("luis", role: "admin"));
        await using var door = await BackDoor.Open(server);
        await door.Write(async rows =>
        {
            var owner = (await rows.Tenants.SingleAsync(it => it.Slug == tenant.Slug)).Id;
            (await rows.Members.SingleAsync(it => it.Tenant == owner && !it.HasSeat)).Enabled = false;
        });

        var tries = await Task.WhenAll(
            eva.Client.Patch($"/v1/agents/{luis.Id}", new { role = "agent" }),
            luis.Client.Patch($"/v1/agents/{eva.Id}", new { role = "agent" }));
        Assert.Single(tries, it => it.Status == 200);
        Assert.Single(tries, it => it.Status is 403 or 409);
        var (last, _) = tries[0].Status == 200 ? (eva, luis) : (luis, eva);
        var path = $"/v1/agents/{last.Id}";
        (await last.Client.Patch(path, new { role = "supervisor" })).Refuses(409, "last-admin");
        (await last.Client.Delete(path)).Refuses(409, "last-admin");
        foreach (var verb in (string[])["disable", "delete"])
        {
            var bulk = (await last.Client.Post($"/v1/agents:{verb}", new { ids = new[] { last.Id } })).Expect(200);
            Assert.Equal("last-admin", (string)bulk["results"]![0]!["code"]!);
        }

        Assert.Equal("admin", (string)(await last.Client.Get("/v1/me")).Expect(200)["role"]!);
    }

    private static async Task Set(TestTenant tenant, string role, string permission, bool? allowed) =>
        (await tenant.Admin.Patch(Path, new Dictionary<string, object>
        {
            [role] = new Dictionary<string, bool?> { [permission] = allowed },
        })).Expect(200);

    private static IEnumerable<string> Permissions(ApiAnswer me) =>
        me.Expect(200)["permissions"]!.AsArray().Select(it => (string)it!);

    private static string Missing(ApiAnswer answer) => (string)answer.Refuses(403, "forbidden")["permission"]!;
}
