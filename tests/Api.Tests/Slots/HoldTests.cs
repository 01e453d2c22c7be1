using LiveChat.Api.Tests.Support;
using static LiveChat.Api.Tests.Support.Desk;

namespace LiveChat.Api.Tests.Slots;

/// <summary>R1.15: hold and resume; R1.11: the previous agent.</summary>
[Collection(ServerCollection.Routing)]
public sealed class HoldTests(TestServer server)
{
    [Fact]
    public async Task On_hold_it_frees_its_slot_for_who_waits()
    {
        var (desk, _, id, maria) = await WithMaria(conversationsPerAgent: 1);
        await using var _ = maria;
        var next = await desk.Waiting();
        var held = (await Act(desk.Maria, id, "hold")).Expect(200);
        Assert.Equal(("held", desk.Maria.Id), ((string)held["state"]!, (string)held["agentId"]!));
        Assert.Equal("held", (string)(await maria.Next("unassigned")).Data["reason"]!);
        Assert.Equal(next, (string)(await maria.Next("assigned")).Data["conversation"]!["id"]!);
        (await Act(desk.Maria, id, "hold")).Expect(200);
        (await Act(desk.Maria, id, "resume")).Refuses(409, "agent-full");
        (await Act(desk.Maria, next, "close")).Expect(200);
        await maria.Next("closed");
        (await Act(desk.Maria, id, "resume")).Expect(200);
        Assert.Equal(id, (string)(await maria.Next("assigned")).Data["conversation"]!["id"]!);
        Assert.Equal(["held", "resumed"], (await desk.Log(id))[^2..]);

    }

    [Fact]
    public async Task When_the_contact_writes_it_returns_to_the_agent_who_held_it()
    {
        var (desk, contact, id, maria) = await WithMaria();
        await using var _ = maria;
        await using var luis = await desk.Luis.Online();
        (await Act(desk.Maria, id, "hold")).Expect(200);
        await maria.Next("unassigned");
        (await desk.Tenant.Mo(desk.Sender, contact, "back")).Expect(202);
        Assert.Equal(id, (string)(await maria.Next("assigned")).Data["conversation"]!["id"]!);
        Assert.Equal(["messageReceived", "queued", "assigned"], (await desk.Log(id))[^3..]);
    }

    [Fact]
    public async Task An_agent_who_cannot_take_it_is_not_waited_for()
    {
        var (desk, contact, id, maria) = await WithMaria();
        await using var _ = maria;
        (await Act(desk.Maria, id, "hold")).Expect(200);
        (await desk.Maria.Client.Put("/v1/me/status", new { status = "phone" })).Expect(200);
        var before = await desk.Conversation(id);
        await using var luis = await desk.Luis.Online();
        (await desk.Tenant.Mo(desk.Sender, contact, "back")).Expect(202);
        var got = (await luis.Next("assigned")).Data["conversation"]!;
        Assert.Equal((id, desk.Maria.Id), ((string)got["id"]!, (string)got["previousAgentId"]!));
        Assert.Equal((string)before["queuedAt"]!, (string)got["queuedAt"]!);
    }

    [Fact]
    public async Task Only_its_agent_holds_and_resumes_it()
    {
        var (desk, _, id, maria) = await WithMaria();
        await using var one = maria;
        (await Act(desk.Maria, id, "resume")).Refuses(409, "not-held");
        (await Act(desk.Luis, id, "hold")).Refuses(409, "not-assigned-to-you");
        (await Act(desk.Maria, id, "hold")).Expect(200);
        (await Act(desk.Luis, id, "resume")).Refuses(409, "not-assigned-to-you");
        (await Act(desk.Luis, id, "take")).Refuses(409, "not-waiting");
        (await desk.Maria.Client.Post($"/v1/conversations/{id}/messages", new { text = "x" }))
            .Refuses(409, "not-assigned-to-you");
        (await desk.Maria.Client.Post($"/v1/conversations/{id}/notes", new { text = "on hold" })).Expect(201);
        (await desk.Maria.Client.Put("/v1/me/status", new { status = "phone" })).Expect(200);
        (await Act(desk.Maria, id, "resume")).Refuses(409, "agent-unavailable");
        (await Act(desk.Maria, id, "close")).Expect(200);
        (await Act(desk.Maria, id, "hold")).Refuses(409, "conversation-closed");
        (await Act(desk.Maria, id, "resume")).Refuses(409, "conversation-closed");
    }

    [Fact]
    public async Task Offline_nothing_is_resumed()
    {
        var (desk, _, id, maria) = await WithMaria();
        (await Act(desk.Maria, id, "hold")).Expect(200);
        await maria.DisposeAsync();
        await using var stream = await desk.Maria.Online();
        (await Act(desk.Maria, id, "resume")).Expect(200);
        Assert.Equal("assigned", (string)(await desk.Conversation(id))["state"]!);
    }

    [Fact]
    public async Task A_supervisor_assigns_what_is_on_hold()
    {
        var (desk, _, id, maria) = await WithMaria();
        await using var one = maria;
        (await Act(desk.Maria, id, "hold")).Expect(200);
        await using var luis = await desk.Luis.Online();
        (await desk.Tenant.Admin.Post($"/v1/conversations/{id}/assign", new { agentId = desk.Luis.Id })).Expect(200);
        Assert.Equal(id, (string)(await luis.Next("assigned")).Data["conversation"]!["id"]!);
    }

    [Fact]
    public async Task Who_writes_again_soon_gets_the_agent_of_before()
    {
        var (desk, contact, id, maria) = await WithMaria();
        await using var _ = maria;
        await desk.Tenant.Set(new { previousAgentWithinSeconds = 600 });
        (await Act(desk.Maria, id, "close")).Expect(200);
        await using var luis = await desk.Luis.Online();
        var again = (string)(await desk.Tenant.Mo(desk.Sender, contact, "again")).Expect(202)["conversationId"]!;
        Assert.NotEqual(id, again);
        Assert.Equal(again, (string)(await maria.Until("assigned")).Data["conversation"]!["id"]!);
        Assert.Equal(desk.Maria.Id, (string)(await desk.Conversation(again))["previousAgentId"]!);
    }

    [Fact]
    public async Task A_previous_agent_who_is_full_is_not_waited_for()
    {
        var (desk, contact, id, maria) = await WithMaria(conversationsPerAgent: 1);
        await using var _ = maria;
        await desk.Tenant.Set(new { previousAgentWithinSeconds = 600 });
        (await Act(desk.Maria, id, "close")).Expect(200);
        await maria.Next("closed");
        await desk.AssignedOn(maria);
        await using var luis = await desk.Luis.Online();
        var again = (string)(await desk.Tenant.Mo(desk.Sender, contact, "again")).Expect(202)["conversationId"]!;
        Assert.Equal(again, (string)(await luis.Next("assigned")).Data["conversation"]!["id"]!);
    }

    private async Task<(Desk Desk, string Contact, string Id, StreamClient Maria)> WithMaria(
        int conversationsPerAgent = 5)
    {
        var desk = await Create(server, conversationsPerAgent);
        var maria = await desk.Maria.Online();
        var contact = desk.Contact();
        var id = (string)(await desk.Tenant.Mo(desk.Sender, contact)).Expect(202)["conversationId"]!;
        await maria.Next("assigned");
        return (desk, contact, id, maria);
    }
}
