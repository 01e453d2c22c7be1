using LiveChat.Api.Tests.Support;

namespace LiveChat.Api.Tests.Conversations;

[Collection(ServerCollection.Messages)]
public class ReadTests(TestServer server)
{
    [SkippableFact]
    public async Task A_waiting_conversation_tells_its_place()
    {
        var desk = await Desk.Create(server);
        var first = await desk.Waiting();
        var second = await desk.Waiting();
        Assert.Equal(1, (int)(await desk.Tenant.Admin.Get($"/v1/conversations/{first}")).Expect(200)["position"]!);
        Assert.Equal(2, (int)(await desk.Tenant.Admin.Get($"/v1/conversations/{second}")).Expect(200)["position"]!);
    }

    [SkippableFact]
    public async Task An_assigned_conversation_is_shown_whole()
    {
        var desk = await Desk.Create(server);
        await using var stream = await desk.Maria.Online();
        var id = await desk.AssignedOn(stream);
        var shown = (await desk.Tenant.Admin.Get($"/v1/conversations/{id}")).Expect(200);
        Assert.Equal(
            [
                "agentId", "assignedAt", "blocked", "channel", "closeReason", "closedAt", "contact",
                "estimatedWaitSeconds", "id", "important", "labels", "language", "openedAt", "optedOut",
                "position", "previousAgentId", "priority", "queueId", "queuedAt", "sender", "state", "threadId",
                "version",
            ],
            shown.Json.AsObject().Select(it => it.Key).Order());
        Assert.Equal("assigned", (string)shown["state"]!);
        Assert.Equal(desk.Maria.Id, (string)shown["agentId"]!);
        Assert.Equal("es", (string)shown["language"]!);
        Assert.Empty(shown["labels"]!.AsArray());
        Assert.False((bool)shown["important"]!);
        Assert.Null(shown["position"]);
        Assert.Null(shown["closeReason"]);
        Assert.EndsWith("Z", (string)shown["openedAt"]!);
    }

    [SkippableFact]
    public async Task The_log_and_the_messages_tell_the_whole_story()
    {
        var desk = await Desk.Create(server);
        await using var stream = await desk.Maria.Online();
        var id = await desk.AssignedOn(stream);
        (await desk.Maria.Client.Post($"/v1/conversations/{id}/messages", new { text = "buenas" })).Expect(201);
        (await desk.Maria.Client.Post($"/v1/conversations/{id}/notes", new { text = "a note" })).Expect(201);
        (await desk.Maria.Client.Post($"/v1/conversations/{id}/close", new { })).Expect(200);
        var events = (await desk.Tenant.Admin.Get($"/v1/conversations/{id}/events")).Expect(200).Items;
        Assert.Equal(
            ["opened", "messageReceived", "queued", "assigned", "messageSent", "noted", "closed"],
            events.Select(it => (string)it!["type"]!).Where(it => it != "admitted"));
        Assert.Equal("agent", (string)events[^1]!["reason"]!);
        Assert.Equal(desk.Maria.Id, (string)events[^1]!["by"]!["id"]!);
        Assert.All(events, it => Assert.NotNull(it!["by"]!["kind"]));
        var messages = (await desk.Tenant.Admin.Get($"/v1/conversations/{id}/messages")).Expect(200).Items;
        Assert.Equal(["text", "text", "note"], messages.Select(it => (string)it!["kind"]!));
        Assert.Equal(["mo", "mt", "mt"], messages.Select(it => (string)it!["direction"]!));
        Assert.Equal("MARIA", (string)messages[1]!["author"]!["name"]!);
        Assert.Equal("queued", (string)messages[1]!["delivery"]!["state"]!);
        Assert.Null(messages[2]!["delivery"]);
    }

    [SkippableFact]
    public async Task Parts_of_a_list_follow_one_another_without_gap_or_overlap()
    {
        var desk = await Desk.Create(server);
        var waiting = new List<string>();
        for (var i = 0; i < 7; i++) waiting.Add(await desk.Waiting());
        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var part = await desk.Tenant.Admin.Get(
                $"/v1/conversations?limit=3{(cursor is null ? "" : $"&cursor={cursor}")}");
            seen.AddRange(part.Expect(200).Items.Select(it => (string)it!["id"]!));
            cursor = (string?)part["next"];
        }
        while (cursor is not null);
        Assert.Equal(Enumerable.Reverse(waiting), seen);
    }

    [SkippableFact]
    public async Task Messages_come_in_parts_too()
    {
        var desk = await Desk.Create(server);
        var contact = desk.Contact();
        var id = "";
        for (var i = 0; i < 5; i++)
        {
            id = (string)(await desk.Tenant.Mo(desk.Sender, contact, $"{i}")).Expect(202)["conversationId"]!;
        }

        foreach (var list in (string[])["messages", "events"])
        {
            var whole = (await desk.Tenant.Admin.Get($"/v1/conversations/{id}/{list}")).Expect(200);
            Assert.Null(whole["next"]);
            var parts = new List<string>();
            string? cursor = null;
            do
            {
                var part = await desk.Tenant.Admin.Get(
                    $"/v1/conversations/{id}/{list}?limit=2{(cursor is null ? "" : $"&cursor={cursor}")}");
                parts.AddRange(part.Expect(200).Items.Select(it => it!.ToJsonString()));
                cursor = (string?)part["next"];
            }
            while (cursor is not null);
            Assert.Equal(whole.Items.Select(it => it!.ToJsonString()), parts);
        }
    }

    [SkippableFact]
    public async Task A_list_is_filtered()
    {
        var desk = await Desk.Create(server);
        var contact = desk.Contact();
        var closed = (string)(await desk.Tenant.Mo(desk.Sender, contact)).Expect(202)["conversationId"]!;
        (await desk.Tenant.Admin.Post($"/v1/conversations/{closed}/close")).Expect(200);
        await using var stream = await desk.Maria.Online();
        var assigned = await desk.AssignedOn(stream);
        async Task<string[]> Find(string query) => [.. (await desk.Tenant.Admin.Get($"/v1/conversations?{query}"))
            .Expect(200).Items.Select(it => (string)it!["id"]!)];
        Assert.Equal([assigned, closed], await Find(""));
        Assert.Equal([closed], await Find("state=closed"));
        Assert.Equal([assigned], await Find("state=assigned"));
        Assert.Equal([assigned], await Find($"agent={desk.Maria.Id}"));
        Assert.Equal([assigned, closed], await Find($"queue={desk.Queue}"));
        Assert.Equal([closed], await Find($"contact={Uri.EscapeDataString(contact)}"));
        Assert.Equal([closed], await Find($"contact={contact}"));
        var openedAt = (string)(await desk.Tenant.Admin.Get($"/v1/conversations/{assigned}"))["openedAt"]!;
        Assert.Equal([assigned], await Find($"from={openedAt}"));
        Assert.Equal([closed], await Find($"to={openedAt}"));
    }

    [SkippableTheory]
    [InlineData("state=none", "state")]
    [InlineData("state=", "state")]
    [InlineData("queue=x", "queue")]
    [InlineData("agent=%00", "agent")]
    [InlineData("contact=nobody", "contact")]
    [InlineData("from=yesterday", "from")]
    [InlineData("to=5", "to")]
    public async Task A_bad_filter_is_named(string query, string field)
    {
        var tenant = (await server.SharedDesk).Tenant;
        (await tenant.Admin.Get($"/v1/conversations?{query}")).RefusesFields(field);
    }

    [SkippableTheory]
    [InlineData("x")]
    [InlineData("00000000000000000000000000000000-1")]
    [InlineData("00000000000000000000000000000000-0")]
    [InlineData("00000000000000000000000000000000-99999999999999")]
    public async Task An_id_of_nothing_is_not_found_on_any_path(string id)
    {
        var tenant = await TestTenant.Create(server);
        await NotFound(tenant.Admin, id);
    }

    [SkippableFact]
    public async Task Conversations_of_another_tenant_are_not_found_on_any_path()
    {
        var desk = await Desk.Create(server);
        var other = await TestTenant.Create(server);
        var id = await desk.Waiting();
        await NotFound(other.Admin, id);
        Assert.Equal("waiting", (string)(await desk.Tenant.Admin.Get($"/v1/conversations/{id}")).Expect(200)["state"]!);
    }

    [SkippableFact]
    public async Task An_agent_sees_its_own_conversations_only()
    {
        var desk = await Desk.Create(server);
        await using var stream = await desk.Maria.Online();
        var id = await desk.AssignedOn(stream);
        (await desk.Maria.Client.Get($"/v1/conversations/{id}")).Expect(200);
        (await desk.Luis.Client.Get($"/v1/conversations/{id}")).Refuses(404, "not-found");
        (await desk.Luis.Client.Get($"/v1/conversations/{id}/messages")).Refuses(404, "not-found");
        (await desk.Luis.Client.Get($"/v1/conversations/{id}/events")).Refuses(404, "not-found");
        Assert.Single((await desk.Maria.Client.Get("/v1/conversations")).Expect(200).Items);
        Assert.Empty((await desk.Luis.Client.Get("/v1/conversations")).Expect(200).Items);
        Assert.Empty((await desk.Luis.Client.Get($"/v1/conversations?agent={desk.Maria.Id}")).Expect(200).Items);
        Assert.Single((await desk.Maria.Client.Get("/v1/me/conversations")).Expect(200).Items);
        Assert.Empty((await desk.Luis.Client.Get("/v1/me/conversations")).Expect(200).Items);
    }

    [SkippableFact]
    public async Task Who_may_not_see_full_numbers_sees_masked_ones_everywhere()
    {
        var tenant = await TestTenant.Create(server);
        await tenant.Set(new { waitingWithNobodyOnline = 10 });
        var agent = await tenant.Agent("nosy", showFullPhone: false);
        var sender = await tenant.Sender(await tenant.Queue("Support", agent));
        await using var stream = await agent.Open();
        Assert.Empty((await stream.Next("snapshot")).Data["conversations"]!.AsArray());
        var id = (string)(await tenant.Mo(sender, "+34600111222")).Expect(202)["conversationId"]!;
        var assigned = await stream.Until("assigned");
        Assert.Equal("+34****1222", (string)assigned.Data["conversation"]!["contact"]!["address"]!);
        await using var second = await agent.Open();
        Assert.DoesNotContain("600111222", (await second.Next("snapshot")).Data.ToJsonString());
        string[] paths = ["/v1/conversations", $"/v1/conversations/{id}", "/v1/me/conversations",
            $"/v1/conversations/{id}/messages", $"/v1/conversations/{id}/events"];
        foreach (var path in paths)
        {
            Assert.DoesNotContain("600111222", (await agent.Client.Get(path)).Expect(200).Text);
        }

        var closed = (await agent.Client.Post($"/v1/conversations/{id}/close")).Expect(200);
        Assert.Equal("+34****1222", (string)closed["contact"]!["address"]!);
        Assert.Contains("+34600111222", (await tenant.Admin.Get($"/v1/conversations/{id}")).Text);
    }

    private static async Task NotFound(ApiClient client, string id)
    {
        var path = $"/v1/conversations/{id}";
        (await client.Get(path)).Refuses(404, "not-found");
        (await client.Get($"{path}/messages")).Refuses(404, "not-found");
        (await client.Get($"{path}/events")).Refuses(404, "not-found");
        (await client.Post($"{path}/messages", new { text = "x" })).Refuses(404, "not-found");
        (await client.Post($"{path}/notes", new { text = "x" })).Refuses(404, "not-found");
        (await client.Post($"{path}/close")).Refuses(404, "not-found");
        (await client.Post($"{path}/priority", new { priority = 1 })).Refuses(404, "not-found");
        (await client.Post($"{path}/transfer", new { toQueue = new string('0', 32) })).Refuses(404, "not-found");
    }
}

[Collection(PostgresCollection.Name)]
public sealed class ReadOnPostgres(PostgresApiServer server) : ReadTests(server.OrSkip());
