using System.Net.Http.Headers;
using System.Net.Http.Json;
using LiveChat.Cluster.Tests.Nodes;
using LiveChat.Outside;
using LiveChat.Outside.Postgres;

namespace LiveChat.Cluster.Tests.Together;

/// <summary>Where the requests come in no actor runs, so that each trace goes from node to node.</summary>
public sealed class ClusterTraceTests
{
    private const string Sender = "+34900100200";
    private const string Written = "0af7651916cd43dd8448eb211c80319c";
    private const string Answered = "1bf7651916cd43dd8448eb211c80319d";
    private static readonly TimeSpan s_readyWithin = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan s_sentWithin = TimeSpan.FromSeconds(60);

    [SkippableFact]
    public async Task A_trace_leads_from_a_request_at_one_node_over_the_actors_of_another_to_the_MT()
    {
        Skip.IfNot(PostgresServer.IsInstalled, "PostgreSQL is not installed.");
        await using var receiver = await TraceReceiver.Start();
        await using var run = await ClusterRun.Start(
            new Dictionary<string, string>
            {
                ["LiveChat__Telemetry__OtlpEndpoint"] = receiver.Url.ToString(),
                ["LiveChat__Telemetry__OtlpProtocol"] = "http",
            },
            "api", "silo");
        await run.Ready(s_readyWithin);
        using var tenant = await TenantSetup.Create(
            run.Url, ClusterNode.PlatformKey,
            new TenantPlan("traces")
            {
                Agents = 1,
                Senders = [new SenderPlan(
                    Sender, new Uri(receiver.Url, "/mt"), "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")],
            });
        await tenant.Admin.Patch("/v1/settings/phrases", new { es = new { assigned = "Te atiende {agent}." } });
        var agent = tenant.Agents[0].Client.Credential;
        await using var stream = await NodeStream.Open(run.Url, agent);
        await stream.Next("snapshot");

        await Post(run.Url, tenant.ApiKey, Written, "/v1/mo", new
        {
            channel = "sms",
            sender = Sender,
            from = "+34600111222",
            id = "1",
            text = "hola",
        });
        var conversation = (string)(await stream.Next("assigned"))["conversation"]!["id"]!;
        await Post(run.Url, agent, Answered, $"/v1/conversations/{conversation}/messages", new { text = "hola" });

        await Sent(
            receiver, Written, "Conversation ReceiveMo", "Queue ConversationAdvanced", "Agent Reserve",
            "Conversation AssignToAgent", "mt attempt");
        await Sent(receiver, Answered, "Conversation SendText", "mt attempt");
    }

    private static Task Sent(TraceReceiver receiver, string trace, params string[] spans) => Poll.Until(
        $"the trace has {string.Join(", ", spans)}", s_sentWithin,
        () => spans.All(receiver.Of(trace).Contains),
        () => string.Join(", ", receiver.Of(trace)));

    private static async Task Post(Uri node, string credential, string trace, string path, object body)
    {
        using var http = new HttpClient { BaseAddress = node };
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", credential);
        request.Headers.Add("traceparent", $"00-{trace}-b7ad6b7169203331-01");
        using var answer = await http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
    }
}
