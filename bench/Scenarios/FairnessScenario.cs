using LiveChat.Bench.Deployments;
using LiveChat.Bench.Load;
using LiveChat.Bench.Measures;
using LiveChat.Bench.Report;
using LiveChat.Outside;

namespace LiveChat.Bench.Scenarios;

/// <summary>
/// Whether a tenant that floods delays another (P10): a small tenant has its conversations by the clock, for itself
/// and, in turns, while another brings new contacts at fifty times its rate; at the end as fast as many connections
/// can.
/// </summary>
public sealed class FairnessScenario(BenchOptions options, Sites sites)
{
    private const double RatioWanted = 2;
    private const double FloodFactor = 50;
    private const int AgentsEach = 10;
    private const int FloodConnections = 256;
    private const int RoundsMin = 3;

    /// <summary>Apart from those of the quiet tenant, whose contacts begin at 0.</summary>
    private const long FloodContacts = 40_000_000;

    private static readonly TimeSpan EndsWithin = TimeSpan.FromSeconds(60);

    private long _contact;
    private long _floodContact = FloodContacts;

    public async Task<IReadOnlyList<Figure>> Run()
    {
        List<Figure> figures = [];
        foreach (var deployment in sites.Chosen) figures.AddRange(await Run(deployment));
        return figures;
    }

    private async Task<IReadOnlyList<Figure>> Run(Deployment deployment)
    {
        await using var site = await sites.Start(deployment, "fairness");
        using var quiet = await Tenant(site, "quiet", "+34900100200");
        using var flooding = await Tenant(site, "flooding", "+34900100201");
        using var floodAgents = new AgentCrowd(site.EndPoints[0], flooding.Agents);
        await floodAgents.Open();
        await using var load = new DialogueLoad(site.EndPoints, quiet, options.Connections);
        await load.OpenStreams();
        await using var flood = await Flood.Start(
            site.EndPoints, flooding.ApiKey, flooding.Senders[0].Address, FloodConnections);

        var scenario = deployment.Of("fairness");
        Progress.Say($"{scenario}: {options.QuietRate} conversations/s, warming up");
        await Task.WhenAll(
            Converse(load, options.WarmUp), Bring(flood, options.QuietRate * FloodFactor, options.WarmUp));
        var (alone, beside) = (new DialogueFigures(), new DialogueFigures());
        List<MoLoadResult> floods = [];
        for (var round = 0; round < Math.Max(RoundsMin, options.Rounds); round++)
        {
            Progress.Say($"{scenario}: quiet");
            load.MeasureInto(alone);
            await Converse(load, options.Duration);
            Progress.Say($"{scenario}: with a flood of {options.QuietRate * FloodFactor:N0}/s");
            load.MeasureInto(beside);
            var flooded = Bring(flood, options.QuietRate * FloodFactor, options.Duration);
            await Converse(load, options.Duration);
            floods.Add(await flooded);
        }

        Progress.Say($"{scenario}: with a flood as fast as {FloodConnections} connections can");
        var extreme = load.MeasureAnew();
        var fastest = flood.RunFor(options.Duration, _floodContact, FloodContacts);
        await Converse(load, options.Duration);
        return [.. Figures(scenario, alone, beside, floods), .. Figures(scenario, alone, extreme, await fastest)];
    }

    private static IEnumerable<Figure> Figures(
        string scenario, DialogueFigures alone, DialogueFigures beside, IReadOnlyCollection<MoLoadResult> floods)
    {
        yield return new(scenario, "conversations measured, quiet", alone.DueToAssigned.Count, "");
        yield return new(scenario, "acknowledged to assigned p99, quiet", alone.Assign.Percentile(99), "ms");
        yield return new(scenario, "acknowledged to assigned p99, flood", beside.Assign.Percentile(99), "ms");
        var ratio = beside.Assign.Percentile(99) / alone.Assign.Percentile(99);
        yield return new(scenario, "their ratio", ratio, "", $"≤ {RatioWanted}", ratio <= RatioWanted);
        yield return new(scenario, "due to assigned p50, quiet", alone.DueToAssigned.Percentile(50), "ms");
        yield return new(scenario, "due to assigned p50, flood", beside.DueToAssigned.Percentile(50), "ms");
        yield return new(scenario, "due to assigned p99, quiet", alone.DueToAssigned.Percentile(99), "ms");
        yield return new(scenario, "due to assigned p99, flood", beside.DueToAssigned.Percentile(99), "ms");
        var whole = beside.DueToAssigned.Percentile(99) / alone.DueToAssigned.Percentile(99);
        yield return new(scenario, "their ratio from due on", whole, "", $"≤ {RatioWanted}", whole <= RatioWanted);
        var seconds = floods.Sum(it => it.Elapsed.TotalSeconds);
        yield return new(scenario, "flood taken", floods.Sum(it => it.Acknowledged) / seconds, "/s");
        yield return new(scenario, "flood refused as busy", floods.Sum(it => it.Busy) / seconds, "/s");
        yield return new(scenario, "flood refused by its limit", floods.Sum(it => it.Limited) / seconds, "/s");
    }

    private static IEnumerable<Figure> Figures(
        string scenario, DialogueFigures alone, DialogueFigures beside, MoLoadResult flood)
    {
        yield return new(scenario, "fastest flood, taken", flood.PerSecond, "/s");
        yield return new(scenario, "fastest flood, acknowledged p99", flood.P99, "ms");
        yield return new(scenario, "acknowledged to assigned p99, fastest flood", beside.Assign.Percentile(99), "ms");
        var ratio = beside.Assign.Percentile(99) / alone.Assign.Percentile(99);
        yield return new(scenario, "its ratio to quiet", ratio, "");
        yield return new(scenario, "due to assigned p50, fastest flood", beside.DueToAssigned.Percentile(50), "ms");
        yield return new(scenario, "due to assigned p99, fastest flood", beside.DueToAssigned.Percentile(99), "ms");
    }

    private static Task<TenantAccess> Tenant(Site site, string slug, string sender) =>
        Servers.CreateTenant(site.Url, new TenantPlan(slug)
        {
            Agents = AgentsEach,
            ConversationsPerAgent = 50,
            WaitingPerOnlineAgent = 50,
            Senders = [new SenderPlan(sender)],
        });

    private async Task Converse(DialogueLoad load, TimeSpan duration)
    {
        await load.StartByTheClock(options.QuietRate, duration, () => _contact++);
        await load.Drain(EndsWithin);
    }

    private Task<MoLoadResult> Bring(Flood flood, double perSecond, TimeSpan duration)
    {
        var first = _floodContact;
        _floodContact += (long)(perSecond * duration.TotalSeconds) + 1;
        return flood.RunAt(perSecond, duration, first);
    }
}
