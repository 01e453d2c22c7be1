using System.Text.Json.Nodes;
using LiveChat.Api.Tests.Support;

namespace LiveChat.Api.Tests.Deadlines;

/// <summary>R4.6: the agent does not answer, so another one gets the conversation.</summary>
[Collection(ServerCollection.Deadlines)]
public sealed class AutoTransferTests(TestServer server)
{
    [Fact]
    public async Task An_agent_who_does_not_answer_is_replaced_and_the_contact_is_told()
    {
        var desk = await Stage();
        await using var maria = await desk.Maria.Online();
        var id = await desk.AssignedOn(maria);
        await using var luis = await desk.Luis.Online();
        var moved = (await luis.Until("transferred")).Data;
        Assert.Equal(id, (string)moved["conversation"]!["id"]!);
        Assert.Equal(desk.Maria.Id, (string)moved["from"]!["agentId"]!);
        Assert.Equal("transferred", (string)(await maria.Until("unassigned")).Data["reason"]!);

        var events = await EventsOf(desk, id);
        var transferred = events.Single(it => (string)it["type"]! == "transferred");
        Assert.Equal("autoTransfer", (string)transferred["reason"]!);
        Assert.Equal("system", (string)transferred["by"]!["kind"]!);
        Assert.Contains(events, it => (string?)it["key"] == "transferred");
        (await desk.Maria.Client.Post($"/v1/conversations/{id}/messages", new { text = "x" }))
            .Refuses(409, "not-assigned-to-you");
    }

    [Fact]
    public async Task The_contact_is_not_told_where_the_switch_says_so()
    {
        var desk = await Stage(notify: false);
        await using var maria = await desk.Maria.Online();
        var id = await desk.AssignedOn(maria);
        await using var luis = await desk.Luis.Online();
        await luis.Until("transferred");
        Assert.DoesNotContain(await EventsOf(desk, id), it => (string?)it["key"] == "transferred");
    }

    [Fact]
    public async Task Automatic_transfer_when_no_other_agent_can_take_it_moves_nothing_and_is_tried_again_when_one_can()
    {
        var desk = await Stage(conversationsPerAgent: 1);
        await using var maria = await desk.Maria.Online();
        var id = await desk.AssignedOn(maria);
        await using var luis = await desk.Luis.Online();
        var busy = await desk.AssignedOn(luis);
        await Answer(desk.Luis, busy);

        // Long after maria's second: luis's own silence is over, and nothing has moved.
        await luis.Until("warning");
        Assert.Equal(desk.Maria.Id, (string)(await desk.Tenant.Admin.Get($"/v1/conversations/{id}"))["agentId"]!);
        (await desk.Luis.Client.Post($"/v1/conversations/{busy}/close")).Expect(200);
        var moved = (await luis.Until("transferred")).Data;
        Assert.Equal(id, (string)moved["conversation"]!["id"]!);
    }

    [Fact]
    public async Task An_answer_ends_the_search_for_another_agent()
    {
        var desk = await Stage();
        await using var maria = await desk.Maria.Online();
        var id = await desk.AssignedOn(maria);
        var other = await desk.AssignedOn(maria);
        await Answer(desk.Maria, other);
        await maria.Until("warning");
        await Answer(desk.Maria, id);
        await using var luis = await desk.Luis.Online();

        // Its silence is over only later: until then nobody came for it.
        await maria.Until("warning");
        Assert.DoesNotContain(await EventsOf(desk, id), it => (string)it["type"]! == "transferred");
    }

    private async Task<Desk> Stage(int conversationsPerAgent = 5, bool notify = true)
    {
        var desk = await Desk.Create(server, conversationsPerAgent);
        await desk.Tenant.Set(new
        {
            autoTransferAfterSeconds = 1,
            autoTransferNotifyContact = notify,
            inactivityTimeoutSeconds = 60,
            inactivityWarningSeconds = 58,
        });
        (await desk.Tenant.Admin.Patch("/v1/settings/phrases", new { es = new { transferred = "Un momento" } }))
            .Expect(200);
        return desk;
    }

    private static async Task Answer(TestAgent agent, string id) =>
        (await agent.Client.Post($"/v1/conversations/{id}/messages", new { text = "hola" })).Expect(201);

    private static async Task<IReadOnlyList<JsonNode>> EventsOf(Desk desk, string id) =>
        [.. (await desk.Tenant.Admin.Get($"/v1/conversations/{id}/events")).Items.Select(it => it!)];
}
