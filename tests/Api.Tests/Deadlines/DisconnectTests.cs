using System.Text.Json.Nodes;
using LiveChat.Api.Tests.Support;

namespace LiveChat.Api.Tests.Deadlines;

/// <summary>R4.7: the agent's last stream drops.</summary>
[Collection(ServerCollection.Deadlines)]
public sealed class DisconnectTests(TestServer server)
{
    [Fact]
    public async Task The_contact_is_told_and_another_agent_gets_the_conversation_in_its_old_place()
    {
        var desk = await Stage(notifySeconds: 1, transferSeconds: 2);
        var maria = await desk.Maria.Online();
        var id = await desk.AssignedOn(maria);
        var queuedAt = (string)(await desk.Tenant.Admin.Get($"/v1/conversations/{id}"))["queuedAt"]!;
        await using var luis = await desk.Luis.Online();
        await maria.DisposeAsync();
        var assigned = (await luis.Until("assigned")).Data["conversation"]!;
        Assert.Equal(id, (string)assigned["id"]!);
        Assert.Equal(queuedAt, (string)assigned["queuedAt"]!);
        Assert.Equal(desk.Maria.Id, (string)assigned["previousAgentId"]!);

        var events = await EventsOf(desk, id);
        var story = events.SkipWhile(it => (string?)it["key"] != "agentDisconnected").Select(it => (string)it["type"]!);
        Assert.Equal(["phraseSent", "unassigned", "queued", "assigned"], story.Take(4));
        Assert.Equal("agentDisconnected", (string)events.Single(it => (string)it["type"]! == "unassigned")["reason"]!);
    }

    [Fact]
    public async Task Who_comes_back_before_keeps_the_conversation()
    {
        var desk = await Stage(notifySeconds: 0, transferSeconds: 2);
        var maria = await desk.Maria.Online();
        var id = await desk.AssignedOn(maria);
        await using var luis = await desk.Luis.Online();
        await maria.DisposeAsync();
        await using var back = await desk.Maria.Online();

        // The reminder of an answer given now comes after the time of the transfer.
        (await desk.Maria.Client.Post($"/v1/conversations/{id}/messages", new { text = "hola" })).Expect(201);
        await back.Until("warning");
        Assert.DoesNotContain(await EventsOf(desk, id), it => (string)it["type"]! == "unassigned");
    }

    [Fact]
    public async Task While_another_stream_is_open_nothing_has_dropped()
    {
        var desk = await Stage(notifySeconds: 1, transferSeconds: 1);
        await using var maria = await desk.Maria.Online();
        var id = await desk.AssignedOn(maria);
        await using var luis = await desk.Luis.Online();
        await (await desk.Maria.Online()).DisposeAsync();
        (await desk.Maria.Client.Post($"/v1/conversations/{id}/messages", new { text = "hola" })).Expect(201);
        await maria.Until("warning");
        Assert.DoesNotContain(
            await EventsOf(desk, id),
            it => (string)it["type"]! == "unassigned" || (string?)it["key"] == "agentDisconnected");
    }

    [Fact]
    public async Task With_both_times_off_a_disconnected_agent_keeps_its_conversations()
    {
        var desk = await Stage(notifySeconds: 0, transferSeconds: 0);
        var maria = await desk.Maria.Online();
        var id = await desk.AssignedOn(maria);
        (await desk.Maria.Client.Post($"/v1/conversations/{id}/messages", new { text = "hola" })).Expect(201);
        (await desk.Maria.Client.Put("/v1/me/status", new { status = "training" })).Expect(200);
        await using var luis = await desk.Luis.Online();
        var other = await desk.AssignedOn(luis);
        await maria.DisposeAsync();
        (await desk.Luis.Client.Post($"/v1/conversations/{other}/messages", new { text = "hola" })).Expect(201);
        await luis.Until("warning");
        Assert.Equal(desk.Maria.Id, (string)(await desk.Tenant.Admin.Get($"/v1/conversations/{id}"))["agentId"]!);
    }

    [Fact]
    public async Task A_conversation_of_an_agent_disabled_meanwhile_goes_at_once()
    {
        var desk = await Stage(notifySeconds: 30, transferSeconds: 60);
        var maria = await desk.Maria.Online();
        var id = await desk.AssignedOn(maria);
        await using var luis = await desk.Luis.Online();
        await maria.DisposeAsync();
        (await desk.Tenant.Admin.Post("/v1/agents:disable", new { ids = new[] { desk.Maria.Id } })).Expect(200);
        Assert.Equal(id, (string)(await luis.Until("assigned")).Data["conversation"]!["id"]!);
    }

    private async Task<Desk> Stage(int notifySeconds, int transferSeconds)
    {
        var desk = await Desk.Create(server);
        await desk.Tenant.Set(new
        {
            disconnectNotifyAfterSeconds = notifySeconds,
            disconnectTransferAfterSeconds = transferSeconds,
            inactivityTimeoutSeconds = 60,
            inactivityWarningSeconds = 57,
        });
        return desk;
    }

    private static async Task<IReadOnlyList<JsonNode>> EventsOf(Desk desk, string id) =>
        [.. (await desk.Tenant.Admin.Get($"/v1/conversations/{id}/events")).Items.Select(it => it!)];
}
