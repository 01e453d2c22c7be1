using System.Diagnostics;
using LiveChat.Bench.Load;
using LiveChat.Bench.Measures;
using LiveChat.Bench.Report;
using LiveChat.Bench.Wire;
using LiveChat.Outside;

namespace LiveChat.Bench.Scenarios;

/// <summary>
/// Whole conversations: MO, assigned, three answers and three MO in turns, closed; agents on streams, MT to a callback.
/// First as many as go through with most slots taken (lifecycle), then at half that rate, started by the clock
/// (assign).
/// </summary>
public sealed class LifecycleScenario(BenchOptions options, Servers servers)
{
    private const double PerSecondWanted = 1_500;
    private const double AssignP99Wanted = 50;
    private const double SlotsTaken = 0.8;
    private static readonly TimeSpan EndsWithin = TimeSpan.FromSeconds(30);

    private long _contact;

    public async Task<IReadOnlyList<Figure>> Run(bool withAssign)
    {
        using var callback = new CallbackReceiver();
        await using var silo = await Servers.StartSilo(servers.SiloOptions("lifecycle"));
        using var tenant = await Servers.CreateTenant(silo, new TenantPlan("bench")
        {
            Agents = options.Agents,
            ConversationsPerAgent = options.Cap,
            WaitingPerOnlineAgent = options.Cap * 10,
            Senders = [new SenderPlan("+34900100200", callback.Url, Secret)],
        });
        await using var load = new DialogueLoad(Servers.EndPoint(silo), tenant, options.Connections + options.Agents);
        await load.OpenStreams();

        var perSecond = 0.0;
        var figures = await Lifecycle(load, silo, callback, rate => perSecond = rate);
        return withAssign ? [.. figures, .. await Assign(load, perSecond / 2)] : figures;
    }

    // Standard Webhooks secrets are 24 to 64 random bytes in base64; what they are does not matter here.
    private static string Secret => "whsec_" + Convert.ToBase64String(new byte[32]);

    private async Task<IReadOnlyList<Figure>> Lifecycle(
        DialogueLoad load, ServerProcess silo, CallbackReceiver callback, Action<double> measured)
    {
        load.Completed = StartOne;
        for (var slot = 0; slot < options.Agents * options.Cap * SlotsTaken; slot++) StartOne();
        Progress.Say("lifecycle: warming up");
        await Elapse(load, options.WarmUp);

        Progress.Say("lifecycle: measuring");
        var latencies = load.MeasureAnew();
        var cpu = CpuClock.Start(silo.Id);
        var (before, delivered, start) = (load.CompletedCount, callback.Received, Stopwatch.GetTimestamp());
        await Elapse(load, options.Duration);
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var completed = load.CompletedCount - before;
        var (serverCpu, ownCpu) = (cpu.ServerMicrosecondsPer(completed), cpu.OwnMicrosecondsPer(completed));
        var perSecond = completed / seconds;
        var callbacks = (callback.Received - delivered) / seconds;
        measured(perSecond);

        load.Completed = null;
        await Drain(load);
        var drain = Stopwatch.GetTimestamp();
        await Poll.Until("every answer was handed to the adapter", EndsWithin,
            () => callback.Received >= load.CompletedCount * Dialogue.Turns,
            () => $"{callback.Received} of {load.CompletedCount * Dialogue.Turns}");
        return
        [
            new(
                "lifecycle", "conversations", perSecond, "/s", $"≥ {PerSecondWanted:N0}", perSecond >= PerSecondWanted),
            new("lifecycle", "MT handed to the adapter", callbacks, "/s"),
            new("lifecycle", "MT still on their way at the end", Stopwatch.GetElapsedTime(drain).TotalSeconds, "s"),
            new("lifecycle", "MO acknowledged p50", latencies.Mo.Percentile(50), "ms"),
            new("lifecycle", "MO acknowledged p99", latencies.Mo.Percentile(99), "ms"),
            new("lifecycle", "answer accepted p99", latencies.Answer.Percentile(99), "ms"),
            new("lifecycle", "acknowledged to assigned p99", latencies.Assign.Percentile(99), "ms"),
            new("lifecycle", "refused as busy", load.BusyCount, ""),
            new("lifecycle", "server CPU per conversation", serverCpu, "µs"),
            new("lifecycle", "generator CPU per conversation", ownCpu, "µs"),
        ];

        void StartOne() => load.Start(_contact++, Stopwatch.GetTimestamp());
    }

    private async Task<IReadOnlyList<Figure>> Assign(DialogueLoad load, double perSecond)
    {
        Progress.Say($"assign: {perSecond:N0} conversations/s");
        await StartByTheClock(load, perSecond, options.WarmUp);
        var latencies = load.MeasureAnew();
        await StartByTheClock(load, perSecond, options.Duration);
        await Drain(load);
        var p99 = latencies.Assign.Percentile(99);
        return
        [
            new("assign", "conversations started", perSecond, "/s"),
            new("assign", "acknowledged to assigned p50", latencies.Assign.Percentile(50), "ms"),
            new("assign", "acknowledged to assigned p90", latencies.Assign.Percentile(90), "ms"),
            new("assign", "acknowledged to assigned p99", p99, "ms", $"≤ {AssignP99Wanted}", p99 <= AssignP99Wanted),
            new("assign", "due to assigned p50", latencies.DueToAssigned.Percentile(50), "ms"),
            new("assign", "due to assigned p99", latencies.DueToAssigned.Percentile(99), "ms"),
        ];
    }

    /// <summary>An open loop: a late start does not move the later ones.</summary>
    private async Task StartByTheClock(DialogueLoad load, double perSecond, TimeSpan duration)
    {
        var start = Stopwatch.GetTimestamp();
        long started = 0;
        while (Stopwatch.GetElapsedTime(start) is var elapsed && elapsed < duration)
        {
            for (var due = elapsed.TotalSeconds * perSecond; started < due; started++)
                load.Start(_contact++, start + (long)(started / perSecond * Stopwatch.Frequency));
            if (load.Failed.IsCompleted) await load.Failed;
            await Task.Delay(1);
        }
    }

    private static async Task Elapse(DialogueLoad load, TimeSpan duration)
    {
        if (await Task.WhenAny(load.Failed, Task.Delay(duration)) == load.Failed) await load.Failed;
    }

    private static Task Drain(DialogueLoad load) => Poll.Until(
        "every dialogue was closed", EndsWithin,
        async () =>
        {
            if (load.Failed.IsCompleted) await load.Failed;
            return load.InFlight == 0;
        },
        () => $"{load.InFlight} go on.");
}
