using LiveChat.Api.Tests.Support;
using static LiveChat.Api.Tests.Support.Desk;

namespace LiveChat.Api.Tests.Slots;

/// <summary>R1.7: the agent accepts or declines.</summary>
[Collection(ServerCollection.Routing)]
public sealed class OfferTests(TestServer server)
{
    [Fact]
    public async Task An_offer_names_its_end_and_is_the_agents_when_accepted()
    {
        var desk = await Offering();
        await using var maria = await desk.Maria.Online();
        var id = await desk.Waiting();
        var offer = (await maria.Next("offer")).Data;
        Assert.Equal("offered", (string)offer["conversation"]!["state"]!);
        Assert.Equal(desk.Maria.Id, (string)offer["conversation"]!["agentId"]!);
        var end = (DateTimeOffset)offer["expiresAt"]! - (DateTimeOffset)offer["conversation"]!["queuedAt"]!;
        Assert.InRange(end, TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(25));
        Assert.Equal((string)offer["expiresAt"]!, (string)(await desk.Conversation(id))["expiresAt"]!);
        var accepted = (await Act(desk.Maria, id, "accept")).Expect(200);
        Assert.Equal("assigned", (string)accepted["state"]!);
        Assert.Equal(id, (string)(await maria.Next("assigned")).Data["conversation"]!["id"]!);
        (await Act(desk.Maria, id, "accept")).Expect(200);
        Assert.Equal(["opened", "messageReceived", "queued", "offered", "assigned"], await desk.Log(id));
    }

    [Fact]
    public async Task A_declined_offer_passes_to_the_next_agent()
    {
        var desk = await Offering();
        await using var maria = await desk.Maria.Online();
        var id = await desk.OfferedOn(maria);
        await using var luis = await desk.Luis.Online();
        (await Act(desk.Luis, id, "accept")).Refuses(409, "not-assigned-to-you");
        (await Act(desk.Luis, id, "decline")).Refuses(409, "not-assigned-to-you");
        (await Act(desk.Maria, id, "decline")).Expect(200);
        var ended = (await maria.Next("offerEnded")).Data;
        Assert.Equal((id, "declined"), ((string)ended["conversationId"]!, (string)ended["reason"]!));
        Assert.Equal(id, (string)(await luis.Next("offer")).Data["conversation"]!["id"]!);
        (await Act(desk.Maria, id, "accept")).Refuses(409, "offer-expired");
        (await Act(desk.Maria, id, "decline")).Refuses(409, "offer-expired");
        (await Act(desk.Luis, id, "accept")).Expect(200);
        Assert.Null((await desk.Conversation(id))["previousAgentId"]);
    }

    [Fact]
    public async Task An_offer_fills_a_slot_and_is_not_yet_the_agents_to_answer()
    {
        var desk = await Offering(conversationsPerAgent: 1);
        await using var maria = await desk.Maria.Online();
        var first = await desk.OfferedOn(maria);
        var second = await desk.Waiting();
        Assert.Equal("waiting", (string)(await desk.Conversation(second))["state"]!);
        (await desk.Maria.Client.Post($"/v1/conversations/{first}/messages", new { text = "x" }))
            .Refuses(409, "not-assigned-to-you");
        (await Act(desk.Maria, first, "close")).Refuses(409, "not-assigned-to-you");
        (await Act(desk.Maria, first, "accept")).Expect(200);
        (await Act(desk.Maria, first, "close")).Expect(200);
        Assert.Equal(second, (string)(await maria.Until("offer")).Data["conversation"]!["id"]!);
    }

    [Fact]
    public async Task Silence_passes_it_on_and_twice_in_a_row_takes_the_agent_out()
    {
        var desk = await Offering();
        await desk.Tenant.Set(new { offerTimeoutSeconds = 1 });
        await using var maria = await desk.Maria.Online();
        var id = await desk.OfferedOn(maria);
        Assert.Equal("expired", (string)(await maria.Next("offerEnded")).Data["reason"]!);
        Assert.Equal(id, (string)(await maria.Next("offer")).Data["conversation"]!["id"]!);
        Assert.Equal("expired", (string)(await maria.Next("offerEnded")).Data["reason"]!);
        var status = (await maria.Next("status")).Data;
        Assert.Equal(
            ("noNewConversations", "system"), ((string)status["status"]!, (string)status["by"]!["kind"]!));
        (await Act(desk.Maria, id, "accept")).Refuses(409, "offer-expired");
        await using var luis = await desk.Luis.Online();
        await luis.Next("offer");
        (await Act(desk.Luis, id, "accept")).Expect(200);
        Assert.Equal(["offered", "offerExpired", "queued"], (await desk.Log(id))[3..6]);
    }

    [Fact]
    public async Task A_supervisor_who_closes_or_assigns_it_ends_the_offer()
    {
        var desk = await Offering();
        await using var maria = await desk.Maria.Online();
        var closed = await desk.OfferedOn(maria);
        (await desk.Tenant.Admin.Post($"/v1/conversations/{closed}/close")).Expect(200);
        Assert.Equal("closed", (string)(await maria.Next("offerEnded")).Data["reason"]!);
        (await Act(desk.Maria, closed, "accept")).Refuses(409, "conversation-closed");
        var assigned = await desk.OfferedOn(maria);
        await using var luis = await desk.Luis.Online();
        (await desk.Tenant.Admin.Post($"/v1/conversations/{assigned}/assign", new { agentId = desk.Luis.Id }))
            .Expect(200);
        Assert.Equal("reassigned", (string)(await maria.Next("offerEnded")).Data["reason"]!);
        Assert.Equal(assigned, (string)(await luis.Next("assigned")).Data["conversation"]!["id"]!);
    }

    [Fact]
    public async Task A_snapshot_shows_what_is_offered_with_its_end()
    {
        var desk = await Offering();
        await using var first = await desk.Maria.Online();
        var id = await desk.OfferedOn(first);
        await using var second = await desk.Maria.Open();
        var shown = Assert.Single((await second.Next("snapshot")).Data["conversations"]!.AsArray())!;
        Assert.Equal((id, "offered"), ((string)shown["id"]!, (string)shown["state"]!));
        Assert.NotNull(shown["expiresAt"]);
    }

    [Fact]
    public async Task The_mode_of_a_queue_can_be_changed_and_counts_at_once()
    {
        var desk = await Create(server);
        var edited = (await desk.Tenant.Admin.Patch($"/v1/queues/{desk.Queue}", new { mode = "offer" })).Expect(200);
        Assert.Equal("offer", (string)edited["mode"]!);
        await using var maria = await desk.Maria.Online();
        await desk.OfferedOn(maria);
        (await desk.Tenant.Admin.Patch($"/v1/queues/{desk.Queue}", new { mode = "auto" })).Expect(200);
        await desk.AssignedOn(maria);
        (await desk.Tenant.Admin.Patch($"/v1/queues/{desk.Queue}", new { mode = "shout" })).Expect(422);
    }

    [Theory]
    [InlineData("accept")]
    [InlineData("decline")]
    [InlineData("take")]
    [InlineData("hold")]
    [InlineData("resume")]
    public async Task Only_a_member_with_a_seat_may(string action)
    {
        var desk = await server.SharedDesk;
        var id = await desk.Waiting();
        var refused = (await desk.Tenant.Admin.Post($"/v1/conversations/{id}/{action}")).Refuses(403, "forbidden");
        Assert.Equal("agentWorkspace", (string)refused["permission"]!);
        (await desk.Tenant.Adapter.Post($"/v1/conversations/{id}/{action}")).Refuses(403, "forbidden");
    }

    [Theory]
    [InlineData("accept")]
    [InlineData("decline")]
    [InlineData("take")]
    [InlineData("hold")]
    [InlineData("resume")]
    [InlineData("wrap-up")]
    public async Task What_is_not_there_or_of_another_tenant_is_not_found(string action)
    {
        var desk = await server.SharedDesk;
        var other = await Create(server);
        var id = await desk.Waiting();
        (await Act(other.Maria, id, action)).Refuses(404, "not-found");
        (await Act(desk.Maria, new string('0', 32) + "-1", action)).Refuses(404, "not-found");
        (await Act(desk.Maria, "nothing", action)).Refuses(404, "not-found");
    }

    private Task<Desk> Offering(int conversationsPerAgent = 5) => Create(server, conversationsPerAgent, "offer");
}
