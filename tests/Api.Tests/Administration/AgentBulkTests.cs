using LiveChat.Api.Tests.Support;

namespace LiveChat.Api.Tests.Administration;

[Collection(ServerCollection.Administration)]
public sealed class AgentBulkTests(TestServer server)
{
    [Fact]
    public async Task Each_agent_has_a_result_of_its_own()
    {
        var tenant = await TestTenant.Create(server);
        var (maria, luis) = (await tenant.Agent("maria"), await tenant.Agent("luis"));
        var unknown = Guid.CreateVersion7().ToString("N");
        var answer = await Bulk(tenant, "disable", maria.Id, unknown, "not an id", luis.Id, maria.Id);
        Assert.Equal(
            [(maria.Id, true, null), (unknown, false, "not-found"), ("not an id", false, "not-found"),
                (luis.Id, true, null), (maria.Id, true, null)],
            Results(answer));
        Assert.False((bool)(await tenant.Admin.Get($"/v1/agents/{maria.Id}"))["enabled"]!);

        Assert.All(Results(await Bulk(tenant, "enable", maria.Id, luis.Id)), it => Assert.True(it.Ok));
        Assert.True((bool)(await tenant.Admin.Get($"/v1/agents/{maria.Id}"))["enabled"]!);

        Assert.Equal(
            [(maria.Id, true, null), (maria.Id, false, "not-found")],
            Results(await Bulk(tenant, "delete", maria.Id, maria.Id)));
    }

    [Theory]
    [InlineData("{}", "ids")]
    [InlineData("""{"ids":null}""", "ids")]
    [InlineData("""{"ids":[]}""", "ids")]
    [InlineData("""{"ids":"x"}""", "ids")]
    [InlineData("""{"ids":[null]}""", "ids[0]")]
    [InlineData("""{"ids":[7]}""", "ids[0]")]
    [InlineData("""{"ids":["x"],"all":true}""", "all")]
    public async Task A_fault_of_the_body_is_named(string body, string field)
    {
        var tenant = await TestTenant.Create(server);
        foreach (var verb in (string[])["enable", "disable", "delete"])
            (await tenant.Admin.Raw(HttpMethod.Post, $"/v1/agents:{verb}", body)).RefusesFields(field);
    }

    [Fact]
    public async Task No_more_than_500_are_taken_at_once()
    {
        var tenant = await TestTenant.Create(server);
        var ids = Enumerable.Repeat("x", 501).ToArray();
        (await tenant.Admin.Post("/v1/agents:enable", new { ids })).RefusesFields("ids");
        (await tenant.Admin.Post("/v1/agents:enable", new { ids = ids[1..] })).Expect(200);
    }

    [Fact]
    public async Task Disabling_ends_the_agents_sessions_at_once_and_enabling_lets_it_sign_in_again()
    {
        var tenant = await TestTenant.Create(server);
        var maria = await tenant.Agent("maria");
        (await maria.Client.Get("/v1/me")).Expect(200);
        await Bulk(tenant, "disable", maria.Id);
        (await maria.Client.Get("/v1/me")).Refuses(401, "unauthorized");
        var login = new { tenant = tenant.Slug, login = "maria", password = "correct-horse-1" };
        (await server.Anonymous.Post("/v1/sessions", login)).Refuses(401, "credentials");
        await Bulk(tenant, "enable", maria.Id);
        (await maria.Client.Get("/v1/me")).Refuses(401, "unauthorized");
        (await server.Anonymous.Post("/v1/sessions", login)).Expect(201);
    }

    [Theory]
    [InlineData("disable")]
    [InlineData("delete")]
    public async Task What_an_agent_has_returns_to_its_queue_when_it_is_gone(string verb)
    {
        var desk = await Desk.Create(server);
        await using var maria = await desk.Maria.Online();
        var conversation = await desk.AssignedOn(maria);
        await using var luis = await desk.Luis.Online();
        await Bulk(desk.Tenant, verb, desk.Maria.Id);
        var assigned = await luis.Until("assigned");
        Assert.Equal(conversation, (string)assigned.Data["conversation"]!["id"]!);
    }

    [Fact]
    public async Task What_a_disabled_agent_had_takes_its_old_place_in_the_line()
    {
        var desk = await Desk.Create(server, conversationsPerAgent: 2);
        await using var maria = await desk.Maria.Online();
        var first = await desk.AssignedOn(maria);
        var second = await desk.AssignedOn(maria);
        var waiting = await desk.Waiting();
        await using var ended = await desk.Maria.Online();
        await Bulk(desk.Tenant, "disable", desk.Maria.Id);
        await maria.Ended();
        await ended.Ended();
        (await desk.Maria.Client.Get("/v1/me")).Refuses(401, "unauthorized");

        // Nobody is online: all three wait, in the order in which they first came.
        string[] line = [first, second, waiting];
        foreach (var id in line) await Waits(desk, id);
        foreach (var (place, id) in line.Index())
            Assert.Equal(place + 1, (int)(await desk.Conversation(id))["position"]!);

        // Two slots are given at once, so which of the two is told first is chance.
        await using var luis = await desk.Luis.Online();
        string[] got = [await Assigned(luis), await Assigned(luis)];
        Assert.Equal(line[..2].Order(), got.Order());
    }

    [Fact]
    public async Task A_deleted_agents_name_stays_in_history()
    {
        var desk = await Desk.Create(server);
        await using var maria = await desk.Maria.Online();
        var conversation = await desk.AssignedOn(maria);
        (await desk.Maria.Client.Post($"/v1/conversations/{conversation}/messages", new { text = "hi" })).Expect(201);
        (await desk.Tenant.Admin.Delete($"/v1/agents/{desk.Maria.Id}")).Expect(204);
        var messages = (await desk.Tenant.Admin.Get($"/v1/conversations/{conversation}/messages")).Expect(200);
        var mine = messages.Items.Single(it => (string)it!["author"]!["kind"]! == "agent")!;
        Assert.Equal("MARIA", (string)mine["author"]!["name"]!);
    }

    private static async Task<ApiAnswer> Bulk(TestTenant tenant, string verb, params string[] ids) =>
        (await tenant.Admin.Post($"/v1/agents:{verb}", new { ids })).Expect(200);

    private static async Task<string> Assigned(StreamClient stream) =>
        (string)(await stream.Until("assigned")).Data["conversation"]!["id"]!;

    private static async Task Waits(Desk desk, string id)
    {
        for (var tries = 0; (string)(await desk.Conversation(id))["state"]! != "waiting"; tries++)
            Assert.True(tries < 10_000, "It did not return to its queue.");
    }

    private static IEnumerable<(string Id, bool Ok, string? Code)> Results(ApiAnswer answer) =>
        answer["results"]!.AsArray().Select(it => ((string)it!["id"]!, (bool)it["ok"]!, (string?)it["code"]));
}
