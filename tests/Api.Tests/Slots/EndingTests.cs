using LiveChat.Api.Tests.Support;
using static LiveChat.Api.Tests.Support.Desk;

namespace LiveChat.Api.Tests.Slots;

/// <summary>R4.14's wrap-up and R4.16's stay-open mode.</summary>
[Collection(ServerCollection.Routing)]
public sealed class EndingTests(TestServer server)
{
    [Fact]
    public async Task A_wrap_up_fills_its_slot_until_the_agent_is_done()
    {
        var (desk, _, id, maria) = await WithMaria(new { wrapUpMaxSeconds = 600 });
        await using var one = maria;
        var next = await desk.Waiting();
        var closed = (await Act(desk.Maria, id, "close")).Expect(200);
        Assert.Equal("wrapUp", (string)closed["state"]!);
        Assert.NotNull(closed["expiresAt"]);
        Assert.Equal("waiting", (string)(await desk.Conversation(next))["state"]!);
        (await desk.Maria.Client.Post($"/v1/conversations/{id}/messages", new { text = "x" }))
            .Refuses(409, "conversation-closed");
        (await Act(desk.Maria, id, "close")).Refuses(409, "conversation-closed");
        (await Act(desk.Maria, id, "hold")).Refuses(409, "conversation-closed");
        (await desk.Maria.Client.Post($"/v1/conversations/{id}/notes", new { text = "solved" })).Expect(201);
        (await Act(desk.Luis, id, "wrap-up")).Refuses(409, "not-assigned-to-you");
        var done = (await Act(desk.Maria, id, "wrap-up")).Expect(200);
        Assert.Equal(("closed", "agent"), ((string)done["state"]!, (string)done["closeReason"]!));
        Assert.Equal(id, (string)(await maria.Until("closed")).Data["conversationId"]!);
        Assert.Equal(next, (string)(await maria.Next("assigned")).Data["conversation"]!["id"]!);
        (await Act(desk.Maria, id, "wrap-up")).Refuses(409, "conversation-closed");
        (await Act(desk.Maria, next, "wrap-up")).Refuses(409, "not-in-wrap-up");
    }

    [Fact]
    public async Task A_contact_who_writes_in_wrap_up_opens_the_next_conversation()
    {
        var (desk, contact, id, maria) = await WithMaria(new { wrapUpMaxSeconds = 600 });
        await using var one = maria;
        (await Act(desk.Maria, id, "close")).Expect(200);
        var message = desk.Tenant.NextMessageId();
        var again = (await desk.Tenant.Mo(desk.Sender, contact, "again", message)).Expect(202);
        Assert.NotEqual(id, (string)again["conversationId"]!);
        Assert.Equal("closed", (string)(await desk.Conversation(id))["state"]!);
        Assert.Equal(["assigned", "wrapUpBegan", "closed"], (await desk.Log(id))[^3..]);
        Assert.Equal(again["conversationId"]!.ToJsonString(),
            (await maria.Until("assigned")).Data["conversation"]!["id"]!.ToJsonString());
        (await Act(desk.Maria, (string)again["conversationId"]!, "close")).Expect(200);
        var repeated = (await desk.Tenant.Mo(desk.Sender, contact, "again", message)).Expect(202);
        Assert.True((bool)repeated["duplicate"]!);
        Assert.Equal("wrapUp", (string)(await desk.Conversation((string)again["conversationId"]!))["state"]!);
    }

    [Fact]
    public async Task A_wrap_up_ends_by_itself()
    {
        var (desk, _, id, maria) = await WithMaria(new { wrapUpMaxSeconds = 1 });
        await using var one = maria;
        (await Act(desk.Maria, id, "close")).Expect(200);
        Assert.Equal(id, (string)(await maria.Next("closed")).Data["conversationId"]!);
        await desk.AssignedOn(maria);
    }

    [Fact]
    public async Task A_supervisor_closes_at_once_and_ends_wrap_ups()
    {
        var (desk, _, id, maria) = await WithMaria(new { wrapUpMaxSeconds = 600 });
        await using var one = maria;
        (await Act(desk.Maria, id, "close")).Expect(200);
        (await desk.Tenant.Admin.Post($"/v1/conversations/{id}/wrap-up")).Expect(200);
        await maria.Until("closed");
        var other = await desk.AssignedOn(maria);
        var closed = (await desk.Tenant.Admin.Post($"/v1/conversations/{other}/close")).Expect(200);
        Assert.Equal("closed", (string)closed["state"]!);
    }

    [Fact]
    public async Task A_parked_conversation_goes_on_under_its_id_with_its_agent()
    {
        var (desk, contact, id, maria) = await WithMaria(new { stayOpen = true });
        await using var one = maria;
        var parked = (await Act(desk.Maria, id, "close")).Expect(200);
        Assert.Equal(("parked", desk.Maria.Id), ((string)parked["state"]!, (string)parked["agentId"]!));
        Assert.Equal("parked", (string)(await maria.Next("unassigned")).Data["reason"]!);
        (await Act(desk.Maria, id, "close")).Refuses(409, "conversation-closed");
        await using var luis = await desk.Luis.Online();
        var again = (await desk.Tenant.Mo(desk.Sender, contact, "again")).Expect(202);
        Assert.Equal(id, (string)again["conversationId"]!);
        Assert.Equal(id, (string)(await maria.Next("assigned")).Data["conversation"]!["id"]!);
        Assert.Equal(["parked", "messageReceived", "queued", "assigned"], (await desk.Log(id))[^4..]);
    }

    [Fact]
    public async Task Parked_it_fills_no_slot_and_its_agent_is_not_waited_for()
    {
        var (desk, contact, id, maria) = await WithMaria(new { stayOpen = true });
        await using var one = maria;
        (await Act(desk.Maria, id, "close")).Expect(200);
        await maria.Next("unassigned");
        var next = await desk.AssignedOn(maria);
        await using var luis = await desk.Luis.Online();
        (await desk.Tenant.Mo(desk.Sender, contact, "again")).Expect(202);
        Assert.Equal(id, (string)(await luis.Next("assigned")).Data["conversation"]!["id"]!);
        Assert.NotEqual(id, next);
    }

    private async Task<(Desk Desk, string Contact, string Id, StreamClient Maria)> WithMaria(object settings)
    {
        var desk = await Create(server, conversationsPerAgent: 1);
        await desk.Tenant.Set(settings);
        var maria = await desk.Maria.Online();
        var contact = desk.Contact();
        var id = (string)(await desk.Tenant.Mo(desk.Sender, contact)).Expect(202)["conversationId"]!;
        await maria.Next("assigned");
        return (desk, contact, id, maria);
    }
}
