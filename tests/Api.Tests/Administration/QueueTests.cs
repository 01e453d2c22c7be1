using System.Text.Json.Nodes;
using LiveChat.Api.Tests.Support;

namespace LiveChat.Api.Tests.Administration;

[Collection(ServerCollection.Administration)]
public class QueueTests(TestServer server)
{
    private const string Path = "/v1/queues";

    [SkippableFact]
    public async Task A_queue_is_made_with_what_was_asked_and_read_back_the_same()
    {
        var tenant = await TestTenant.Create(server);
        var maria = await tenant.Agent("maria");
        var agents = new[] { maria.Id };
        var made = (await tenant.Admin.Post(
            Path, new { name = "Support", strategy = "leastLoaded", mode = "auto", agents })).Expect(201);
        Assert.Equal($"{Path}/{made.Id}", made.Headers.Location!.ToString());
        Assert.Equal("Support", (string)made["name"]!);
        Assert.Equal("leastLoaded", (string)made["strategy"]!);
        Assert.Equal("auto", (string)made["mode"]!);
        Assert.Equal([maria.Id], made["agents"]!.AsArray().Select(it => (string)it!));
        Assert.Equal((0, 0, 0), ((int)made["waiting"]!, (int)made["online"]!, (int)made["available"]!));
        Assert.Null(made["longestWaitSeconds"]);
        Assert.True((bool)made["open"]!);
        Assert.Equal(made.Text, (await tenant.Admin.Get($"{Path}/{made.Id}")).Expect(200).Text);
        var byDefault = (await tenant.Admin.Post(Path, new { name = "By default" })).Expect(201);
        Assert.Equal("longestIdle", (string)byDefault["strategy"]!);
    }

    [SkippableFact]
    public async Task Every_fault_of_the_body_is_named()
    {
        var tenant = await TestTenant.Create(server);
        var maria = await tenant.Agent("maria");
        var right = new JsonObject
        {
            ["name"] = "Support",
            ["strategy"] = "roundRobin",
            ["mode"] = "auto",
            ["agents"] = new JsonArray(maria.Id),
        };
        await new BodyFaults(tenant.Admin, HttpMethod.Post, Path, right).AreNamed(
            new("name", Takes.Line), new("strategy", Takes.Line, Optional: true),
            new("mode", Takes.Line, Optional: true), new("agents", Takes.List, Optional: true));
        Assert.Empty((await tenant.Admin.Get(Path)).Items);

        var queue = await tenant.Queue("Support");
        await new BodyFaults(
            tenant.Admin, HttpMethod.Patch, $"{Path}/{queue}", new JsonObject { ["name"] = "x" }).AreNamed(
            new("name", Takes.Line, Optional: true), new("strategy", Takes.Line, Optional: true),
            new("mode", Takes.Line, Optional: true));
        await new BodyFaults(
            tenant.Admin, HttpMethod.Put, $"{Path}/{queue}/agents/{maria.Id}", new JsonObject { ["priority"] = 1 },
            mayBeEmpty: true)
            .AreNamed(
                new("priority", Takes.Number, Optional: true), new("delaySeconds", Takes.Number, Optional: true));
    }

    [SkippableFact]
    public async Task A_queue_has_a_mode()
    {
        var tenant = await TestTenant.Create(server);
        var made = (await tenant.Admin.Post(Path, new { name = "x", mode = "offer" })).Expect(201);
        Assert.Equal("offer", (string)made["mode"]!);
        Assert.Equal("offer", (string)(await tenant.Admin.Patch($"{Path}/{made.Id}", new { name = "y" }))["mode"]!);
        (await tenant.Admin.Patch($"{Path}/{made.Id}", new { mode = "auto" })).Expect(200);
        Assert.Equal("auto", (string)(await tenant.Admin.Get($"{Path}/{made.Id}"))["mode"]!);
        (await tenant.Admin.Post(Path, new { name = "x", mode = "shout" })).RefusesFields("mode");
    }

    [SkippableFact]
    public async Task An_edit_touches_only_what_it_names()
    {
        var tenant = await TestTenant.Create(server);
        var queue = await tenant.Queue("Support");
        var renamed = (await tenant.Admin.Patch($"{Path}/{queue}", new { name = "Sales" })).Expect(200);
        Assert.Equal(("Sales", "longestIdle"), ((string)renamed["name"]!, (string)renamed["strategy"]!));
        var other = (await tenant.Admin.Patch($"{Path}/{queue}", new { strategy = "roundRobin" })).Expect(200);
        Assert.Equal(("Sales", "roundRobin"), ((string)other["name"]!, (string)other["strategy"]!));
    }

    [SkippableFact]
    public async Task Members_come_and_go_with_their_priority_and_delay()
    {
        var tenant = await TestTenant.Create(server);
        var maria = await tenant.Agent("maria");
        var queue = await tenant.Queue("Support");
        var path = $"{Path}/{queue}/agents/{maria.Id}";
        var added = (await tenant.Admin.Put(path, new { })).Expect(200);
        Assert.Equal(
            (maria.Id, 1, 0), ((string)added["agentId"]!, (int)added["priority"]!, (int)added["delaySeconds"]!));
        (await tenant.Admin.Put(path, new { priority = 2, delaySeconds = 30 })).Expect(200);
        var member = (await tenant.Admin.Get($"{Path}/{queue}"))["members"]!.AsArray().Single()!;
        Assert.Equal((2, 30), ((int)member["priority"]!, (int)member["delaySeconds"]!));
        var agent = (await tenant.Admin.Get($"/v1/agents/{maria.Id}")).Expect(200);
        Assert.Equal([queue], agent["queues"]!.AsArray().Select(it => (string)it!));
        (await tenant.Admin.Delete(path)).Expect(204);
        (await tenant.Admin.Delete(path)).Refuses(404, "not-found");
        (await tenant.Admin.Send(HttpMethod.Put, path, null)).Expect(200);
        (await tenant.Admin.Put(path, new { priority = 101 })).RefusesFields("priority");
        (await tenant.Admin.Put(path, new { delaySeconds = 86_401 })).RefusesFields("delaySeconds");
    }

    [SkippableFact]
    public async Task A_new_member_is_given_what_waits_without_any_other_event()
    {
        var tenant = await TestTenant.Create(server);
        await tenant.Set(new { waitingWithNobodyOnline = 10 });
        var maria = await tenant.Agent("maria");
        var queue = await tenant.Queue("Support");
        var sender = await tenant.Sender(queue);
        await using var stream = await maria.Online();
        var conversation = (string)(await tenant.Mo(sender, "+34600111222")).Expect(202)["conversationId"]!;
        (await tenant.Admin.Put($"{Path}/{queue}/agents/{maria.Id}", new { })).Expect(200);
        Assert.Equal(conversation, (string)(await stream.Until("assigned")).Data["conversation"]!["id"]!);
    }

    [SkippableFact]
    public async Task The_live_figures_are_those_of_now()
    {
        var desk = await Desk.Create(server, conversationsPerAgent: 1);
        await using var maria = await desk.Maria.Online();
        await desk.AssignedOn(maria);
        var waiting = await desk.Waiting();
        var queue = (await desk.Tenant.Admin.Get($"{Path}/{desk.Queue}")).Expect(200);
        Assert.Equal((1, 1, 0), ((int)queue["waiting"]!, (int)queue["online"]!, (int)queue["available"]!));
        Assert.InRange((int)queue["longestWaitSeconds"]!, 0, 60);
        var listed = (await desk.Tenant.Admin.Get(Path)).Expect(200).Items.Single()!;
        Assert.Equal(1, (int)listed["waiting"]!);
        Assert.Null(listed["agents"]);
        Assert.NotEmpty(waiting);
    }

    [SkippableFact]
    public async Task A_queue_in_use_is_not_deleted()
    {
        var desk = await Desk.Create(server);
        var conversation = await desk.Waiting();
        (await desk.Tenant.Admin.Delete($"{Path}/{desk.Queue}")).Refuses(409, "queue-in-use");
        var sender = (await desk.Tenant.Admin.Get("/v1/senders")).Items.Single()!;
        (await desk.Tenant.Admin.Delete($"/v1/senders/{(string)sender["id"]!}")).Expect(204);
        (await desk.Tenant.Admin.Delete($"{Path}/{desk.Queue}")).Refuses(409, "queue-in-use");
        (await desk.Tenant.Admin.Post($"/v1/conversations/{conversation}/close", new { })).Expect(200);
        (await desk.Tenant.Admin.Delete($"{Path}/{desk.Queue}")).Expect(204);
        (await desk.Tenant.Admin.Get($"{Path}/{desk.Queue}")).Refuses(404, "not-found");
        (await desk.Tenant.Admin.Delete($"{Path}/{desk.Queue}")).Refuses(404, "not-found");
        Assert.Empty((await desk.Tenant.Admin.Get($"/v1/agents/{desk.Maria.Id}"))["queues"]!.AsArray());
    }

    [SkippableFact]
    public async Task Queues_are_listed_oldest_first_page_by_page()
    {
        var tenant = await TestTenant.Create(server);
        var ids = new[] { await tenant.Queue("C"), await tenant.Queue("A"), await tenant.Queue("B") };
        var first = (await tenant.Admin.Get($"{Path}?limit=2")).Expect(200);
        var second = (await tenant.Admin.Get($"{Path}?limit=2&cursor={(string)first["next"]!}")).Expect(200);
        Assert.Equal(ids, first.Items.Concat(second.Items).Select(it => (string)it!["id"]!));
        Assert.Null(second["next"]);
        (await tenant.Admin.Get($"/v1/agents?cursor={(string)first["next"]!}")).RefusesFields("cursor");
    }

    [SkippableFact]
    public async Task Queues_and_agents_of_another_tenant_are_not_there()
    {
        var (mine, other) = (await TestTenant.Create(server), await TestTenant.Create(server));
        var (theirs, theirAgent) = (await other.Queue("Theirs"), await other.Agent("maria"));
        var (queue, agent) = (await mine.Queue("Mine"), await mine.Agent("luis"));
        (await mine.Admin.Get($"{Path}/{theirs}")).Refuses(404, "not-found");
        (await mine.Admin.Patch($"{Path}/{theirs}", new { name = "x" })).Refuses(404, "not-found");
        (await mine.Admin.Delete($"{Path}/{theirs}")).Refuses(404, "not-found");
        (await mine.Admin.Put($"{Path}/{theirs}/agents/{agent.Id}", new { })).Refuses(404, "not-found");
        (await mine.Admin.Put($"{Path}/{queue}/agents/{theirAgent.Id}", new { })).Refuses(404, "not-found");
        (await mine.Admin.Get($"{Path}/{theirs}/settings")).Refuses(404, "not-found");
        (await mine.Admin.Patch($"{Path}/{theirs}/settings", new { })).Refuses(404, "not-found");
        (await mine.Admin.Post(Path, new { name = "x", agents = new[] { theirAgent.Id } })).Refuses(404, "not-found");
        Assert.Single((await mine.Admin.Get(Path)).Items);
    }
}

[Collection(PostgresCollection.Name)]
public sealed class QueueOnPostgres(PostgresApiServer server) : QueueTests(server.OrSkip());
