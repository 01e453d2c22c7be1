using LiveChat.Bench.Load;
using LiveChat.Bench.Measures;
using LiveChat.Bench.Report;
using LiveChat.Bench.Wire;
using LiveChat.Outside;

namespace LiveChat.Bench.Scenarios;

/// <summary>
/// Very many open conversations, each with an agent on a stream: what one costs in memory (hold), and then how long a
/// killed server needs until all of them and a long line of waiting ones are served again (recover).
/// </summary>
public sealed class HoldScenario(BenchOptions options, Servers servers)
{
    private const double BytesWanted = 3 * 1024;

    /// <summary>
    /// Opened before the first look, so that code, pools and pages that any load needs are not counted.
    /// </summary>
    private const int WarmUpConversations = 5_000;

    private static readonly TimeSpan AssignedWithin = TimeSpan.FromMinutes(2);

    public async Task<IReadOnlyList<Figure>> Run(bool hold, bool recover)
    {
        var silo = servers.SiloOptions("hold");
        var server = await Servers.StartSilo(silo);
        try
        {
            using var tenant = await Servers.CreateTenant(server, Recovery.Plan(options));
            using var crowd = new AgentCrowd(Servers.EndPoint(server), tenant.Agents.Take(options.Agents));
            await crowd.Open();
            var load = new MoLoad(
                Servers.EndPoint(server), new MoRequest(tenant.ApiKey, tenant.Senders[0].Address), options.Connections);

            List<Figure> figures = [];
            await Fill(load, crowd, 0, WarmUpConversations);
            if (hold) figures.AddRange(await Hold(server, load, crowd));
            else await Fill(load, crowd, WarmUpConversations, options.Open);
            if (!recover) return figures;

            var recovery = new Recovery(options, tenant);
            await recovery.FillLine(server);
            Progress.Say("recover: killing and starting again");
            await server.Kill();
            await server.DisposeAsync();
            server = silo.Start();
            return [.. figures, .. await recovery.Measure(server)];
        }
        finally
        {
            await server.DisposeAsync();
        }
    }

    private async Task<IReadOnlyList<Figure>> Hold(ServerProcess server, MoLoad load, AgentCrowd crowd)
    {
        var before = await ProcessMemory.AfterCollection(server.Id);
        await Fill(load, crowd, WarmUpConversations, options.Open);
        var filled = await ProcessMemory.AfterCollection(server.Id);
        await Progress.During($"hold: idle for {options.Idle.TotalSeconds} s", Task.Delay(options.Idle));
        var idle = await ProcessMemory.AfterCollection(server.Id);

        var each = PerConversation(memory => memory.Heap, idle);
        return
        [
            new("hold", "heap each, right after", PerConversation(memory => memory.Heap, filled), "B"),
            new("hold", "resident each, right after", PerConversation(memory => memory.Resident, filled), "B"),
            new("hold", "heap each, idle", each, "B", $"≤ {BytesWanted:N0}", each <= BytesWanted),
            new("hold", "resident each, idle", PerConversation(memory => memory.Resident, idle), "B"),
            new("hold", "heap before", before.Heap / 1e6, "MB"),
            new("hold", "resident before", before.Resident / 1e6, "MB"),
            new("hold", "resident, right after", filled.Resident / 1e6, "MB"),
            new("hold", "resident, idle", idle.Resident / 1e6, "MB"),
        ];

        double PerConversation(Func<ProcessMemory, long> part, ProcessMemory now) =>
            (double)(part(now) - part(before)) / options.Open;
    }

    private static async Task Fill(MoLoad load, AgentCrowd crowd, long firstContact, int count)
    {
        var wanted = crowd.AssignedCount + count;
        await Progress.During($"hold: opening {count:N0} conversations", OpenAll(), HowFar);

        async Task OpenAll()
        {
            await load.Once(firstContact, count);
            await crowd.Until(
                "every conversation has its agent", AssignedWithin, () => crowd.AssignedCount >= wanted, HowFar);
        }

        string HowFar() => $"{crowd.AssignedCount:N0} of {wanted:N0} assigned";
    }
}
