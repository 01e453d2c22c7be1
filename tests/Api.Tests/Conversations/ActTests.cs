using LiveChat.Api.Tests.Support;

namespace LiveChat.Api.Tests.Conversations;

[Collection(ServerCollection.Messages)]
public class ActTests(TestServer server)
{
    [SkippableFact]
    public async Task An_answer_is_shown_as_it_was_sent()
    {
        var desk = await Desk.Create(server);
        await using var stream = await desk.Maria.Online();
        var id = await desk.AssignedOn(stream);
        var sent = (await Send(desk.Maria, id, "a\u0000 ñ 😀")).Expect(201);
        Assert.Equal("a ñ 😀", (string)sent["text"]!);
        Assert.Equal("mt", (string)sent["direction"]!);
        Assert.Equal(desk.Maria.Id, (string)sent["author"]!["id"]!);
        var messages = (await desk.Maria.Client.Get($"/v1/conversations/{id}/messages")).Items;
        Assert.Equal((string)sent["id"]!, (string)messages[^1]!["id"]!);
        Assert.Equal((long)sent["seq"]!, (long)messages[^1]!["seq"]!);
    }

    [SkippableFact]
    public async Task A_repeated_idempotency_key_gives_the_first_message_again()
    {
        var desk = await Desk.Create(server);
        await using var stream = await desk.Maria.Online();
        var id = await desk.AssignedOn(stream);
        var first = (await Send(desk.Maria, id, "hello", "key-1")).Expect(201);
        var again = (await Send(desk.Maria, id, "hello", "key-1")).Expect(201);
        Assert.Equal(first.Json.ToJsonString(), again.Json.ToJsonString());
        var other = (await Send(desk.Maria, id, "hello", "key-2")).Expect(201);
        Assert.NotEqual(first.Id, other.Id);
        (await Send(desk.Maria, id, "something else", "key-1")).RefusesFields("Idempotency-Key");
        (await desk.Maria.Client.Post($"/v1/conversations/{id}/close")).Expect(200);
        Assert.Equal(first.Id, (await Send(desk.Maria, id, "hello", "key-1")).Expect(201).Id);
        (await Send(desk.Maria, id, "hello", "key-3")).Refuses(409, "conversation-closed");
    }

    [SkippableFact]
    public async Task Of_many_sends_with_one_key_at_once_one_message_comes()
    {
        var desk = await Desk.Create(server);
        await using var stream = await desk.Maria.Online();
        var id = await desk.AssignedOn(stream);
        var answers = await Task.WhenAll(Enumerable.Range(0, 24).Select(_ => Send(desk.Maria, id, "hello", "key")));
        Assert.Single(answers.Select(it => it.Expect(201).Id).Distinct());
        var messages = (await desk.Maria.Client.Get($"/v1/conversations/{id}/messages")).Items;
        Assert.Single(messages, it => (string)it!["direction"]! == "mt");
    }

    [SkippableTheory]
    [InlineData("")]
    [InlineData("with space")]
    [InlineData("too long")]
    public async Task A_bad_idempotency_key_is_named(string key)
    {
        var desk = await server.SharedDesk;
        var id = await desk.Waiting();
        var given = key == "too long" ? new string('k', 256) : key;
        (await Send(desk.Maria, id, "hello", given)).RefusesFields("Idempotency-Key");
    }

    [SkippableFact]
    public async Task Only_the_agent_who_has_it_may_answer()
    {
        var desk = await Desk.Create(server);
        await using var stream = await desk.Maria.Online();
        var id = await desk.AssignedOn(stream);
        (await Send(desk.Luis, id, "x")).Refuses(409, "not-assigned-to-you");
        (await desk.Luis.Client.Post($"/v1/conversations/{id}/notes", new { text = "x" }))
            .Refuses(409, "not-assigned-to-you");
        (await desk.Luis.Client.Post($"/v1/conversations/{id}/close")).Refuses(409, "not-assigned-to-you");
        (await desk.Tenant.Adapter.Post($"/v1/conversations/{id}/messages", new { text = "x" }))
            .Refuses(409, "not-assigned-to-you");
        Assert.Single((await desk.Maria.Client.Get($"/v1/conversations/{id}/messages")).Items);
    }

    [SkippableFact]
    public async Task A_supervisor_may_close_and_note_what_others_have()
    {
        var desk = await Desk.Create(server);
        await using var stream = await desk.Maria.Online();
        var id = await desk.AssignedOn(stream);
        (await desk.Tenant.Admin.Post($"/v1/conversations/{id}/notes", new { text = "careful" })).Expect(201);
        var closed = (await desk.Tenant.Admin.Post($"/v1/conversations/{id}/close")).Expect(200);
        Assert.Equal("closed", (string)closed["state"]!);
        Assert.Equal("supervisor", (string)closed["closeReason"]!);
        Assert.Equal(desk.Maria.Id, (string)closed["agentId"]!);
    }

    [SkippableFact]
    public async Task After_the_close_every_action_is_refused()
    {
        var desk = await Desk.Create(server);
        await using var stream = await desk.Maria.Online();
        var id = await desk.AssignedOn(stream);
        (await desk.Maria.Client.Post($"/v1/conversations/{id}/close")).Expect(200);
        var path = $"/v1/conversations/{id}";
        (await Send(desk.Maria, id, "x")).Refuses(409, "conversation-closed");
        (await desk.Maria.Client.Post($"{path}/notes", new { text = "x" })).Refuses(409, "conversation-closed");
        (await desk.Maria.Client.Post($"{path}/close")).Refuses(409, "conversation-closed");
        (await desk.Maria.Client.Post($"{path}/transfer", new { toAgent = desk.Luis.Id }))
            .Refuses(409, "conversation-closed");
        (await desk.Maria.Client.Post($"{path}/transfer", new { toQueue = desk.Queue }))
            .Refuses(409, "conversation-closed");
        (await desk.Tenant.Admin.Post($"{path}/priority", new { priority = 1 })).Refuses(409, "conversation-closed");
    }

    [SkippableFact]
    public async Task Of_many_closes_at_once_one_succeeds()
    {
        var desk = await Desk.Create(server);
        await using var stream = await desk.Maria.Online();
        var id = await desk.AssignedOn(stream);
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 16).Select(_ => desk.Maria.Client.Post($"/v1/conversations/{id}/close")));
        Assert.Single(answers, it => it.Status == 200);
        Assert.All(answers.Where(it => it.Status != 200), it => it.Refuses(409, "conversation-closed"));
    }

    [SkippableFact]
    public async Task The_priority_of_a_waiting_conversation_moves_it_ahead()
    {
        var desk = await Desk.Create(server, conversationsPerAgent: 1);
        var first = await desk.Waiting();
        var second = await desk.Waiting();
        var before = await desk.Tenant.Admin.Get($"/v1/conversations/{second}");
        var moved = await desk.Tenant.Admin.Post($"/v1/conversations/{second}/priority", new { priority = 9 });
        Assert.Equal(9, (int)moved.Expect(200)["priority"]!);
        Assert.Equal((string)before["queuedAt"]!, (string)moved["queuedAt"]!);
        await using var stream = await desk.Maria.Open();
        await stream.Next("snapshot");
        Assert.Equal(second, (string)(await stream.Until("assigned")).Data["conversation"]!["id"]!);
        (await desk.Maria.Client.Post($"/v1/conversations/{second}/close")).Expect(200);
        Assert.Equal(first, (string)(await stream.Until("assigned")).Data["conversation"]!["id"]!);
        (await desk.Tenant.Admin.Post($"/v1/conversations/{first}/priority", new { priority = 1 }))
            .Refuses(409, "not-waiting");
    }

    [SkippableTheory]
    [InlineData("-1")]
    [InlineData("10")]
    [InlineData("1.5")]
    [InlineData("\"5\"")]
    [InlineData("null")]
    [InlineData("99999999999")]
    public async Task A_bad_priority_is_named(string priority)
    {
        var desk = await server.SharedDesk;
        var path = $"/v1/conversations/{await desk.Waiting()}/priority";
        (await desk.Tenant.Admin.Raw(HttpMethod.Post, path, $"{{\"priority\":{priority}}}")).RefusesFields("priority");
    }

    [SkippableTheory]
    [InlineData("\"\"")]
    [InlineData("\"   \"")]
    [InlineData("\"\\u0000\\u0001\"")]
    [InlineData("null")]
    [InlineData("{}")]
    public async Task An_empty_answer_or_note_is_refused(string text)
    {
        var desk = await server.SharedDesk;
        var id = await desk.Waiting();
        foreach (var action in (string[])["messages", "notes"])
        {
            (await desk.Maria.Client.Raw(
                HttpMethod.Post, $"/v1/conversations/{id}/{action}", $"{{\"text\":{text}}}")).RefusesFields("text");
        }
    }

    [SkippableFact]
    public async Task An_answer_may_have_4096_characters_and_no_more()
    {
        var desk = await Desk.Create(server);
        await using var stream = await desk.Maria.Online();
        var id = await desk.AssignedOn(stream);
        (await Send(desk.Maria, id, new string('x', 4_096))).Expect(201);
        (await Send(desk.Maria, id, new string('x', 4_097))).RefusesFields("text");
        (await Send(desk.Maria, id, new string('x', 1_000_000))).RefusesFields("text");
    }

    [SkippableTheory]
    [InlineData("\"sleeping\"")]
    [InlineData("\"\"")]
    [InlineData("\"Available\"")]
    [InlineData("null")]
    [InlineData("1")]
    public async Task A_status_that_is_none_is_refused(string status)
    {
        var desk = await server.SharedDesk;
        (await desk.Maria.Client.Raw(HttpMethod.Put, "/v1/me/status", $"{{\"status\":{status}}}"))
            .RefusesFields("status");
    }

    [SkippableFact]
    public async Task Only_available_agents_get_new_conversations()
    {
        var desk = await Desk.Create(server);
        await using var stream = await desk.Maria.Online();
        (await desk.Maria.Client.Put("/v1/me/status", new { status = "training" })).Expect(200);
        await stream.Next("status");
        var id = await desk.Waiting();
        Assert.Equal("waiting", (string)(await desk.Tenant.Admin.Get($"/v1/conversations/{id}"))["state"]!);
        (await desk.Maria.Client.Put("/v1/me/status", new { status = "available" })).Expect(200);
        await stream.Next("status");
        Assert.Equal(id, (string)(await stream.Next("assigned")).Data["conversation"]!["id"]!);
    }

    private static Task<ApiAnswer> Send(TestAgent agent, string id, string text, string? key = null) =>
        agent.Client.Post(
            $"/v1/conversations/{id}/messages", new { text }, key is null ? [] : [("Idempotency-Key", key)]);
}

[Collection(PostgresCollection.Name)]
public sealed class ActOnPostgres(PostgresApiServer server) : ActTests(server.OrSkip());
