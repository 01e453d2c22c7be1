using LiveChat.Bench.Deployments;
using LiveChat.Bench.Load;
using LiveChat.Bench.Measures;
using LiveChat.Outside;

namespace LiveChat.Bench.Scenarios;

/// <summary>
/// What a conversation costs when there is more of everything else: conversations that wait, agents on streams,
/// tenants, history. The same load goes through each time; first without, then with.
/// </summary>
public sealed class GrowthScenario(BenchOptions options, Sites sites)
{
    private const string Sender = "+34900100200";
    private const int AgentsCount = 100;
    private const int WaitingFew = 1_000;
    private const int TurnsOfHistory = 10;
    private const double Wanted = 1.5;

    private static readonly TimeSpan Within = TimeSpan.FromMinutes(3);

    public async Task<IReadOnlyList<Figure>> Run()
    {
        List<Figure> figures = [];
        foreach (var deployment in sites.Embedded) figures.AddRange(await Run(deployment));
        return figures;
    }

    private async Task<List<Figure>> Run(Deployment deployment)
    {
        await using var first = await sites.Prepare(deployment, "growth");
        await first.Start();
        using var tenant = await Servers.CreateTenant(first.Url, new TenantPlan("bench")
        {
            Agents = AgentsCount,
            ConversationsPerAgent = options.Cap,
            WaitingPerOnlineAgent = 1_000,
            WaitingWithNobodyOnline = 1_000_000,
            Senders = [new SenderPlan(Sender)],
        });
        await PlayHistory(first, tenant);
        await first.Stop();

        var ground = new GrowthGround(deployment, first, tenant, options, sites);
        var history = (int)(options.History / (2L * TurnsOfHistory));
        return
        [
            .. Compared(
                deployment, "waiting", $"{WaitingFew:N0} wait", $"{options.GrowthWaiting:N0} wait",
                await ground.Measure("waiting few", waiting: WaitingFew),
                await ground.Measure("waiting many", waiting: options.GrowthWaiting)),
            .. Compared(
                deployment, "agents", $"{AgentsCount:N0} agents", $"{options.GrowthAgents:N0} agents",
                await ground.Measure("agents few"),
                await ground.Measure("agents many", agents: options.GrowthAgents - AgentsCount)),
            .. Compared(
                deployment, "tenants", "1 tenant", $"{options.GrowthTenants:N0} tenants",
                await ground.Measure("tenants few"),
                await ground.Measure("tenants many", tenants: options.GrowthTenants)),
            .. Compared(
                deployment, "history", "no history", $"{options.History:N0} messages",
                await ground.Measure("history none"),
                await ground.Measure("history much", history: history)),
        ];
    }

    private static IEnumerable<Figure> Compared(
        Deployment deployment, string what, string few, string many, GrowthMeasure before, GrowthMeasure after)
    {
        var scenario = deployment.Of($"growth: {what}");
        yield return new(scenario, $"conversations, {few}", before.PerSecond, "/s");
        yield return new(scenario, $"conversations, {many}", after.PerSecond, "/s");
        yield return new(scenario, $"CPU per conversation, {few}", before.Microseconds, "µs");
        yield return new(scenario, $"CPU per conversation, {many}", after.Microseconds, "µs");
        if (deployment.UsesPostgres)
        {
            yield return new(scenario, $"of it the database's, {few}", before.OfDatabase, "µs");
            yield return new(scenario, $"of it the database's, {many}", after.OfDatabase, "µs");
        }

        yield return new(scenario, $"idle, {many}", after.IdlePercent, "% CPU");
        var ratio = after.Microseconds / before.Microseconds;
        yield return new(scenario, "cost, times", ratio, "", $"≤ {Wanted}", ratio <= Wanted);
        var slower = before.PerSecond / after.PerSecond;
        yield return new(scenario, "rate, times lower", slower, "", $"≤ {Wanted}", slower <= Wanted);
    }

    /// <summary>One conversation of many messages, which the fill multiplies.</summary>
    private static async Task PlayHistory(Site site, TenantAccess tenant)
    {
        using var crowd = new AgentCrowd(site.EndPoints[0], tenant.Agents.Take(1));
        await crowd.Open();
        using var adapter = new TenantClient(site.Url, tenant.ApiKey);
        var conversation = "";
        for (var turn = 0; turn < TurnsOfHistory; turn++)
        {
            var taken = await adapter.Post(
                "/v1/mo", new
                {
                    channel = "sms",
                    sender = Sender,
                    from = "+34700000000",
                    id = $"history-{turn}",
                    text = "Hello, where is my order? It should have come on Monday.",
                });
            conversation = (string)taken["conversationId"]!;
            if (turn == 0) await crowd.Until("it has an agent", Within, () => crowd.AssignedCount == 1, () => "none");
            await tenant.Agents[0].Client.Post(
                $"/v1/conversations/{conversation}/messages",
                new { text = "It left our warehouse on Monday and is on its way to you." });
        }

        await tenant.Agents[0].Client.Post($"/v1/conversations/{conversation}/close", new { });
    }
}

/// <summary>What a conversation costs in processor time of server and database, less what idling takes.</summary>
public readonly record struct GrowthMeasure(
    double PerSecond, double Microseconds, double OfDatabase, double IdlePercent);
