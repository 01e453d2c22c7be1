using LiveChat.Api.Tests.Support;
using static LiveChat.Api.Tests.Support.Desk;

namespace LiveChat.Api.Tests.Slots;

/// <summary>R1.8: take, assign, take over.</summary>
[Collection(ServerCollection.Routing)]
public sealed class TakeTests(TestServer server)
{
    [Fact]
    public async Task An_agent_takes_what_waits_out_of_its_turn()
    {
        var (desk, first, second, maria) = await TwoWaiting();
        await using var _ = maria;
        (await Act(desk.Maria, second, "take")).Expect(200);
        Assert.Equal(second, (string)(await maria.Next("assigned")).Data["conversation"]!["id"]!);
        Assert.Equal("waiting", (string)(await desk.Conversation(first))["state"]!);
        var events = (await desk.Tenant.Admin.Get($"/v1/conversations/{second}/events")).Items;
        Assert.Equal(desk.Maria.Id, (string)events[^1]!["by"]!["id"]!);
    }

    [Fact]
    public async Task An_agent_that_cannot_take_it_is_told_why()
    {
        var desk = await Create(server, conversationsPerAgent: 1);
        var id = await desk.Waiting();
        (await Act(desk.Maria, id, "take")).Refuses(409, "agent-offline");
        await using var luis = await desk.Luis.Online();
        await luis.Until("assigned");
        var second = await desk.Waiting();
        await using var maria = await desk.Maria.Online();
        await maria.Until("assigned");
        (await Act(desk.Maria, id, "take")).Refuses(409, "not-waiting");
        (await Act(desk.Maria, second, "take")).Refuses(409, "same-agent");
        var third = await desk.Waiting();
        (await Act(desk.Maria, third, "take")).Refuses(409, "agent-full");
        (await desk.Maria.Client.Put("/v1/me/status", new { status = "phone" })).Expect(200);
        (await Act(desk.Maria, third, "take")).Refuses(409, "agent-unavailable");
        (await desk.Maria.Client.Put("/v1/me/status", new { status = "available" })).Expect(200);
        var outsider = await desk.Tenant.Agent("outsider");
        await using var online = await outsider.Online();
        (await Act(outsider, third, "take")).Refuses(409, "agent-not-in-queue");
        (await desk.Tenant.Admin.Post($"/v1/conversations/{third}/close")).Expect(200);
        (await Act(desk.Maria, third, "take")).Refuses(409, "conversation-closed");
    }

    [Fact]
    public async Task Of_many_agents_who_take_it_at_once_one_gets_it()
    {
        var (desk, first, _, maria) = await TwoWaiting();
        await using var one = maria;
        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Act(desk.Maria, first, "take")));
        Assert.Single(answers, it => it.Status == 200);
        Assert.All(answers.Where(it => it.Status != 200), it => Assert.Equal(409, it.Status));
        Assert.Single(await desk.Log(first), it => it == "assigned");
    }

    [Fact]
    public async Task A_supervisor_reassigns_what_another_has()
    {
        var desk = await Create(server);
        await using var maria = await desk.Maria.Online();
        var id = await desk.AssignedOn(maria);
        (await Assign(desk, id, desk.Luis)).Refuses(409, "agent-offline");
        await using var luis = await desk.Luis.Online();
        var assigned = (await Assign(desk, id, desk.Luis)).Expect(200);
        Assert.Equal(desk.Luis.Id, (string)assigned["agentId"]!);
        Assert.Equal(desk.Maria.Id, (string)assigned["previousAgentId"]!);
        Assert.Equal("reassigned", (string)(await maria.Next("unassigned")).Data["reason"]!);
        Assert.Equal(id, (string)(await luis.Next("assigned")).Data["conversation"]!["id"]!);
        (await Assign(desk, id, desk.Luis)).Refuses(409, "same-agent");
    }

    [Fact]
    public async Task A_supervisor_with_a_seat_takes_over_in_a_queue_of_others()
    {
        var desk = await Create(server);
        var eva = await desk.Tenant.Agent("eva", role: "supervisor");
        await using var maria = await desk.Maria.Online();
        var id = await desk.AssignedOn(maria);
        (await Act(eva, id, "take")).Refuses(409, "agent-offline");
        await using var online = await eva.Online();
        (await Act(eva, id, "take")).Expect(200);
        Assert.Equal("takenOver", (string)(await maria.Next("unassigned")).Data["reason"]!);
        Assert.Equal(id, (string)(await online.Next("assigned")).Data["conversation"]!["id"]!);
        (await Act(desk.Maria, id, "take")).Refuses(409, "not-waiting");
    }

    [Fact]
    public async Task A_cap_is_exceeded_only_by_a_supervisor_who_says_so_and_that_is_on_record()
    {
        var desk = await Create(server, conversationsPerAgent: 1);
        await using var maria = await desk.Maria.Online();
        await desk.AssignedOn(maria);
        var id = await desk.Waiting();
        (await Assign(desk, id, desk.Maria)).Refuses(409, "agent-full");
        (await desk.Tenant.Admin.Post(
            $"/v1/conversations/{id}/assign", new { agentId = desk.Maria.Id, overCap = true })).Expect(200);
        Assert.Equal(id, (string)(await maria.Next("assigned")).Data["conversation"]!["id"]!);
        var events = (await desk.Tenant.Admin.Get($"/v1/conversations/{id}/events")).Items;
        Assert.Equal(("assigned", 1), ((string)events[^1]!["type"]!, (int)events[^1]!["overCap"]!));
        Assert.Equal("waiting", (string)(await desk.Conversation(await desk.Waiting()))["state"]!);
    }

    [Fact]
    public async Task To_whom_it_cannot_be_assigned_it_is_refused_without_a_trace()
    {
        var desk = await Create(server);
        await using var maria = await desk.Maria.Online();
        var id = await desk.AssignedOn(maria);
        var before = await desk.Log(id);
        var outsider = await desk.Tenant.Agent("outsider");
        await using var online = await outsider.Online();
        (await Assign(desk, id, outsider)).Refuses(409, "agent-not-in-queue");
        await using var luis = await desk.Luis.Online();
        (await desk.Luis.Client.Put("/v1/me/status", new { status = "phone" })).Expect(200);
        (await Assign(desk, id, desk.Luis)).Refuses(409, "agent-unavailable");
        (await desk.Tenant.Admin.Post("/v1/agents:disable", new { ids = new[] { desk.Luis.Id } })).Expect(200);
        (await Assign(desk, id, desk.Luis)).Refuses(409, "agent-disabled");
        (await desk.Tenant.Admin.Post("/v1/agents:delete", new { ids = new[] { desk.Luis.Id } })).Expect(200);
        (await Assign(desk, id, desk.Luis)).Refuses(404, "not-found");
        var foreign = await Create(server);
        (await Assign(desk, id, foreign.Maria)).Refuses(404, "not-found");
        Assert.Equal(before, await desk.Log(id));
    }

    [Fact]
    public async Task Only_supervisors_and_keys_assign()
    {
        var desk = await Create(server);
        var id = await desk.Waiting();
        await using var luis = await desk.Luis.Online();
        await luis.Until("assigned");
        var refused = (await desk.Maria.Client.Post(
            $"/v1/conversations/{id}/assign", new { agentId = desk.Maria.Id })).Refuses(403, "forbidden");
        Assert.Equal("supervise", (string)refused["permission"]!);
        await using var maria = await desk.Maria.Online();
        (await desk.Tenant.Adapter.Post($"/v1/conversations/{id}/assign", new { agentId = desk.Maria.Id }))
            .Expect(200);
        (await desk.Tenant.Admin.Post($"/v1/conversations/{id}/assign", new { })).RefusesFields("agentId");
        (await desk.Tenant.Admin.Post($"/v1/conversations/{new string('0', 32)}-1/assign", new
        {
            agentId = desk.Maria.Id,
        })).Refuses(404, "not-found");
    }

    /// <summary>Two conversations wait; Maria is online, and the queue would give her neither before an hour.</summary>
    private async Task<(Desk Desk, string First, string Second, StreamClient Maria)> TwoWaiting()
    {
        var desk = await Create(server);
        var maria = await desk.Maria.Online();
        (await desk.Tenant.Admin.Put($"/v1/queues/{desk.Queue}/agents/{desk.Maria.Id}", new { delaySeconds = 3600 }))
            .Expect(200);
        return (desk, await desk.Waiting(), await desk.Waiting(), maria);
    }

    private static Task<ApiAnswer> Assign(Desk desk, string id, TestAgent to) =>
        desk.Tenant.Admin.Post($"/v1/conversations/{id}/assign", new { agentId = to.Id });
}
