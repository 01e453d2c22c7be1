using System.Diagnostics;
using LiveChat.Bench.Load;
using LiveChat.Bench.Measures;
using LiveChat.Bench.Report;
using LiveChat.Bench.Wire;
using LiveChat.Outside;

namespace LiveChat.Bench.Scenarios;

/// <summary>
/// A queue whose waiting line nobody serves until the server was killed and started again. Times count from the start
/// of the process.
/// </summary>
public sealed class Recovery(BenchOptions options, TenantAccess tenant)
{
    private const double SecondsWanted = 5;
    private const int LineAgents = 20;
    private const int Probes = 1_000;
    private const long LineContacts = 50_000_000;
    private static readonly TimeSpan Within = TimeSpan.FromMinutes(2);

    private string LineQueue => tenant.Queues[1];

    /// <summary>
    /// The first queue's agents hold the open conversations, the second's come online after the crash.
    /// </summary>
    public static TenantPlan Plan(BenchOptions options) => new("bench")
    {
        Agents = options.Agents + LineAgents,
        ConversationsPerAgent = null,
        // By idleness an agent that never frees a slot, and has no cap, would be given all of them.
        Strategy = "leastLoaded",
        WaitingPerOnlineAgent = 1_000,
        WaitingWithNobodyOnline = options.Waiting,
        Queues = [Range.EndAt(options.Agents), Range.StartAt(options.Agents)],
        Senders = [new SenderPlan("+34900100200"), new SenderPlan("+34900100201")],
    };

    public async Task FillLine(ServerProcess server)
    {
        await Progress.During(
            $"recover: {options.Waiting:N0} conversations enter the line",
            Load(server, sender: 1).Once(LineContacts, options.Waiting));
        await Poll.Until("the line is as long as wanted", Within, async () => await Waiting() == options.Waiting);
    }

    public async Task<IReadOnlyList<Figure>> Measure(ServerProcess server)
    {
        using var holders = new AgentCrowd(Servers.EndPoint(server), tenant.Agents.Take(options.Agents));
        using var servers = new AgentCrowd(Servers.EndPoint(server), tenant.Agents.Skip(options.Agents));
        var serving = servers.OpenAgain(Within);
        var line = LineStandsAgain(server);
        await holders.OpenAgain(Within);
        var streams = Since(server);
        await serving;
        Progress.Say("recover: all streams are open again");

        var probes = await Load(server, sender: 0).Once(0, Probes);
        await holders.Until(
            "open conversations reach their agents", Within, () => holders.ContactWroteCount >= Probes,
            () => $"{holders.ContactWroteCount} of {Probes}");
        var routable = Math.Max(Since(server), await line);
        await servers.Until(
            "the whole line was served", Within, () => servers.AssignedCount >= options.Waiting,
            () => $"{servers.AssignedCount} of {options.Waiting}");
        var all = Since(server);
        using var process = Process.GetProcessById(server.Id);
        var cpu = process.TotalProcessorTime.TotalSeconds;
        var first = Stopwatch.GetElapsedTime(server.StartedAt, servers.FirstAssignedAt).TotalSeconds;
        return
        [
            new("recover", "first new assignment", first, "s", $"≤ {SecondsWanted}", first <= SecondsWanted),
            new("recover", $"{options.Agents} agents on streams again", streams, "s"),
            new("recover", "all are routable", routable, "s", $"≤ {SecondsWanted}", routable <= SecondsWanted),
            new("recover", "all waiting ones assigned", all, "s"),
            new("recover", "server CPU until then", cpu, "s"),
            new("recover", "MO acknowledged p99 meanwhile", probes.P99, "ms"),
        ];
    }

    /// <summary>When the queue first tells of its line, which it does once it has all of it.</summary>
    private async Task<double> LineStandsAgain(ServerProcess server)
    {
        await Poll.Until("the line stands again", Within, async () =>
        {
            try
            {
                await Waiting();
                return true;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        });
        return Since(server);
    }

    private static double Since(ServerProcess server) => Stopwatch.GetElapsedTime(server.StartedAt).TotalSeconds;

    private MoLoad Load(ServerProcess server, int sender) => new(
        Servers.EndPoint(server), new MoRequest(tenant.ApiKey, tenant.Senders[sender].Address), options.Connections);

    private async Task<int> Waiting() => (int)(await tenant.Admin.Get($"/v1/queues/{LineQueue}"))["waiting"]!;
}
