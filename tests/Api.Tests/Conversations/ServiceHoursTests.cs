using System.Globalization;
using LiveChat.Api.Tests.Support;

namespace LiveChat.Api.Tests.Conversations;

/// <summary>A queue on the clock, in hours of seconds.</summary>
[Collection(ServerCollection.Messages)]
public sealed class ServiceHoursTests(TestServer server)
{
    [Fact]
    public async Task Outside_hours_the_contact_is_told_so_though_an_agent_is_free()
    {
        var desk = await Desk.Create(server);
        await using var maria = await desk.Maria.Online();
        await Opens(desk, DateTimeOffset.UtcNow.AddHours(1), DateTimeOffset.UtcNow.AddHours(2));
        var id = await desk.Waiting();
        await Told(desk, "outsideHours");
        await ClosedWith(desk, id, "outsideHours");
    }

    [Fact]
    public async Task Before_the_end_of_service_new_ones_are_refused_and_those_who_wait_are_served()
    {
        var desk = await Desk.Create(server);
        await using var maria = await desk.Maria.Online();
        (await desk.Maria.Client.Put("/v1/me/status", new { status = "training" })).Expect(200);
        var waiting = await desk.Waiting();
        await Opens(desk, DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddHours(1));
        await desk.Tenant.Set(new { closeQueueBeforeEndSeconds = 4_000 });
        var late = await desk.Waiting();
        await Told(desk, "outsideHours");
        await ClosedWith(desk, late, "outsideHours");
        (await desk.Maria.Client.Put("/v1/me/status", new { status = "available" })).Expect(200);
        var assigned = await maria.Until("assigned");
        Assert.Equal(waiting, (string)assigned.Data["conversation"]!["id"]!);
    }

    [Fact]
    public async Task At_the_end_of_service_those_who_wait_are_told_and_closed_without_any_traffic()
    {
        var desk = await Desk.Create(server, conversationsPerAgent: 1);
        await using var maria = await desk.Maria.Online();
        var served = await desk.AssignedOn(maria);
        var waiting = await desk.Waiting();
        var end = Second(DateTimeOffset.UtcNow.AddSeconds(3));
        await Opens(desk, end.AddHours(-1), end);
        await Told(desk, "endOfService");
        var closed = await ClosedWith(desk, waiting, "endOfService");
        var closedAt = DateTimeOffset.Parse((string)closed["closedAt"]!, CultureInfo.InvariantCulture);
        Assert.InRange(closedAt, end, end.AddSeconds(1));
        var reply = await desk.Maria.Client.Post($"/v1/conversations/{served}/messages", new { text = "still here" });
        reply.Expect(201);
        (await desk.Maria.Client.Post($"/v1/conversations/{served}/close")).Expect(200);
    }

    [Fact]
    public async Task With_the_switch_they_wait_until_it_opens_and_are_then_served()
    {
        var desk = await Desk.Create(server);
        await desk.Tenant.Set(new { keepWaitingOverClose = true });
        var id = await desk.Waiting();
        var opens = Second(DateTimeOffset.UtcNow.AddSeconds(3));
        await Opens(desk, opens, opens.AddHours(1));
        await using var maria = await desk.Maria.Online();
        var assigned = (await maria.Next("assigned")).Data["conversation"]!;
        Assert.Equal(id, (string)assigned["id"]!);
        var assignedAt = DateTimeOffset.Parse((string)assigned["assignedAt"]!, CultureInfo.InvariantCulture);
        Assert.InRange(assignedAt, opens, opens.AddSeconds(1));
    }

    [Fact]
    public async Task Longer_hours_and_no_hours_act_at_once()
    {
        var desk = await Desk.Create(server);
        await desk.Tenant.Set(new { keepWaitingOverClose = true });
        await Opens(desk, DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddHours(1));
        var id = await desk.Waiting();
        await Opens(desk, DateTimeOffset.UtcNow.AddHours(-2), DateTimeOffset.UtcNow.AddHours(-1));
        await using var maria = await desk.Maria.Online();
        (await desk.Tenant.Admin.Delete("/v1/settings/hours")).Expect(204);
        Assert.Equal(id, (string)(await maria.Next("assigned")).Data["conversation"]!["id"]!);
    }

    [Fact]
    public async Task Hours_taken_back_end_the_service_for_those_who_wait()
    {
        var desk = await Desk.Create(server);
        var id = await desk.Waiting();
        await Opens(desk, DateTimeOffset.UtcNow.AddHours(1), DateTimeOffset.UtcNow.AddHours(2));
        await Told(desk, "endOfService");
        await ClosedWith(desk, id, "endOfService");
    }

    [Fact]
    public async Task A_transfer_to_a_closed_queue_is_refused_without_a_trace()
    {
        var desk = await Desk.Create(server);
        var sales = await desk.Tenant.Queue("Sales", desk.Luis);
        await using var maria = await desk.Maria.Online();
        await using var luis = await desk.Luis.Online();
        (await desk.Luis.Client.Put("/v1/me/status", new { status = "training" })).Expect(200);
        var id = await desk.AssignedOn(maria);
        var never = new { timeZone = "UTC", weekly = new { } };
        (await desk.Tenant.Admin.Put($"/v1/queues/{sales}/hours", never)).Expect(200);
        var before = (await desk.Tenant.Admin.Get($"/v1/conversations/{id}/events")).Text;
        (await desk.Maria.Client.Post($"/v1/conversations/{id}/transfer", new { toQueue = sales }))
            .Refuses(409, "queue-closed");
        Assert.Equal(before, (await desk.Tenant.Admin.Get($"/v1/conversations/{id}/events")).Text);
    }

    [Fact]
    public async Task What_comes_back_to_a_closed_queue_is_told_and_closed()
    {
        var desk = await Desk.Create(server);
        await using var maria = await desk.Maria.Online();
        var id = await desk.AssignedOn(maria);
        await Opens(desk, DateTimeOffset.UtcNow.AddHours(1), DateTimeOffset.UtcNow.AddHours(2));
        (await desk.Tenant.Admin.Post("/v1/agents:disable", new { ids = new[] { desk.Maria.Id } })).Expect(200);
        await Told(desk, "endOfService");
        await ClosedWith(desk, id, "endOfService");
    }

    private static DateTimeOffset Second(DateTimeOffset at) => at.AddTicks(-(at.Ticks % TimeSpan.TicksPerSecond));

    /// <summary>Every day from the one time of day to the other, in UTC.</summary>
    private static async Task Opens(Desk desk, DateTimeOffset from, DateTimeOffset to)
    {
        var spans = new[] { new { from = $"{from:HH:mm:ss}", to = $"{to:HH:mm:ss}" } };
        (await desk.Tenant.Admin.Put("/v1/settings/hours", new
        {
            timeZone = "UTC",
            weekly = new
            {
                monday = spans,
                tuesday = spans,
                wednesday = spans,
                thursday = spans,
                friday = spans,
                saturday = spans,
                sunday = spans,
            },
        })).Expect(200);
    }

    /// <summary>Waits for the next text to the contact, which must be that phrase.</summary>
    private static async Task Told(Desk desk, string phrase)
    {
        var path = $"/v1/mt?sender={Uri.EscapeDataString(desk.Sender)}&max=10&waitSeconds=20";
        var message = Assert.Single((await desk.Tenant.Adapter.Get(path)).Expect(200).Items)!;
        var events = (await desk.Tenant.Admin.Get($"/v1/conversations/{message["conversationId"]}/events")).Items;
        var sent = Assert.Single(events, it => (string)it!["type"]! == "phraseSent")!;
        Assert.Equal((phrase, (string)message["text"]!), ((string)sent["key"]!, (string)sent["text"]!));
    }

    private static async Task<ApiAnswer> ClosedWith(Desk desk, string id, string reason)
    {
        var closed = (await desk.Tenant.Admin.Get($"/v1/conversations/{id}")).Expect(200);
        Assert.Equal(("closed", reason), ((string)closed["state"]!, (string)closed["closeReason"]!));
        return closed;
    }
}
