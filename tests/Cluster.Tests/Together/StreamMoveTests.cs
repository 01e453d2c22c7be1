using LiveChat.Cluster.Tests.Nodes;
using LiveChat.Outside;
using LiveChat.Outside.Postgres;

namespace LiveChat.Cluster.Tests.Together;

/// <summary>Whatever node a contact, an agent or an adapter comes to, it is one product.</summary>
public sealed class StreamMoveTests
{
    private const string Sender = "+34900100200";
    private static readonly TimeSpan s_readyWithin = TimeSpan.FromMinutes(5);

    [SkippableFact]
    public async Task A_stream_goes_on_at_another_node_without_loss_and_without_repetition()
    {
        Skip.IfNot(PostgresServer.IsInstalled, "PostgreSQL is not installed.");
        await using var run = await ClusterRun.Start("all", "all", "all");
        await run.Ready(s_readyWithin);
        using var tenant = await TenantSetup.Create(
            run.Url, ClusterNode.PlatformKey,
            new TenantPlan("streams") { Agents = 1, Senders = [new SenderPlan(Sender)] });
        var credential = tenant.Agents[0].Client.Credential;

        string seen;
        await using (var first = await NodeStream.Open(run.Nodes[0].Url, credential))
        {
            await first.Next("snapshot");
            await Write(run, tenant, 1);
            await first.Next("assigned");
            await Write(run, tenant, 2);
            Assert.Equal("number 2", await NextMo(first));
            seen = first.LastEventId;
        }

        for (var number = 3; number <= 8; number++) await Write(run, tenant, number);
        await using var second = await NodeStream.Open(run.Nodes[2].Url, credential, seen);
        for (var number = 3; number <= 8; number++) Assert.Equal($"number {number}", await NextMo(second));
        await Write(run, tenant, 9);
        Assert.Equal("number 9", await NextMo(second));
    }

    /// <summary>To each node in turn.</summary>
    private static async Task Write(ClusterRun run, TenantAccess tenant, int number)
    {
        using var adapter = new TenantClient(run.Nodes[number % run.Nodes.Count].Url, tenant.ApiKey);
        await adapter.Post("/v1/mo", new
        {
            channel = "sms",
            sender = Sender,
            from = "+34600111222",
            id = $"{number}",
            text = $"number {number}",
        });
    }

    /// <summary>A snapshot instead would be a loss.</summary>
    private static async Task<string> NextMo(NodeStream stream)
    {
        while (true)
        {
            var (type, data) = await stream.Next();
            Assert.NotEqual("snapshot", type);
            if (type == "message" && (string)data["message"]!["direction"]! == "mo")
                return (string)data["message"]!["text"]!;
        }
    }
}
