using System.Diagnostics;
using System.Text;
using LiveChat.Bench.Fill;
using LiveChat.Bench.Load;
using LiveChat.Bench.Measures;
using LiveChat.Bench.Report;
using LiveChat.Bench.Wire;
using LiveChat.Outside;

namespace LiveChat.Bench.Scenarios;

/// <summary>
/// The directory of a tenant of 10,000 agents, some of them on streams, whose conversations of the last 30 days are
/// counted: how long each kind of question takes, one after the other.
/// </summary>
public sealed class DirectoryScenario(BenchOptions options, Servers servers)
{
    private const double WantedMilliseconds = 50;
    private const int QueuesCount = 20;

    /// <summary>Not counted: plans are made and pages read for the first time.</summary>
    private const int WarmUpCount = 20;

    private static readonly TimeSpan StopsWithin = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan StartsWithin = TimeSpan.FromSeconds(30);

    private static readonly string[] Sorts = ["username", "displayName", "createdAt", "presence"];

    public async Task<IReadOnlyList<Figure>> Run()
    {
        var silo = servers.SiloOptions("directory");
        TenantAccess tenant;
        await using (var first = await Servers.StartSilo(silo)) tenant = await Prepare(first);
        Progress.Say($"directory: filling {options.DirectoryAgents:N0} agents, {options.Handled:N0} conversations");
        var online = new DirectoryFill(options).Fill(
            Path.Combine(silo.Data, "livechat.db"), new Uri($"http://127.0.0.1:{silo.Port}"), tenant);

        await using var server = silo.Start();
        await server.Ready(StartsWithin);
        using var crowd = new AgentCrowd(Servers.EndPoint(server), online);
        await crowd.Open();
        using var connection = new RawConnection(Servers.EndPoint(server));
        var headers = RequestBuffer.Headers(tenant.Admin.Credential);
        var figures = new List<Figure>();
        foreach (var (name, path) in await Questions(tenant))
            figures.AddRange(await Ask(connection, headers, name, path));
        return figures;
    }

    private async Task<TenantAccess> Prepare(ServerProcess server)
    {
        var tenant = await Servers.CreateTenant(server, new TenantPlan("big")
        {
            Agents = 2,
            Queues = [.. Enumerable.Repeat(Range.All, QueuesCount)],
            Senders = [new SenderPlan("+34900100200")],
        });
        using (var platform = new TenantClient(server.Url, Servers.PlatformKey))
            await platform.Patch("/v1/platform/tenants/big", new { seats = options.DirectoryAgents + 100 });
        var load = new MoLoad(
            Servers.EndPoint(server), new MoRequest(tenant.ApiKey, tenant.Senders[0].Address), 1);
        using (var crowd = new AgentCrowd(Servers.EndPoint(server), tenant.Agents.Take(1)))
        {
            await crowd.Open();
            await load.Once(0, 1);
            await crowd.Until("it has an agent", StartsWithin, () => crowd.AssignedCount == 1, () => "none");
        }

        if (await server.Stop(StopsWithin) != 0) throw new InvalidOperationException("The server did not end well.");
        return tenant;
    }

    private static async Task<List<(string Name, string Path)>> Questions(TenantAccess tenant)
    {
        var asked = new List<(string Name, string Path)>();
        foreach (var sort in Sorts)
        {
            asked.Add(($"first page by {sort}", $"/v1/agents?sort={sort}"));
            asked.Add(($"first page by -{sort}", $"/v1/agents?sort=-{sort}&limit=200"));
            asked.Add(($"page in the middle by {sort}", await Deep(tenant, $"/v1/agents?sort={sort}&limit=200")));
        }

        (string Name, string Query)[] filtered =
        [
            ("search: many", "search=ana"), ("search: one", "search=ser04711"), ("search: nobody", "search=xyzzy"),
            ("search: nobody by displayName", "search=xyzzy&sort=displayName"),
            ("search: some by -presence", "search=4%20&sort=-presence&limit=200"),
            ("of a queue", $"queue={tenant.Queues[3]}&limit=200"), ("of no queue", "queue=none&limit=200"),
            ("disabled", "enabled=false&limit=200"), ("online", "presence=online&limit=200"),
            ("offline", "presence=offline&limit=200"),
            ("all of it", $"search=a&queue={tenant.Queues[3]}&presence=online&enabled=true&sort=-displayName"),
        ];
        asked.AddRange(filtered.Select(it => (it.Name, $"/v1/agents?{it.Query}")));
        asked.Add(("usage", "/v1/agents/usage"));
        return asked;
    }

    /// <summary>The page after half of the agents.</summary>
    private static async Task<string> Deep(TenantAccess tenant, string path)
    {
        var at = path;
        for (var seen = 0; ;)
        {
            var page = await tenant.Admin.Get(at);
            if ((seen += page["items"]!.AsArray().Count) >= 5_000 || page["next"] is not { } next) return at;
            at = $"{path}&cursor={Uri.EscapeDataString((string)next!)}";
        }
    }

    private async Task<Figure[]> Ask(RawConnection connection, byte[] headers, string name, string path)
    {
        var request = Encoding.ASCII.GetBytes($"GET {path}").Concat(headers).Concat("\r\n"u8.ToArray()).ToArray();
        var times = new LatencyHistogram();
        for (var i = -WarmUpCount; i < options.Questions; i++)
        {
            var at = Stopwatch.GetTimestamp();
            var status = await connection.Send(request);
            if (status != 200) throw new InvalidOperationException($"{path}: {status}");
            if (i >= 0) times.Record(Stopwatch.GetElapsedTime(at));
        }

        var late = times.Percentile(99);
        return
        [
            new("directory", $"{name}, p50", times.Percentile(50), "ms"),
            new("directory", $"{name}, p99", late, "ms", $"< {WantedMilliseconds}", late < WantedMilliseconds),
            new("directory", $"{name}, max", times.Percentile(100), "ms"),
        ];
    }
}
