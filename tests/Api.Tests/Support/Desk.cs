namespace LiveChat.Api.Tests.Support;

/// <summary>The usual stage: one tenant, one queue with two agents, one sender.</summary>
public sealed class Desk
{
    private int _contacts;

    private Desk(TestTenant tenant, TestAgent maria, TestAgent luis, string queue, string sender)
    {
        Tenant = tenant;
        Maria = maria;
        Luis = luis;
        Queue = queue;
        Sender = sender;
    }

    public TestTenant Tenant { get; }

    public TestAgent Maria { get; }

    public TestAgent Luis { get; }

    public string Queue { get; }

    public string Sender { get; }

    public static async Task<Desk> Create(TestServer server, int conversationsPerAgent = 5, string mode = "auto")
    {
        var tenant = await TestTenant.Create(server);
        await tenant.Set(new { conversationsPerAgent, waitingPerOnlineAgent = 3, waitingWithNobodyOnline = 100 });
        var maria = await tenant.Agent("maria");
        var luis = await tenant.Agent("luis");
        var queue = await tenant.Queue("Support", mode, maria, luis);
        return new Desk(tenant, maria, luis, queue, await tenant.Sender(queue));
    }

    /// <summary>A contact nobody has used yet.</summary>
    public string Contact() => $"+3460000{Interlocked.Increment(ref _contacts):0000}";

    /// <summary>A new contact writes; the id of the conversation.</summary>
    public async Task<string> Waiting() =>
        (string)(await Tenant.Mo(Sender, Contact())).Expect(202)["conversationId"]!;

    /// <summary>A new contact writes and gets the only agent online, whose stream this is.</summary>
    public async Task<string> AssignedOn(StreamClient stream)
    {
        var id = await Waiting();
        var assigned = await stream.Until("assigned");
        Assert.Equal(id, (string)assigned.Data["conversation"]!["id"]!);
        return id;
    }

    /// <summary>A new contact writes and is offered to the only agent online, whose stream this is.</summary>
    public async Task<string> OfferedOn(StreamClient stream)
    {
        var id = await Waiting();
        var offer = await stream.Until("offer");
        Assert.Equal(id, (string)offer.Data["conversation"]!["id"]!);
        return id;
    }

    /// <summary>Acts on a conversation: <c>take</c>, <c>hold</c>, ….</summary>
    public static Task<ApiAnswer> Act(TestAgent agent, string id, string action) =>
        agent.Client.Post($"/v1/conversations/{id}/{action}");

    public async Task<ApiAnswer> Conversation(string id) =>
        (await Tenant.Admin.Get($"/v1/conversations/{id}")).Expect(200);

    /// <summary>The types of the conversation's events, in order.</summary>
    public async Task<string[]> Log(string id) =>
        [.. (await Tenant.Admin.Get($"/v1/conversations/{id}/events")).Expect(200).Items
            .Select(it => (string)it!["type"]!)];
}
