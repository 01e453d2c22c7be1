using LiveChat.Bench.Deployments;
using LiveChat.Bench.Measures;
using LiveChat.Bench.Wire;
using LiveChat.Outside;

namespace LiveChat.Bench.Scenarios;

/// <summary>
/// Durable MO per second, one per request, from contacts whose conversations are open and wait; every deployment in
/// turns with the others and with the floor of its store, so that what the machine does besides touches all alike.
/// </summary>
public sealed class IntakeScenario(BenchOptions options, Servers servers, Sites sites)
{
    private const double RatioWanted = 0.5;
    private const double PerSecondWanted = 20_000;
    private const double FloorThatOwesIt = 40_000;
    private const string Sender = "+34900100200";

    /// <summary>With <c>withProduct</c> off, the floors alone.</summary>
    public async Task<IReadOnlyList<Figure>> Run(bool withProduct)
    {
        List<IAsyncDisposable> running = [];
        try
        {
            List<IntakeTurns> floors = [];
            foreach (var store in sites.Chosen.Select(it => it.UsesPostgres).Distinct())
                floors.Add(await Floor(store, running));
            List<(IntakeTurns Turns, IntakeTurns Floor, Deployment Deployment)> products = [];
            foreach (var deployment in withProduct ? sites.Chosen : [])
                products.Add((
                    await Product(deployment, running),
                    floors.Single(it => it.UsesPostgres == deployment.UsesPostgres), deployment));

            IntakeTurns[] all = [.. floors, .. products.Select(it => it.Turns)];
            foreach (var turns in all) await turns.OpenContacts();
            for (var round = 0; round < options.Rounds; round++)
            {
                // To and fro, so that nobody always comes after the same one.
                foreach (var turns in round % 2 == 0 ? all : all.Reverse()) await turns.Take();
            }

            List<Figure> figures = [.. floors.SelectMany(it => it.Figures())];
            foreach (var (turns, floor, deployment) in products)
                figures.AddRange(FiguresOf(turns, floor, deployment));
            figures.AddRange(EngineRatio.Of(
                "intake", [.. products.Select(it => (it.Deployment, it.Turns.PerSecond))]));
            return figures;
        }
        finally
        {
            foreach (var it in running) await it.DisposeAsync();
        }
    }

    private static IEnumerable<Figure> FiguresOf(IntakeTurns turns, IntakeTurns floor, Deployment deployment)
    {
        var owes = deployment == Deployment.Sqlite && floor.PerSecond >= FloorThatOwesIt;
        foreach (var figure in turns.Figures(owes ? PerSecondWanted : null)) yield return figure;
        var ratio = turns.PerSecond / floor.PerSecond;
        yield return deployment.IsCluster
            ? new Figure(turns.Scenario, "ratio to floor", ratio, "")
            : new Figure(turns.Scenario, "ratio to floor", ratio, "", $"≥ {RatioWanted}", ratio >= RatioWanted);
    }

    private async Task<IntakeTurns> Floor(bool usesPostgres, List<IAsyncDisposable> running)
    {
        var floor = await servers.StartFloor(usesPostgres ? await sites.NewDatabase() : null);
        running.Add(floor);
        return new IntakeTurns(
            usesPostgres ? "floor on postgres" : "floor", usesPostgres, [Servers.EndPoint(floor)],
            () => CpuClock.Start([floor.Id], usesPostgres ? sites.Postmaster : null),
            new MoRequest("none", Sender), options);
    }

    private async Task<IntakeTurns> Product(Deployment deployment, List<IAsyncDisposable> running)
    {
        var site = await sites.Start(deployment, "intake");
        running.Add(site);
        using var tenant = await Servers.CreateTenant(site.Url, new TenantPlan("bench")
        {
            WaitingWithNobodyOnline = options.Contacts * 2,
            Senders = [new SenderPlan(Sender)],
        });
        return new IntakeTurns(
            deployment.Of("intake"), deployment.UsesPostgres, site.EndPoints, site.Clock,
            new MoRequest(tenant.ApiKey, Sender), options);
    }
}
