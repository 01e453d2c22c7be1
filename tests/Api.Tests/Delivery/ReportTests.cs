using LiveChat.Api.Tests.Support;

namespace LiveChat.Api.Tests.Delivery;

[Collection(ServerCollection.Messages)]
public sealed class ReportTests(TestServer server)
{
    [Fact]
    public async Task Reports_move_forward_only_and_the_agent_and_the_list_learn_of_them()
    {
        var desk = await Desk.Create(server);
        await using var stream = await desk.Maria.Online();
        var conversation = await desk.AssignedOn(stream);
        var sent = await Answer(desk, conversation);
        await Reports(desk, sent, "delivered", changed: true, stands: "delivered");
        var told = await stream.Until("delivery");
        Assert.Contains("delivered", told.Data.ToJsonString());
        await Reports(desk, sent, "sent", changed: false, stands: "delivered");
        await Reports(desk, sent, "delivered", changed: false, stands: "delivered");
        await Reports(desk, sent, "read", changed: true, stands: "read");
        await Reports(desk, sent, "failed", changed: false, stands: "read");
        var shown = (await desk.Maria.Client.Get($"/v1/conversations/{conversation}/messages")).Expect(200).Items
            .Single(it => (string)it!["id"]! == sent);
        Assert.Equal("read", (string)shown!["delivery"]!["state"]!);
    }

    [Fact]
    public async Task A_failure_keeps_the_providers_code()
    {
        var desk = await Desk.Create(server);
        await using var stream = await desk.Maria.Online();
        var conversation = await desk.AssignedOn(stream);
        var sent = await Answer(desk, conversation);
        var report = new { messageId = sent, status = "failed", code = "21610", at = "2026-01-01T00:00:00Z" };
        (await desk.Tenant.Adapter.Post("/v1/dlr", report)).Expect(200);
        var shown = (await desk.Maria.Client.Get($"/v1/conversations/{conversation}/messages")).Expect(200).Items
            .Single(it => (string)it!["id"]! == sent);
        Assert.Equal(
            ("failed", "21610"),
            ((string)shown!["delivery"]!["state"]!, (string)shown["delivery"]!["code"]!));
    }

    [Fact]
    public async Task Ids_that_name_nothing_of_the_tenant_are_not_found()
    {
        var desk = await Desk.Create(server);
        await using var stream = await desk.Maria.Online();
        var sent = await Answer(desk, await desk.AssignedOn(stream));
        var foreign = await TestTenant.Create(server);
        foreach (var id in new[] { "", "nonsense", $"{sent[..32]}.99999", $"{new string('0', 32)}.1" })
            (await desk.Tenant.Adapter.Post("/v1/dlr", new { messageId = id, status = "sent" }))
                .Refuses(404, "not-found");
        (await foreign.Adapter.Post("/v1/dlr", new { messageId = sent, status = "sent" })).Refuses(404, "not-found");
    }

    [Fact]
    public async Task Bad_fields_are_named()
    {
        var adapter = (await server.SharedDesk).Tenant.Adapter;
        var id = $"{new string('0', 32)}.1";
        (await adapter.Post("/v1/dlr", new { messageId = id, status = "lost" })).RefusesFields("status");
        (await adapter.Post("/v1/dlr", new { messageId = id, status = "failed", code = "a\u0001b" }))
            .RefusesFields("code");
        (await adapter.Post("/v1/dlr", new { messageId = id, status = "failed", code = new string('x', 65) }))
            .RefusesFields("code");
        (await adapter.Post("/v1/dlr", new { status = "sent" })).RefusesFields("messageId");
    }

    private static async Task<string> Answer(Desk desk, string conversation) => (await desk.Maria.Client.Post(
        $"/v1/conversations/{conversation}/messages", new { text = "hola" })).Expect(201).Id;

    private static async Task Reports(Desk desk, string messageId, string status, bool changed, string stands)
    {
        var answer = (await desk.Tenant.Adapter.Post("/v1/dlr", new { messageId, status })).Expect(200);
        Assert.Equal((stands, changed), ((string)answer["status"]!, (bool)answer["changed"]!));
    }
}
