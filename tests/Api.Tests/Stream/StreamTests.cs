using LiveChat.Api.Tests.Support;

namespace LiveChat.Api.Tests.Stream;

[Collection(ServerCollection.Messages)]
public sealed class StreamTests(TestServer server)
{
    [Fact]
    public async Task A_stream_begins_with_a_snapshot_of_what_the_agent_has()
    {
        var desk = await Desk.Create(server);
        string id;
        await using (var first = await desk.Maria.Open())
        {
            var empty = await first.Next("snapshot");
            Assert.Equal(desk.Maria.Id, (string)empty.Data["agent"]!);
            Assert.Equal("available", (string)empty.Data["status"]!);
            Assert.Empty(empty.Data["conversations"]!.AsArray());
            id = await desk.AssignedOn(first);
        }

        await using var second = await desk.Maria.Open();
        var snapshot = await second.Next("snapshot");
        Assert.Equal(id, (string)Assert.Single(snapshot.Data["conversations"]!.AsArray())!["id"]!);
    }

    [Fact]
    public async Task What_happens_to_a_conversation_comes_in_order()
    {
        var desk = await Desk.Create(server);
        await using var stream = await desk.Maria.Online();
        var contact = desk.Contact();
        var taken = (await desk.Tenant.Mo(desk.Sender, contact, "one")).Expect(202);
        var id = (string)taken["conversationId"]!;
        Assert.Equal(id, (string)(await stream.Next("assigned")).Data["conversation"]!["id"]!);
        (await desk.Tenant.Mo(desk.Sender, contact, "two")).Expect(202);
        var two = (await stream.Next("message")).Data;
        Assert.Equal(id, (string)two["conversationId"]!);
        Assert.Equal("two", (string)two["message"]!["text"]!);
        Assert.Equal("mo", (string)two["message"]!["direction"]!);
        (await desk.Maria.Client.Post($"/v1/conversations/{id}/messages", new { text = "three" })).Expect(201);
        var three = (await stream.Next("message")).Data;
        Assert.Equal("three", (string)three["message"]!["text"]!);
        Assert.Equal("MARIA", (string)three["message"]!["author"]!["name"]!);
        (await desk.Tenant.Admin.Post($"/v1/conversations/{id}/notes", new { text = "four" })).Expect(201);
        Assert.Equal("note", (string)(await stream.Next("message")).Data["message"]!["kind"]!);
        (await desk.Maria.Client.Post($"/v1/conversations/{id}/close")).Expect(200);
        var closed = (await stream.Next("closed")).Data;
        Assert.Equal(id, (string)closed["conversationId"]!);
        Assert.Equal("agent", (string)closed["reason"]!);
    }

    [Fact]
    public async Task A_stream_that_comes_again_gets_what_it_missed_and_nothing_twice()
    {
        var desk = await Desk.Create(server);
        var contact = desk.Contact();
        string last;
        await using (var first = await desk.Maria.Online())
        {
            (await desk.Tenant.Mo(desk.Sender, contact, "0")).Expect(202);
            await first.Next("assigned");
            (await desk.Tenant.Mo(desk.Sender, contact, "1")).Expect(202);
            await first.Next("message");
            last = first.LastId!;
        }

        for (var i = 2; i < 20; i++) (await desk.Tenant.Mo(desk.Sender, contact, $"{i}")).Expect(202);
        await using var second = await desk.Maria.Open(last);
        for (var i = 2; i < 20; i++)
        {
            Assert.Equal($"{i}", (string)(await second.Next("message")).Data["message"]!["text"]!);
        }

        (await desk.Tenant.Mo(desk.Sender, contact, "live")).Expect(202);
        Assert.Equal("live", (string)(await second.Next("message")).Data["message"]!["text"]!);
    }

    [Fact]
    public async Task While_messages_flow_a_stream_may_drop_at_any_time_and_loses_none()
    {
        var desk = await Desk.Create(server);
        var contact = desk.Contact();
        const int Count = 120;
        var stream = await desk.Maria.Online();
        (await desk.Tenant.Mo(desk.Sender, contact, "first")).Expect(202);
        await stream.Next("assigned");
        var sending = Task.Run(async () =>
        {
            for (var i = 0; i < Count; i++) (await desk.Tenant.Mo(desk.Sender, contact, $"{i}")).Expect(202);
        });
        for (var i = 0; i < Count; i++)
        {
            Assert.Equal($"{i}", (string)(await stream.Next("message")).Data["message"]!["text"]!);
            if (i % 20 != 19) continue;
            await stream.DisposeAsync();
            stream = await desk.Maria.Open(stream.LastId);
        }

        await sending;
        await stream.DisposeAsync();
    }

    [Theory]
    [InlineData("1.1")]
    [InlineData("999999.5")]
    [InlineData("x")]
    [InlineData("-1.-1")]
    [InlineData("99999999999999999999.1")]
    public async Task An_id_that_is_not_known_gets_a_snapshot(string lastEventId)
    {
        var desk = await Desk.Create(server);
        await using var first = await desk.Maria.Online();
        var id = await desk.AssignedOn(first);
        await using var second = await desk.Maria.Open(lastEventId);
        var snapshot = await second.Next("snapshot");
        Assert.Equal(id, (string)Assert.Single(snapshot.Data["conversations"]!.AsArray())!["id"]!);
    }

    [Fact]
    public async Task Two_streams_of_an_agent_get_the_same()
    {
        var desk = await Desk.Create(server);
        await using var first = await desk.Maria.Online();
        await using var second = await desk.Maria.Online();
        await desk.Waiting();
        var one = await first.Next("assigned");
        var two = await second.Next("assigned");
        Assert.Equal(one.Id, two.Id);
        Assert.Equal(one.Data.ToJsonString(), two.Data.ToJsonString());
    }

    [Fact]
    public async Task While_a_second_stream_is_open_the_agent_stays_online()
    {
        var desk = await Desk.Create(server);
        await using var stays = await desk.Maria.Online();
        var goes = await desk.Maria.Online();
        await goes.DisposeAsync();
        await desk.AssignedOn(stays);
    }

    [Fact]
    public async Task One_stream_too_many_ends_the_oldest()
    {
        var desk = await Desk.Create(server);
        var streams = new List<StreamClient>();
        for (var i = 0; i < 17; i++) streams.Add(await desk.Maria.Online());
        await streams[0].Ended();
        await desk.Waiting();
        foreach (var open in streams[1..]) await open.Next("assigned");
        foreach (var stream in streams) await stream.DisposeAsync();
    }

    [Fact]
    public async Task A_ping_comes_again_and_again()
    {
        var desk = await Desk.Create(server);
        await using var stream = await desk.Maria.Online();
        await stream.Ping();
        await stream.Ping();
    }

    [Fact]
    public async Task Disabling_an_agent_ends_its_stream_and_returns_its_conversations()
    {
        var desk = await Desk.Create(server);
        await using var stream = await desk.Maria.Online();
        var id = await desk.AssignedOn(stream);
        await using var luis = await desk.Luis.Online();
        (await desk.Tenant.Admin.Post("/v1/agents:disable", new { ids = new[] { desk.Maria.Id } })).Expect(200);
        await stream.Ended();
        Assert.Equal(id, (string)(await luis.Until("assigned")).Data["conversation"]!["id"]!);
        (await desk.Maria.Client.Get("/v1/me/stream")).Refuses(401, "unauthorized");
    }

    [Fact]
    public async Task Signing_out_ends_the_stream()
    {
        var desk = await Desk.Create(server);
        await using var stream = await desk.Maria.Online();
        (await desk.Maria.Client.Delete("/v1/sessions/current")).Expect(204);
        await stream.Ended();
    }

    [Fact]
    public async Task A_member_without_a_seat_has_no_stream()
    {
        var tenant = (await server.SharedDesk).Tenant;
        var refused = (await tenant.Admin.Get("/v1/me/stream")).Refuses(403, "forbidden");
        Assert.Equal("agentWorkspace", (string)refused["permission"]!);
        (await tenant.Adapter.Get("/v1/me/stream")).Refuses(403, "forbidden");
        (await server.Anonymous.Get("/v1/me/stream")).Refuses(401, "unauthorized");
    }

    [Fact]
    public async Task A_delivery_report_is_told_to_the_agent()
    {
        var desk = await Desk.Create(server);
        await using var stream = await desk.Maria.Online();
        var id = await desk.AssignedOn(stream);
        var sent = (await desk.Maria.Client.Post($"/v1/conversations/{id}/messages", new { text = "hola" }))
            .Expect(201);
        (await desk.Tenant.Adapter.Post("/v1/dlr", new { messageId = sent.Id, status = "delivered" })).Expect(200);
        var told = (await stream.Until("delivery")).Data;
        Assert.Equal(sent.Id, (string)told["messageId"]!);
        Assert.Equal("delivered", (string)told["delivery"]!["state"]!);
    }
}
