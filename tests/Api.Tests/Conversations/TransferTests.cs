using LiveChat.Api.Tests.Support;

namespace LiveChat.Api.Tests.Conversations;

[Collection(ServerCollection.Messages)]
public sealed class TransferTests(TestServer server)
{
    [Fact]
    public async Task A_transfer_to_an_agent_moves_it_with_the_note()
    {
        var desk = await Desk.Create(server);
        await using var maria = await desk.Maria.Online();
        var id = await desk.AssignedOn(maria);
        await using var luis = await desk.Luis.Online();
        var moved = (await Transfer(desk.Maria, id, new { toAgent = desk.Luis.Id, note = "angry" })).Expect(200);
        Assert.Equal(desk.Luis.Id, (string)moved["agentId"]!);
        Assert.Equal(desk.Maria.Id, (string)moved["previousAgentId"]!);
        var received = (await luis.Next("transferred")).Data;
        Assert.Equal(id, (string)received["conversation"]!["id"]!);
        Assert.Equal(desk.Maria.Id, (string)received["from"]!["agentId"]!);
        Assert.Equal("angry", (string)received["note"]!);
        Assert.Equal(id, (string)(await maria.Until("unassigned")).Data["conversationId"]!);
        (await desk.Maria.Client.Post($"/v1/conversations/{id}/messages", new { text = "x" }))
            .Refuses(409, "not-assigned-to-you");
        (await desk.Maria.Client.Get($"/v1/conversations/{id}")).Expect(200);
        var events = (await desk.Tenant.Admin.Get($"/v1/conversations/{id}/events")).Items;
        var transferred = Assert.Single(events, it => (string)it!["type"]! == "transferred")!;
        Assert.Equal("angry", (string)transferred["note"]!);
        Assert.Equal(desk.Maria.Id, (string)transferred["by"]!["id"]!);
    }

    [Fact]
    public async Task A_transfer_to_a_queue_waits_there_with_its_first_time()
    {
        var desk = await Desk.Create(server);
        var sales = await desk.Tenant.Queue("Sales", desk.Luis);
        await using var maria = await desk.Maria.Online();
        var id = await desk.AssignedOn(maria);
        var before = await desk.Tenant.Admin.Get($"/v1/conversations/{id}");
        await using var luis = await desk.Luis.Online();
        (await desk.Luis.Client.Put("/v1/me/status", new { status = "training" })).Expect(200);
        var moved = (await Transfer(desk.Maria, id, new { toQueue = sales })).Expect(200);
        Assert.Equal("waiting", (string)moved["state"]!);
        Assert.Equal(sales, (string)moved["queueId"]!);
        Assert.Equal((string)before["queuedAt"]!, (string)moved["queuedAt"]!);
        Assert.Equal(id, (string)(await maria.Until("unassigned")).Data["conversationId"]!);
        (await desk.Luis.Client.Put("/v1/me/status", new { status = "available" })).Expect(200);
        await luis.Until("assigned");
    }

    [Fact]
    public async Task To_an_agent_offline_it_is_refused()
    {
        var (desk, id, stream) = await Stage();
        await using var _ = stream;
        await RefusedWithoutTrace(desk, id, new { toAgent = desk.Luis.Id }, "agent-offline");
    }

    [Fact]
    public async Task To_an_agent_unavailable_it_is_refused()
    {
        var (desk, id, stream) = await Stage();
        await using var _ = stream;
        await using var luis = await desk.Luis.Online();
        (await desk.Luis.Client.Put("/v1/me/status", new { status = "phone" })).Expect(200);
        await RefusedWithoutTrace(desk, id, new { toAgent = desk.Luis.Id }, "agent-unavailable");
    }

    [Fact]
    public async Task To_an_agent_full_it_is_refused()
    {
        var desk = await Desk.Create(server, conversationsPerAgent: 1);
        await using var maria = await desk.Maria.Online();
        var id = await desk.AssignedOn(maria);
        await using var luis = await desk.Luis.Online();
        await desk.AssignedOn(luis);
        await RefusedWithoutTrace(desk, id, new { toAgent = desk.Luis.Id }, "agent-full");
    }

    [Fact]
    public async Task To_an_agent_disabled_it_is_refused()
    {
        var (desk, id, stream) = await Stage();
        await using var _ = stream;
        (await desk.Tenant.Admin.Post("/v1/agents:disable", new { ids = new[] { desk.Luis.Id } })).Expect(200);
        await RefusedWithoutTrace(desk, id, new { toAgent = desk.Luis.Id }, "agent-disabled");
    }

    [Fact]
    public async Task To_an_agent_outside_the_queue_it_is_refused()
    {
        var (desk, id, stream) = await Stage();
        await using var _ = stream;
        var outsider = await desk.Tenant.Agent("outsider");
        await using var online = await outsider.Online();
        await RefusedWithoutTrace(desk, id, new { toAgent = outsider.Id }, "agent-not-in-queue");
    }

    [Fact]
    public async Task To_the_agent_who_has_it_it_is_refused()
    {
        var (desk, id, stream) = await Stage();
        await using var _ = stream;
        await RefusedWithoutTrace(desk, id, new { toAgent = desk.Maria.Id }, "same-agent");
    }

    [Fact]
    public async Task To_a_queue_with_nobody_online_it_is_refused()
    {
        var (desk, id, stream) = await Stage();
        await using var _ = stream;
        await desk.Tenant.Set(new { waitingWithNobodyOnline = 0 });
        var sales = await desk.Tenant.Queue("Sales", desk.Luis);
        await RefusedWithoutTrace(desk, id, new { toQueue = sales }, "queue-nobody-online");
    }

    [Fact]
    public async Task To_a_full_queue_it_is_refused()
    {
        var (desk, id, stream) = await Stage();
        await using var _ = stream;
        var sales = await desk.Tenant.Queue("Sales", desk.Luis);
        await using var luis = await desk.Luis.Online();
        (await desk.Luis.Client.Put("/v1/me/status", new { status = "training" })).Expect(200);
        await luis.Next("status");
        await desk.Tenant.Set(new { waitingPerOnlineAgent = 0 });
        await RefusedWithoutTrace(desk, id, new { toQueue = sales }, "queue-full");
    }

    [Fact]
    public async Task By_an_agent_who_does_not_have_it_it_is_refused()
    {
        var (desk, id, stream) = await Stage();
        await using var _ = stream;
        (await Transfer(desk.Luis, id, new { toAgent = desk.Luis.Id })).Refuses(409, "not-assigned-to-you");
        (await Transfer(desk.Luis, id, new { toQueue = desk.Queue })).Refuses(409, "not-assigned-to-you");
    }

    [Fact]
    public async Task To_what_is_not_of_the_tenant_it_is_not_found()
    {
        var (desk, id, stream) = await Stage();
        await using var _ = stream;
        var other = await Desk.Create(server);
        foreach (var agent in (string[])[other.Maria.Id, new string('0', 32), "x", ""])
        {
            Assert.Equal(["toAgent"], (await Transfer(desk.Maria, id, new { toAgent = agent }))
                .Refuses(404, "not-found").Fields);
        }

        foreach (var queue in (string[])[other.Queue, new string('0', 32), "x", ""])
        {
            Assert.Equal(["toQueue"], (await Transfer(desk.Maria, id, new { toQueue = queue }))
                .Refuses(404, "not-found").Fields);
        }
    }

    [Fact]
    public async Task It_goes_to_an_agent_or_to_a_queue_and_not_to_both_or_neither()
    {
        var (desk, id, stream) = await Stage();
        await using var _ = stream;
        (await Transfer(desk.Maria, id, new { })).RefusesFields("toAgent");
        (await Transfer(desk.Maria, id, new { toAgent = desk.Luis.Id, toQueue = desk.Queue })).RefusesFields("toQueue");
        (await Transfer(desk.Maria, id, new { toAgent = 5 })).RefusesFields("toAgent");
        (await Transfer(desk.Maria, id, new { toAgent = desk.Luis.Id, note = new string('x', 5_000) }))
            .RefusesFields("note");
    }

    [Fact]
    public async Task Of_many_transfers_at_once_one_is_made()
    {
        var desk = await Desk.Create(server);
        await using var maria = await desk.Maria.Online();
        var id = await desk.AssignedOn(maria);
        await using var luis = await desk.Luis.Online();
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => Transfer(desk.Maria, id, new { toAgent = desk.Luis.Id })));
        Assert.Single(answers, it => it.Status == 200);
        await luis.Next("transferred");
        var mine = (await desk.Luis.Client.Get("/v1/me/conversations")).Expect(200).Items;
        Assert.Equal(id, (string)Assert.Single(mine)!["id"]!);
    }

    /// <summary>A conversation that Maria has, the only one online.</summary>
    private async Task<(Desk Desk, string Conversation, StreamClient Maria)> Stage()
    {
        var desk = await Desk.Create(server);
        var stream = await desk.Maria.Online();
        return (desk, await desk.AssignedOn(stream), stream);
    }

    private static Task<ApiAnswer> Transfer(TestAgent agent, string id, object body) =>
        agent.Client.Post($"/v1/conversations/{id}/transfer", body);

    private static async Task RefusedWithoutTrace(Desk desk, string id, object body, string code)
    {
        var before = await Log(desk, id);
        (await Transfer(desk.Maria, id, body)).Refuses(409, code);
        Assert.Equal(before, await Log(desk, id));
        (await desk.Maria.Client.Post($"/v1/conversations/{id}/messages", new { text = "still here" })).Expect(201);
    }

    private static async Task<string> Log(Desk desk, string id) =>
        (await desk.Tenant.Admin.Get($"/v1/conversations/{id}/events")).Expect(200).Text;
}
