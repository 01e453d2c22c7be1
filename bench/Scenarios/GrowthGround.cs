using System.Diagnostics;
using LiveChat.Bench.Deployments;
using LiveChat.Bench.Fill;
using LiveChat.Bench.Load;
using LiveChat.Bench.Report;
using LiveChat.Bench.Wire;
using LiveChat.Outside;

namespace LiveChat.Bench.Scenarios;

/// <summary>A small site that is copied for each measure, filled, and put under the same load.</summary>
public sealed class GrowthGround(
    Deployment deployment, Site ground, TenantAccess tenant, BenchOptions options, Sites sites)
{
    private const double SlotsTaken = 0.8;
    private static readonly TimeSpan IdleLook = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan EndsWithin = TimeSpan.FromSeconds(60);

    /// <param name="name">For the progress.</param>
    /// <param name="waiting">Conversations in the line before the load, each of which is served in its turn.</param>
    /// <param name="agents">Agents more than those of the ground, on streams.</param>
    /// <param name="tenants">Tenants, among which the load is divided; 0: the ground's one.</param>
    /// <param name="history">Conversations that were closed before.</param>
    public async Task<GrowthMeasure> Measure(
        string name, int waiting = 0, int agents = 0, int tenants = 0, int history = 0)
    {
        await using var site = await sites.Prepare(deployment, "growth", like: ground);
        var fill = new GrowthFill(site, tenant);
        IEnumerable<AgentAccess> onStreams = tenant.Agents.Select(
            it => it with { Client = new TenantClient(site.Url, it.Client.Credential) });
        MoRequest[] senders = [new(tenant.ApiKey, tenant.Senders[0].Address)];
        if (agents + tenants + history > 0) Progress.Say($"{deployment.Of("growth")}: {name}: filling");
        if (agents > 0) onStreams = onStreams.Concat(await fill.Agents(agents));
        if (history > 0) await fill.History(history);
        if (tenants > 0)
        {
            var made = await fill.Tenants(tenants);
            (onStreams, senders) = (made.Select(it => it.Agent), [.. made.Select(it => it.Mo)]);
        }

        await site.Start();
        if (waiting > 0)
        {
            await Progress.During(
                $"growth: {waiting:N0} begin to wait",
                new MoLoad(site.EndPoints, senders[0], options.Connections).Once(0, waiting));
        }

        await using var load = new DialogueLoad(
            site.EndPoints, senders, onStreams, options.Connections + options.Agents);
        for (var contact = 0; contact < waiting; contact++) load.Adopt(contact);
        await load.OpenStreams();
        return await Measure(name, site, load, waiting);
    }

    private async Task<GrowthMeasure> Measure(string name, Site site, DialogueLoad load, int waiting)
    {
        var contact = (long)waiting;
        var idle = waiting > 0 ? 0 : await IdleShare(site);
        load.Completed = StartOne;
        // Where many wait, those fill the slots, and for each that closes another joins the end of the line.
        var slots = waiting > 0 ? 0 : (int)(tenant.Agents.Length * options.Cap * SlotsTaken);
        for (var slot = 0; slot < slots; slot++) StartOne();
        Progress.Say($"{deployment.Of("growth")}: {name}: measuring");
        await Poll.Until("the first conversation has closed", EndsWithin, () => load.CompletedCount > 0);
        await load.Elapse(options.WarmUp / 2);
        var cpu = site.Clock();
        var (before, start) = (load.CompletedCount, Stopwatch.GetTimestamp());
        await load.Elapse(options.Duration);
        var (done, seconds) = (load.CompletedCount - before, Stopwatch.GetElapsedTime(start).TotalSeconds);
        var (server, database) = (cpu.ServerMicrosecondsPer(done), cpu.DatabaseMicrosecondsPer(done));
        load.Completed = null;
        if (waiting == 0) await load.Drain(EndsWithin);
        return new GrowthMeasure(
            done / seconds, server + database - idle * seconds * 1e6 / done, database, idle * 100);

        void StartOne() => load.Start(contact++, Stopwatch.GetTimestamp());
    }

    /// <summary>Processors that server and database take while nothing happens but what streams need.</summary>
    private static async Task<double> IdleShare(Site site)
    {
        await Task.Delay(IdleLook);
        var cpu = site.Clock();
        await Task.Delay(IdleLook);
        return (cpu.ServerMicrosecondsPer(1) + cpu.DatabaseMicrosecondsPer(1)) / cpu.Elapsed.TotalMicroseconds;
    }
}
