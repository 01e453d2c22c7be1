using System.Text.Json.Nodes;
using LiveChat.Api.Tests.Support;

namespace LiveChat.Api.Tests.Administration;

/// <summary>R4.12: each switch is the tenant's, over it each role's, and the server keeps to it.</summary>
[Collection(ServerCollection.Administration)]
public sealed class WorkspaceTests(TestServer server)
{
    private const string Path = "/v1/settings/workspace";
    private static readonly string[] Available =
        ["printConversation", "markImportant", "askForHelp", "seeWhoIsOnline"];

    [Fact]
    public async Task What_there_is_is_on_until_a_tenant_says_otherwise_and_roles_inherit()
    {
        var tenant = await TestTenant.Create(server);
        var settings = (await tenant.Admin.Get(Path)).Expect(200).Json.AsObject();
        var on = settings.Where(it => it.Key != "roles" && (bool)it.Value!).Select(it => it.Key);
        Assert.Equal(Available.Order(), on.Order());
        Assert.Equal(12, settings.Count);
        foreach (var (_, role) in settings["roles"]!.AsObject())
        {
            Assert.Equal(11, role!.AsObject().Count);
            Assert.All(role.AsObject(), it => Assert.Null(it.Value));
        }
    }

    [Fact]
    public async Task A_patch_merges_a_put_replaces_and_both_keep_to_the_version()
    {
        var tenant = await TestTenant.Create(server);
        var first = (await tenant.Admin.Get(Path)).Headers.ETag!.Tag;
        var patched = (await tenant.Admin.Patch(
            Path, new { markImportant = false, roles = new { agent = new { askForHelp = false } } })).Expect(200);
        Assert.NotEqual(first, patched.Headers.ETag!.Tag);
        patched = (await tenant.Admin.Patch(
            Path, new { roles = new { agent = new { markImportant = true }, viewer = new { } } })).Expect(200);
        Assert.False((bool)patched["markImportant"]!);
        Assert.Equal((false, true), Agent(patched));

        var inherited = (await tenant.Admin.Patch(
            Path, new { roles = new { agent = new { askForHelp = (bool?)null } } })).Expect(200);
        Assert.Equal((null, true), Agent(inherited));

        using var stale = tenant.Admin.Request(HttpMethod.Put, Path);
        stale.Headers.TryAddWithoutValidation("If-Match", first);
        stale.Content = new StringContent("{}", null, "application/json");
        Assert.Equal(412, (int)(await tenant.Admin.Http.SendAsync(stale)).StatusCode);

        var replaced = (await tenant.Admin.Put(Path, new { seeWhoIsOnline = false })).Expect(200);
        Assert.True((bool)replaced["markImportant"]!);
        Assert.False((bool)replaced["seeWhoIsOnline"]!);
        Assert.Equal((null, null), Agent(replaced));

        // What is shown can be put back as it is.
        var again = (await tenant.Admin.Raw(HttpMethod.Put, Path, replaced.Text)).Expect(200);
        Assert.True(JsonNode.DeepEquals(replaced.Json, again.Json));

        static (bool?, bool?) Agent(ApiAnswer answer) => (
            (bool?)answer["roles"]!["agent"]!["askForHelp"], (bool?)answer["roles"]!["agent"]!["markImportant"]);
    }

    [Fact]
    public async Task What_is_not_built_can_only_be_off()
    {
        var tenant = (await server.SharedDesk).Tenant;
        string[] missing =
        [
            "emailConversation", "searchKnowledge", "predefinedAnswers", "requestFile", "offerDownload", "sendFile",
            "assistantBox",
        ];
        foreach (var action in missing)
        {
            var on = (await tenant.Admin.Raw(HttpMethod.Patch, Path, $$"""{"{{action}}":true}"""))
                .Refuses(422, "not-available");
            Assert.Equal([action], on.Fields);
            var role = $$$$"""{"roles":{"agent":{"{{{{action}}}}":true}}}""";
            Assert.Equal(
                [$"roles.agent.{action}"],
                (await tenant.Admin.Raw(HttpMethod.Put, Path, role)).Refuses(422, "not-available").Fields);
            (await tenant.Admin.Raw(
                HttpMethod.Patch, Path, $$$$"""{"{{{{action}}}}":false,"roles":{"agent":{"{{{{action}}}}":null}}}"""))
                .Expect(200);
        }
    }

    [Theory]
    [InlineData("""{"markImportant":"yes"}""", "markImportant")]
    [InlineData("""{"roles":null}""", "roles")]
    [InlineData("""{"roles":{"agent":null}}""", "roles.agent")]
    [InlineData("""{"roles":{"agent":{"askForHelp":1}}}""", "roles.agent.askForHelp")]
    [InlineData("""{"roles":{"boss":{}}}""", "roles.boss")]
    [InlineData("""{"surely":true}""", "surely")]
    public async Task A_bad_switch_is_named(string body, string field)
    {
        var desk = await server.SharedDesk;
        (await desk.Tenant.Admin.Raw(HttpMethod.Patch, Path, body)).RefusesFields(field);
        (await desk.Tenant.Admin.Raw(HttpMethod.Put, Path, body)).RefusesFields(field);
        (await desk.Maria.Client.Put(Path, new { })).Refuses(403, "forbidden");
    }

    [Fact]
    public async Task The_server_keeps_to_every_switch_from_the_answer_on_and_keys_have_no_workspace()
    {
        var desk = await Desk.Create(server);
        await using var stream = await desk.Maria.Online();
        var id = await desk.AssignedOn(stream);
        (string Switch, Func<ApiClient, Task<ApiAnswer>> Call)[] calls =
        [
            ("markImportant", it => it.Post($"/v1/conversations/{id}/important")),
            ("askForHelp", it => it.Post($"/v1/conversations/{id}/help")),
            ("seeWhoIsOnline", it => it.Get("/v1/me/colleagues")),
            ("printConversation", it => it.Get($"/v1/conversations/{id}/transcript")),
        ];
        foreach (var (name, call) in calls)
        {
            (await call(desk.Maria.Client)).Expect(200);
            await Set(desk, $$"""{"{{name}}":false}""");
            Assert.Equal(name, (string)(await call(desk.Maria.Client)).Refuses(403, "forbidden")["permission"]!);
            Assert.False((bool)(await desk.Maria.Client.Get("/v1/me")).Expect(200)["workspace"]![name]!);
            await Set(desk, $$$$"""{"roles":{"agent":{"{{{{name}}}}":true}}}""");
            (await call(desk.Maria.Client)).Expect(200);
            Assert.True((bool)(await desk.Maria.Client.Get("/v1/me")).Expect(200)["workspace"]![name]!);
            Assert.False((bool)(await desk.Tenant.Admin.Get("/v1/me")).Expect(200)["workspace"]![name]!);
        }

        (await calls[0].Call(desk.Tenant.Adapter)).Expect(200);
        (await calls[3].Call(desk.Tenant.Adapter)).Expect(200);
        Assert.Equal(
            "markImportant", (string)(await calls[0].Call(desk.Tenant.Admin)).Refuses(403, "forbidden")["permission"]!);
    }

    [Fact]
    public async Task Colleagues_are_those_of_the_tenant_who_may_take_over_and_who_is_online_shows()
    {
        var desk = await Desk.Create(server);
        await using var stream = await desk.Luis.Online();
        var eva = await desk.Tenant.Agent("eva", role: "supervisor");
        var gone = await desk.Tenant.Agent("zoe");
        (await desk.Tenant.Admin.Post("/v1/agents:disable", new { ids = new[] { gone.Id } })).Expect(200);

        var all = (await desk.Maria.Client.Get("/v1/me/colleagues")).Expect(200);
        Assert.Equal([eva.Id, desk.Luis.Id], all.Items.Select(it => (string)it!["id"]!));
        Assert.Equal(["offline", "online"], all.Items.Select(it => (string)it!["presence"]!));
        var ofQueue = await desk.Maria.Client.Get($"/v1/me/colleagues?queue={desk.Queue}&presence=online");
        var luis = Assert.Single(ofQueue.Expect(200).Items)!;
        Assert.Equal(("LUIS", "available"), ((string)luis["displayName"]!, (string)luis["status"]!));
        Assert.Equal([desk.Queue], luis["queues"]!.AsArray().Select(it => (string)it!));
        Assert.Empty((await desk.Maria.Client.Get("/v1/me/colleagues?presence=offline&limit=1&queue=" + desk.Queue))
            .Expect(200).Items);

        var first = (await desk.Maria.Client.Get("/v1/me/colleagues?limit=1")).Expect(200);
        var second = (await desk.Maria.Client.Get($"/v1/me/colleagues?limit=1&cursor={first["next"]}")).Expect(200);
        Assert.Equal((desk.Luis.Id, null), ((string)second.Items.Single()!["id"]!, (string?)second["next"]));
        (await desk.Maria.Client.Get("/v1/me/colleagues?presence=maybe")).RefusesFields("presence");
        (await desk.Maria.Client.Get("/v1/me/colleagues?queue=x&cursor=y")).RefusesFields("queue", "cursor");
        (await desk.Tenant.Admin.Get("/v1/me/colleagues")).Refuses(403, "forbidden");
    }

    private static async Task Set(Desk desk, string body) =>
        (await desk.Tenant.Admin.Raw(HttpMethod.Patch, Path, body)).Expect(200);
}
