using System.Collections.Concurrent;
using System.Diagnostics;
using LiveChat.Api.Tests.Support;

namespace LiveChat.Api.Tests.Telemetry;

public sealed class TraceTests(TracedServer server) : IClassFixture<TracedServer>
{
    private const string First = "0af7651916cd43dd8448eb211c80319c";
    private const string Next = "1bf7651916cd43dd8448eb211c80319d";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private static readonly string[] _steps =
    [
        "LiveChat.Embedded: Conversation ReceiveMo", "LiveChat.Embedded: Queue ConversationAdvanced",
        "LiveChat.Embedded: Agent Reserve", "LiveChat.Embedded: Conversation AssignToAgent",
        "LiveChat.Channels: mt attempt",
    ];

    /// <summary>What traces consist of, as <c>source: name</c>.</summary>
    private readonly ConcurrentQueue<(string Trace, string Step)> _ended = new();

    [Fact]
    public async Task A_trace_leads_from_the_MO_over_queue_and_agent_to_the_MT_and_is_sent()
    {
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "LiveChat.Embedded" or "LiveChat.Channels",
            ActivityStopped = activity =>
                _ended.Enqueue((activity.TraceId.ToHexString(), $"{activity.Source.Name}: {activity.DisplayName}")),
        };
        ActivitySource.AddActivityListener(listener);
        var desk = await Desk.Create(server);
        await Assigned(desk);
        var sender = await CallbackSender(desk);
        await using var maria = await desk.Maria.Online();
        // A sender's first message is mostly found in its row; of a later one the lane mostly is told.
        string[] contacts = [desk.Contact(), desk.Contact()];
        foreach (var (trace, contact) in ((string, string)[])[(First, contacts[0]), (Next, contacts[1])])
        {
            (await desk.Tenant.Adapter.Post(
                "/v1/mo", new { channel = "sms", sender, from = contact, id = trace, text = "a-word-of-mine" },
                ("traceparent", $"00-{trace}-b7ad6b7169203331-01"))).Expect(202);
            await maria.Until("assigned");

            // Whose adapter it is learns nothing of our traces.
            Assert.Equal("", await server.Parents.ReadAsync().AsTask().WaitAsync(Patience));
        }

        await server.Stop();
        foreach (var trace in (string[])[First, Next])
            foreach (var step in _steps) Assert.Contains((trace, step), _ended);
        Assert.DoesNotContain(
            _ended, it => it.Trace is First or Next && it.Step.EndsWith(" Tick", StringComparison.Ordinal));

        var traces = string.Concat(server.Received.Where(it => it.Path == "/v1/traces").Select(it => it.Body));
        var metrics = string.Concat(server.Received.Where(it => it.Path == "/v1/metrics").Select(it => it.Body));
        Assert.Contains("Conversation ReceiveMo", traces, StringComparison.Ordinal);
        Assert.Contains("mt attempt", traces, StringComparison.Ordinal);
        Assert.Contains("livechat.conversations.events", metrics, StringComparison.Ordinal);
        foreach (var secret in (string[])
            [.. contacts, .. contacts.Select(it => it[1..]), sender[1..], "a-word-of-mine"])
            Assert.DoesNotContain(secret, traces + metrics, StringComparison.Ordinal);
    }

    /// <summary>The contact is told who answers, so that an MT leaves without an agent.</summary>
    private static async Task Assigned(Desk desk) =>
        (await desk.Tenant.Admin.Patch(
            "/v1/settings/phrases", new { es = new { assigned = "Te atiende {agent}." } })).Expect(200);

    private async Task<string> CallbackSender(Desk desk)
    {
        const string address = "+34833000001";
        (await desk.Tenant.Admin.Post("/v1/senders", new
        {
            address,
            channel = "sms",
            mode = "exclusive",
            queueId = desk.Queue,
            delivery = new
            {
                kind = "callback",
                url = $"{server.Receiver}/mt",
                secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
            },
        })).Expect(201);
        return address;
    }
}
