using LiveChat.Api.Tests.Support;

namespace LiveChat.Api.Tests.Administration;

[Collection(ServerCollection.Administration)]
public sealed class AgentUsageTests(TestServer server)
{
    private const string Path = "/v1/agents/usage";

    [Fact]
    public async Task Seats_are_counted_and_amber_comes_at_eighty_percent()
    {
        var tenant = await TestTenant.Create(server);
        (await server.Platform.Patch($"/v1/platform/tenants/{tenant.Slug}", new { seats = 5 })).Expect(200);
        var agents = new List<string>();
        foreach (var name in (string[])["a", "b", "c"])
            agents.Add((await tenant.Admin.Post("/v1/agents", Order(name))).Expect(201).Id);
        Assert.Equal((5, 3, 2, false), Figures(await tenant.Admin.Get(Path)));
        (await tenant.Admin.Post("/v1/agents", Order("d"))).Expect(201);
        Assert.Equal((5, 4, 1, true), Figures(await tenant.Admin.Get(Path)));

        (await tenant.Admin.Post("/v1/agents:disable", new { ids = agents })).Expect(200);
        Assert.Equal((5, 4, 1, true), Figures(await tenant.Admin.Get(Path)));
        (await tenant.Admin.Post("/v1/agents:delete", new { ids = agents })).Expect(200);
        Assert.Equal((5, 1, 4, false), Figures(await tenant.Admin.Get(Path)));
    }

    [Fact]
    public async Task What_agents_handled_is_counted_for_each_and_for_all_also_after_they_are_gone()
    {
        var desk = await Desk.Create(server);
        await using var maria = await desk.Maria.Online();
        await desk.AssignedOn(maria);
        await desk.AssignedOn(maria);
        Assert.Equal((2, 0), (await Handled(desk, desk.Maria), await Handled(desk, desk.Luis)));
        Assert.Equal(2, (int)(await desk.Tenant.Admin.Get(Path)).Expect(200)["handledLast30Days"]!);
        await Task.WhenAll((await desk.Maria.Client.Get("/v1/me/conversations")).Items.Select(it =>
            desk.Maria.Client.Post($"/v1/conversations/{(string)it!["id"]!}/close")));
        (await desk.Tenant.Admin.Delete($"/v1/agents/{desk.Maria.Id}")).Expect(204);
        Assert.Equal(2, (int)(await desk.Tenant.Admin.Get(Path)).Expect(200)["handledLast30Days"]!);
    }

    private static object Order(string username) =>
        new { username, displayName = username, password = "correct-horse-1" };

    private static async Task<int> Handled(Desk desk, TestAgent agent) =>
        (int)(await desk.Tenant.Admin.Get($"/v1/agents/{agent.Id}")).Expect(200)["handledLast30Days"]!;

    private static (int Seats, int Used, int Left, bool Amber) Figures(ApiAnswer usage) => (
        (int)usage.Expect(200)["seats"]!, (int)usage["seatsUsed"]!, (int)usage["seatsLeft"]!, (bool)usage["amber"]!);
}
