using System.Text.Json.Nodes;
using LiveChat.Api.Tests.Support;

namespace LiveChat.Api.Tests.Delivery;

[Collection(ServerCollection.Messages)]
public class FetchTests(TestServer server)
{
    [SkippableFact]
    public async Task A_fetcher_gets_what_an_agent_wrote()
    {
        var desk = await Desk.Create(server);
        await using var stream = await desk.Maria.Online();
        var conversation = await desk.AssignedOn(stream);
        var sent = await Answer(desk, conversation, "¿Qué tal? 😀");
        var item = Assert.Single(await Fetch(desk));
        Assert.Equal(sent, (string)item["messageId"]!);
        Assert.Equal(conversation, (string)item["conversationId"]!);
        Assert.Equal(("sms", desk.Sender, "¿Qué tal? 😀"),
            ((string)item["channel"]!, (string)item["sender"]!, (string)item["text"]!));
        Assert.Null(item["attachments"]);
    }

    [SkippableFact]
    public async Task A_threads_next_message_waits_for_the_acknowledgement_of_the_former()
    {
        var desk = await Desk.Create(server);
        await using var stream = await desk.Maria.Online();
        var one = await desk.AssignedOn(stream);
        var other = await desk.AssignedOn(stream);
        await Answer(desk, one, "1");
        await Answer(desk, one, "2");
        await Answer(desk, other, "a");
        var first = await Fetch(desk);
        Assert.Equal(["1", "a"], first.Select(it => (string)it["text"]!).Order());
        Assert.Empty(await Fetch(desk, waitSeconds: 0));
        await Acknowledge(desk, [.. first.Select(it => (string)it["messageId"]!)]);
        Assert.Equal("2", (string)Assert.Single(await Fetch(desk))["text"]!);
    }

    [SkippableFact]
    public async Task A_waiting_fetcher_is_woken_by_a_message_and_by_an_acknowledgement()
    {
        var desk = await Desk.Create(server);
        await using var stream = await desk.Maria.Online();
        var conversation = await desk.AssignedOn(stream);
        var waiting = Fetch(desk, waitSeconds: 60);
        await Answer(desk, conversation, "1");
        await Answer(desk, conversation, "2");
        var first = Assert.Single(await waiting);
        waiting = Fetch(desk, waitSeconds: 60);
        await Acknowledge(desk, (string)first["messageId"]!);
        Assert.Equal("2", (string)Assert.Single(await waiting)["text"]!);
    }

    [SkippableFact]
    public async Task An_acknowledgement_has_a_result_for_each_id_and_may_be_repeated()
    {
        var desk = await Desk.Create(server);
        await using var stream = await desk.Maria.Online();
        var sent = await Answer(desk, await desk.AssignedOn(stream), "hola");
        var foreign = await Desk.Create(server);
        for (var i = 0; i < 2; i++)
        {
            var answer = await desk.Tenant.Adapter.Post("/v1/mt/ack", new { messageIds = new[] { sent, "nonsense" } });
            var results = answer.Expect(200)["results"]!.AsArray();
            Assert.Equal([true, false], results.Select(it => (bool)it!["ok"]!));
            Assert.Equal("not-found", (string)results[1]!["code"]!);
        }

        var other = (await foreign.Tenant.Adapter.Post("/v1/mt/ack", new { messageIds = new[] { sent } })).Expect(200);
        Assert.False((bool)other["results"]![0]!["ok"]!);
        Assert.Empty(await Fetch(desk, waitSeconds: 0));
    }

    [SkippableFact]
    public async Task What_is_not_to_be_fetched_is_refused()
    {
        var desk = await server.SharedDesk;
        var foreign = await TestTenant.Create(server);
        var callback = (await desk.Tenant.Admin.Post("/v1/senders", new
        {
            address = "+34811000111",
            channel = "sms",
            mode = "exclusive",
            queueId = desk.Queue,
            delivery = new
            {
                kind = "callback",
                url = "http://127.0.0.1:9/",
                secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
            },
        })).Expect(201);
        var own = Uri.EscapeDataString(desk.Sender);
        var adapter = desk.Tenant.Adapter;
        (await foreign.Adapter.Get($"/v1/mt?sender={own}&waitSeconds=0")).Refuses(404, "sender-unknown");
        (await adapter.Get($"/v1/mt?sender={own}&channel=whatsapp")).Refuses(404, "sender-unknown");
        (await adapter.Get($"/v1/mt?sender={Uri.EscapeDataString((string)callback["address"]!)}"))
            .Refuses(409, "sender-not-pull");
        (await adapter.Get("/v1/mt")).RefusesFields("sender");
        (await adapter.Get($"/v1/mt?sender={own}&max=0&waitSeconds=61&channel=fax"))
            .RefusesFields("max", "waitSeconds", "channel");
        (await desk.Tenant.Admin.Get($"/v1/mt?sender={own}")).Refuses(403, "forbidden");
        (await adapter.Post("/v1/mt/ack", new { messageIds = Array.Empty<string>() })).RefusesFields("messageIds");
    }

    private static async Task<string> Answer(Desk desk, string conversation, string text) =>
        (await desk.Maria.Client.Post($"/v1/conversations/{conversation}/messages", new { text })).Expect(201).Id;

    private static async Task<IReadOnlyList<JsonNode>> Fetch(Desk desk, int waitSeconds = 20)
    {
        var path = $"/v1/mt?sender={Uri.EscapeDataString(desk.Sender)}&max=100&waitSeconds={waitSeconds}";
        return [.. (await desk.Tenant.Adapter.Get(path)).Expect(200).Items.Select(it => it!)];
    }

    private static async Task Acknowledge(Desk desk, params string[] messageIds)
    {
        var results = (await desk.Tenant.Adapter.Post("/v1/mt/ack", new { messageIds })).Expect(200)["results"]!;
        Assert.Equal(messageIds.Select(_ => true), results.AsArray().Select(it => (bool)it!["ok"]!));
    }
}

[Collection(PostgresCollection.Name)]
public sealed class FetchOnPostgres(PostgresApiServer server) : FetchTests(server.OrSkip());
