using LiveChat.Api.Tests.Support;
using static LiveChat.Api.Tests.Support.Desk;

namespace LiveChat.Api.Tests.Slots;

/// <summary>R1.10 languages, R1.12 overflow, and situations in which several rules meet.</summary>
[Collection(ServerCollection.Routing)]
public sealed class RoutingTests(TestServer server)
{
    [Fact]
    public async Task With_language_routing_only_who_masters_the_language_gets_it()
    {
        var desk = await Speaking(new { languageRouting = true });
        await using var luis = await desk.Luis.Online();
        var id = await desk.Waiting();
        Assert.Equal("waiting", (string)(await desk.Conversation(id))["state"]!);
        await using var maria = await desk.Maria.Online();
        Assert.Equal(id, (string)(await maria.Next("assigned")).Data["conversation"]!["id"]!);
    }

    [Fact]
    public async Task What_an_agent_learns_counts_at_once()
    {
        var desk = await Speaking(new { languageRouting = true });
        await using var luis = await desk.Luis.Online();
        var id = await desk.Waiting();
        (await desk.Tenant.Admin.Patch($"/v1/agents/{desk.Luis.Id}", new { languages = new[] { "en", "es" } }))
            .Expect(200);
        Assert.Equal(id, (string)(await luis.Next("assigned")).Data["conversation"]!["id"]!);
    }

    [Fact]
    public async Task After_the_set_time_anyone_gets_it()
    {
        var desk = await Speaking(new { languageRouting = true, languageFallbackAfterSeconds = 1 });
        await using var luis = await desk.Luis.Online();
        await desk.AssignedOn(luis);
    }

    [Fact]
    public async Task After_a_step_the_agents_of_the_next_queue_help_out()
    {
        var desk = await Create(server);
        var carla = await desk.Tenant.Agent("carla");
        var back = await desk.Tenant.Queue("Back office", carla);
        await using var helper = await carla.Online();
        var id = await desk.Waiting();
        (await desk.Tenant.Admin.Patch($"/v1/queues/{desk.Queue}/settings", new
        {
            overflow = new[] { new { afterSeconds = 1, queueId = back } },
        })).Expect(200);
        var got = (await helper.Next("assigned")).Data["conversation"]!;
        Assert.Equal((id, desk.Queue), ((string)got["id"]!, (string)got["queueId"]!));
        var queue = (await desk.Tenant.Admin.Get($"/v1/queues/{desk.Queue}")).Expect(200);
        Assert.Equal((0, 0), ((int)queue["online"]!, (int)queue["available"]!));
    }

    [Fact]
    public async Task Who_joins_the_next_queue_helps_out_too()
    {
        var desk = await Create(server);
        var carla = await desk.Tenant.Agent("carla");
        var back = await desk.Tenant.Queue("Back office");
        await desk.Tenant.Set(new { overflow = new[] { new { afterSeconds = 1, queueId = back } } });
        await using var helper = await carla.Online();
        var id = await desk.Waiting();
        (await desk.Tenant.Admin.Put($"/v1/queues/{back}/agents/{carla.Id}", new { })).Expect(200);
        Assert.Equal(id, (string)(await helper.Next("assigned")).Data["conversation"]!["id"]!);
        (await desk.Tenant.Admin.Delete($"/v1/queues/{back}/agents/{carla.Id}")).Expect(204);
        (await Act(carla, id, "close")).Expect(200);
        await helper.Until("closed");
        await using var maria = await desk.Maria.Online();
        await desk.AssignedOn(maria);
    }

    [Fact]
    public async Task An_agent_at_cap_in_two_queues_is_freed_by_a_close_in_one()
    {
        var desk = await Create(server, conversationsPerAgent: 1);
        var sales = await desk.Tenant.Queue("Sales", desk.Maria);
        var salesSender = await desk.Tenant.Sender(sales);
        await using var maria = await desk.Maria.Online();
        var first = await desk.AssignedOn(maria);
        var inSales = (string)(await desk.Tenant.Mo(salesSender, desk.Contact())).Expect(202)["conversationId"]!;
        var inSupport = await desk.Waiting();
        (await Act(desk.Maria, first, "close")).Expect(200);
        await maria.Next("closed");
        Assert.Equal(inSales, (string)(await maria.Next("assigned")).Data["conversation"]!["id"]!);
        Assert.Equal("waiting", (string)(await desk.Conversation(inSupport))["state"]!);
    }

    [Fact]
    public async Task Lowering_a_cap_under_load_drops_nothing_and_stops_new_ones()
    {
        var desk = await Create(server, conversationsPerAgent: 3);
        await using var maria = await desk.Maria.Online();
        string[] held = [await desk.AssignedOn(maria), await desk.AssignedOn(maria), await desk.AssignedOn(maria)];
        await desk.Tenant.Set(new { conversationsPerAgent = 1 });
        var waiting = await desk.Waiting();
        foreach (var id in held[..2])
        {
            (await Act(desk.Maria, id, "close")).Expect(200);
            await maria.Next("closed");
        }

        Assert.Equal("assigned", (string)(await desk.Conversation(held[2]))["state"]!);
        Assert.Equal("waiting", (string)(await desk.Conversation(waiting))["state"]!);
        (await Act(desk.Maria, held[2], "close")).Expect(200);
        await maria.Next("closed");
        Assert.Equal(waiting, (string)(await maria.Next("assigned")).Data["conversation"]!["id"]!);
    }

    [Fact]
    public async Task The_last_online_agent_leaves_while_three_wait_and_they_go_on_waiting()
    {
        var desk = await Create(server, conversationsPerAgent: 1);
        await desk.Tenant.Set(new { waitingWithNobodyOnline = 0, presenceGraceSeconds = 1 });
        string[] three;
        await using (var maria = await desk.Maria.Online())
        {
            await desk.AssignedOn(maria);
            three = [await desk.Waiting(), await desk.Waiting(), await desk.Waiting()];
        }

        await using var luis = await desk.Luis.Online();
        Assert.Equal(three[0], (string)(await luis.Next("assigned")).Data["conversation"]!["id"]!);
        foreach (var id in three[1..]) Assert.Equal("waiting", (string)(await desk.Conversation(id))["state"]!);
    }

    /// <summary>The tenant speaks Spanish; Maria masters it, Luis English alone.</summary>
    private async Task<Desk> Speaking(object settings)
    {
        var desk = await Create(server);
        await desk.Tenant.Set(settings);
        foreach (var (agent, language) in new[] { (desk.Maria, "es"), (desk.Luis, "en") })
        {
            (await desk.Tenant.Admin.Patch($"/v1/agents/{agent.Id}", new { languages = new[] { language } }))
                .Expect(200);
        }

        return desk;
    }
}
