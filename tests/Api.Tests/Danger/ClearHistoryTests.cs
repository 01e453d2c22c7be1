using LiveChat.Api.Tests.Support;
using LiveChat.Outside;

namespace LiveChat.Api.Tests.Danger;

[Collection(ServerCollection.Name)]
public class ClearHistoryTests(TestServer server)
{
    [SkippableFact]
    public async Task Closed_conversations_go_open_ones_stay_and_the_contact_may_write_again()
    {
        var desk = await Desk.Create(server);
        await using var stream = await desk.Maria.Online();
        var closed = await desk.AssignedOn(stream);
        var contact = (string)(await desk.Conversation(closed))["contact"]!["address"]!;
        (await desk.Maria.Client.Post($"/v1/conversations/{closed}/close", new { })).Expect(200);
        var open = await desk.AssignedOn(stream);

        var order = (await desk.Tenant.Admin.Post("/v1/danger/clear-history", new { confirm = desk.Tenant.Slug }))
            .Expect(202);
        Assert.Equal("clearHistory", (string)order["kind"]!);
        await Poll.Until("the history is cleared", TimeSpan.FromSeconds(30), async () =>
            (string)(await desk.Tenant.Admin.Get($"/v1/danger/{order.Id}")).Expect(200)["state"]! == "done");

        var listed = (await desk.Tenant.Admin.Get("/v1/conversations")).Expect(200).Items;
        Assert.Equal(open, (string)Assert.Single(listed)!["id"]!);
        foreach (var part in (string[])["", "/messages", "/events", "/routing"])
            (await desk.Tenant.Admin.Get($"/v1/conversations/{closed}{part}")).Refuses(404, "not-found");
        Assert.NotEmpty((await desk.Tenant.Admin.Get($"/v1/conversations/{open}/messages")).Expect(200).Items);
        var next = (string)(await desk.Tenant.Mo(desk.Sender, contact)).Expect(202)["conversationId"]!;
        Assert.NotEqual(closed, next);
        await stream.Until("assigned");
        Assert.Equal("assigned", (string)(await desk.Conversation(next))["state"]!);
        var other = await TestTenant.Create(server);
        (await other.Admin.Get($"/v1/danger/{order.Id}")).Refuses(404, "not-found");
        var log = (await desk.Tenant.Admin.Get("/v1/audit?action=history.cleared")).Expect(200).Items;
        Assert.Equal("Ana", (string)Assert.Single(log)!["actor"]!["name"]!);
    }

    [SkippableFact]
    public async Task Paused_bots_may_not_answer_and_agents_may()
    {
        var desk = await Desk.Create(server);
        await using var stream = await desk.Maria.Online();
        var id = await desk.AssignedOn(stream);
        (await desk.Tenant.Admin.Patch("/v1/settings/bot", new { greeting = "Soy un bot." })).Expect(200);
        (await desk.Tenant.Admin.Post("/v1/danger/pause-bots", new { confirm = desk.Tenant.Slug })).Expect(200);
        Assert.True((bool)(await desk.Tenant.Admin.Get("/v1/danger/bots")).Expect(200)["paused"]!);
        var path = $"/v1/conversations/{id}/messages";
        (await desk.Tenant.Adapter.Post(path, new { text = "from a bot" })).Refuses(409, "bots-paused");
        (await desk.Maria.Client.Post(path, new { text = "from a person" })).Expect(201);
        var other = (string)(await desk.Tenant.Mo(desk.Sender, desk.Contact())).Expect(202)["conversationId"]!;
        var quiet = (await desk.Tenant.Admin.Get($"/v1/conversations/{other}/messages")).Expect(200);
        Assert.DoesNotContain("Soy un bot.", quiet.Text);

        (await desk.Tenant.Admin.Post("/v1/danger/resume-bots")).Expect(200);
        Assert.DoesNotContain("bots-paused", (await desk.Tenant.Adapter.Post(path, new { text = "again" })).Text);
        var third = (string)(await desk.Tenant.Mo(desk.Sender, desk.Contact())).Expect(202)["conversationId"]!;
        Assert.Contains("Soy un bot.", (await desk.Tenant.Admin.Get($"/v1/conversations/{third}/messages")).Text);
        var log = (await desk.Tenant.Admin.Get("/v1/audit?target=setting/botPause")).Expect(200).Items;
        Assert.Equal(["setting.changed", "setting.created"], log.Select(it => (string)it!["action"]!));
    }
}

[Collection(PostgresCollection.Name)]
public sealed class ClearHistoryOnPostgres(PostgresApiServer server) : ClearHistoryTests(server.OrSkip());
