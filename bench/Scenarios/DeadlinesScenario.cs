using LiveChat.Bench.Load;
using LiveChat.Bench.Measures;
using LiveChat.Bench.Report;
using LiveChat.Bench.Wire;
using LiveChat.Outside;

namespace LiveChat.Bench.Scenarios;

/// <summary>
/// Very many deadlines that come due over a minute: how late they act, and what they cost while they are only armed.
/// Contacts write and nobody answers, so each conversation is asked for patience (R4.5) some time after its assignment.
/// </summary>
public sealed class DeadlinesScenario(BenchOptions options, Servers servers)
{
    private const double LateSecondsWanted = 1;

    /// <summary>Between the last one armed and the first one due, with a look at the processor time in it.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Within = TimeSpan.FromMinutes(5);

    public async Task<IReadOnlyList<Figure>> Run()
    {
        await using var server = await Servers.StartSilo(servers.SiloOptions("deadlines"));
        using var tenant = await Servers.CreateTenant(server, new TenantPlan("bench")
        {
            Agents = options.Agents,
            ConversationsPerAgent = null,
            Strategy = "leastLoaded",
            WaitingPerOnlineAgent = 1_000,
            Senders = [new SenderPlan("+34900100200")],
        });
        var dueAfter = options.Spread + Quiet;
        await tenant.Admin.Patch(
            "/v1/settings/livechat", new { reengagementAfterSeconds = (int)Math.Ceiling(dueAfter.TotalSeconds) });
        await tenant.Admin.Patch("/v1/settings/phrases", new { es = new { greeting = "", assigned = "" } });
        using var watch = new DeadlineWatch(
            Servers.EndPoint(server), tenant.Agents, TimeSpan.FromSeconds(Math.Ceiling(dueAfter.TotalSeconds)));
        await watch.Open();

        var before = await IdleShare(server, "agents on streams, nothing armed");
        var load = new MoLoad(
            Servers.EndPoint(server), new MoRequest(tenant.ApiKey, tenant.Senders[0].Address), options.Connections);
        await Progress.During(
            $"deadlines: arming {options.Deadlines:N0} over {options.Spread.TotalSeconds} s", Arm(load),
            () => $"{watch.Armed:N0} armed");
        await Task.Delay(Settling);
        var armed = await IdleShare(server, $"{watch.Armed:N0} armed, none due");
        var clock = CpuClock.Start(server.Id);
        await Poll.Until(
            "every deadline has acted", Within, () => watch.Decided.Count >= options.Deadlines,
            () => $"{watch.Decided.Count:N0} of {options.Deadlines:N0}");
        return
        [
            Late("decided p50", watch.Decided.Percentile(50)),
            Late("decided p99", watch.Decided.Percentile(99)),
            new("deadlines", "decided max", watch.DecidedMax.TotalMilliseconds, "ms", $"≤ {LateSecondsWanted * 1000}",
                watch.DecidedMax.TotalSeconds <= LateSecondsWanted),
            Late("seen on the stream p50", watch.Seen.Percentile(50)),
            Late("seen on the stream p99", watch.Seen.Percentile(99)),
            new("deadlines", "before their time", watch.Early, "", "0", watch.Early == 0),
            new("deadlines", "server CPU each", clock.ServerMicrosecondsPer(options.Deadlines), "µs"),
            new("deadlines", "idle, nothing armed", before, "% CPU"),
            new("deadlines", "idle, all armed", armed, "% CPU"),
        ];
    }

    private static Figure Late(string name, double milliseconds) => new("deadlines", name, milliseconds, "ms");

    /// <summary>A share each second, so that they come due as they were armed.</summary>
    private async Task Arm(MoLoad load)
    {
        var seconds = (int)Math.Ceiling(options.Spread.TotalSeconds);
        using var ticks = new PeriodicTimer(TimeSpan.FromSeconds(1));
        for (int second = 0, sent = 0; second < seconds; second++)
        {
            var until = (int)((long)options.Deadlines * (second + 1) / seconds);
            await load.Once(sent, until - sent);
            sent = until;
            await ticks.WaitForNextTickAsync();
        }
    }

    private static async Task<double> IdleShare(ServerProcess server, string what)
    {
        var clock = CpuClock.Start(server.Id);
        await Progress.During($"deadlines: idle, {what}", Task.Delay(Look));
        return clock.ServerMicrosecondsPer(1) / Look.TotalMicroseconds * 100;
    }
}
