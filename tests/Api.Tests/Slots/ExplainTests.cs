using System.Text.Json.Nodes;
using LiveChat.Api.Tests.Support;
using static LiveChat.Api.Tests.Support.Desk;

namespace LiveChat.Api.Tests.Slots;

/// <summary>R1.13: every routing decision can be explained.</summary>
[Collection(ServerCollection.Routing)]
public sealed class ExplainTests(TestServer server)
{
    [Fact]
    public async Task It_says_who_was_chosen_by_what_and_who_was_left_out()
    {
        var desk = await Create(server);
        await using var maria = await desk.Maria.Online();
        var id = await desk.AssignedOn(maria);
        var routing = await Routing(desk, id);
        Assert.Equal("assigned", (string)routing["state"]!);
        Assert.Equal(
            "With MARIA, the longest idle of 2 agents (1 offline).", (string)routing["summary"]!);
        Assert.Null(routing["waitingFor"]);
        var decision = Assert.Single(routing["decisions"]!.AsArray())!;
        Assert.Equal((desk.Queue, desk.Maria.Id), ((string)decision["queueId"]!, (string)decision["chosen"]!));
        Assert.Equal(("longestIdle", 2), ((string)decision["strategy"]!, (int)decision["considered"]!));
        Assert.Equal(1, (int)decision["excluded"]!["offline"]!);
        Assert.Equal(8, decision["excluded"]!.AsObject().Count);
        var agent = Assert.Single(decision["agents"]!.AsArray())!;
        Assert.Equal((desk.Maria.Id, "chosen"), ((string)agent["agentId"]!, (string)agent["rule"]!));
    }

    [Fact]
    public async Task While_it_waits_it_says_what_would_end_the_wait()
    {
        var desk = await Create(server, conversationsPerAgent: 1);
        await using var maria = await desk.Maria.Online();
        await desk.AssignedOn(maria);
        var id = await desk.Waiting();
        var routing = await Routing(desk, id);
        Assert.Equal(
            "Waiting in Support at place 1, because none of 2 agents can take it now: 1 offline, 1 at the cap.",
            (string)routing["summary"]!);
        Assert.Equal(["agentOnline", "freeSlot"], routing["waitingFor"]!.AsArray().Select(it => (string)it!));
        var now = Assert.Single(routing["decisions"]!.AsArray())!;
        Assert.Null(now["chosen"]);
        Assert.Equal(
            new Dictionary<string, string> { [desk.Maria.Id] = "cap", [desk.Luis.Id] = "offline" },
            now["agents"]!.AsArray().ToDictionary(it => (string)it!["agentId"]!, it => (string)it!["rule"]!));
    }

    [Fact]
    public async Task Each_rule_is_named()
    {
        var desk = await Create(server);
        await desk.Tenant.Set(new { languageRouting = true });
        (await desk.Tenant.Admin.Patch($"/v1/agents/{desk.Maria.Id}", new { languages = new[] { "fr" } })).Expect(200);
        await using var maria = await desk.Maria.Online();
        await using var luis = await desk.Luis.Online();
        (await desk.Luis.Client.Put("/v1/me/status", new { status = "training" })).Expect(200);
        var routing = await Routing(desk, await desk.Waiting());
        Assert.Equal(["agentAvailable", "language"], routing["waitingFor"]!.AsArray().Select(it => (string)it!));
        Assert.Contains("1 in a status that takes nothing new, 1 without the language", (string)routing["summary"]!);
    }

    [Fact]
    public async Task Offers_preferences_and_decisions_by_hand_are_told_apart()
    {
        var desk = await Create(server, mode: "offer");
        await using var maria = await desk.Maria.Online();
        var contact = desk.Contact();
        var id = (string)(await desk.Tenant.Mo(desk.Sender, contact)).Expect(202)["conversationId"]!;
        await maria.Next("offer");
        var offered = await Routing(desk, id);
        Assert.Equal("agentAnswer", (string)Assert.Single(offered["waitingFor"]!.AsArray())!);
        Assert.StartsWith("Offered to MARIA, the longest idle of 2 agents", (string)offered["summary"]!);
        (await Act(desk.Maria, id, "accept")).Expect(200);
        (await Act(desk.Maria, id, "hold")).Expect(200);
        Assert.StartsWith("On hold with MARIA", (string)(await Routing(desk, id))["summary"]!);
        await maria.Until("unassigned");
        (await desk.Tenant.Mo(desk.Sender, contact, "back")).Expect(202);
        await maria.Next("assigned");
        await using var luis = await desk.Luis.Online();
        (await desk.Tenant.Admin.Post($"/v1/conversations/{id}/assign", new { agentId = desk.Luis.Id })).Expect(200);
        var decisions = (await Routing(desk, id))["decisions"]!.AsArray();
        Assert.Equal(["longestIdle", "previousAgent", "manual"], decisions.Select(it => (string)it!["strategy"]!));
        Assert.Equal("With LUIS, by hand.", (string)(await Routing(desk, id))["summary"]!);
    }

    [Fact]
    public async Task Who_may_not_see_the_conversation_sees_no_routing()
    {
        var desk = await Create(server);
        await using var maria = await desk.Maria.Online();
        var id = await desk.AssignedOn(maria);
        (await desk.Maria.Client.Get($"/v1/conversations/{id}/routing")).Expect(200);
        (await desk.Luis.Client.Get($"/v1/conversations/{id}/routing")).Refuses(404, "not-found");
        (await (await Create(server)).Tenant.Admin.Get($"/v1/conversations/{id}/routing")).Refuses(404, "not-found");
        (await server.Anonymous.Get($"/v1/conversations/{id}/routing")).Refuses(401, "unauthorized");
        (await desk.Maria.Client.Post($"/v1/conversations/{id}/close")).Expect(200);
        Assert.StartsWith("Closed; it was with MARIA", (string)(await Routing(desk, id))["summary"]!);
    }

    private static async Task<JsonNode> Routing(Desk desk, string id) =>
        (await desk.Tenant.Admin.Get($"/v1/conversations/{id}/routing")).Expect(200).Json;
}
