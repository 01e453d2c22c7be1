using LiveChat.Bench.Load;
using LiveChat.Bench.Measures;
using LiveChat.Bench.Report;
using LiveChat.Bench.Wire;
using LiveChat.Outside;

namespace LiveChat.Bench.Scenarios;

/// <summary>
/// Durable MO per second, one per request, from contacts whose conversations are open and wait; in turns with the
/// floor, so that what the machine does besides touches both alike.
/// </summary>
public sealed class IntakeScenario(BenchOptions options, Servers servers)
{
    private const double RatioWanted = 0.5;
    private const double PerSecondWanted = 20_000;
    private const double FloorThatOwesIt = 40_000;
    private const string Sender = "+34900100200";

    /// <summary>With <c>withProduct</c> off, the floor alone.</summary>
    public async Task<IReadOnlyList<Figure>> Run(bool withProduct)
    {
        await using var floor = await servers.StartFloor();
        await using var silo = withProduct ? await Servers.StartSilo(servers.SiloOptions("intake")) : null;
        var floorTurns = new Turns("floor", floor, new MoRequest("none", Sender), options);
        var intakeTurns = silo is null ? null : new Turns("intake", silo, await Prepare(silo), options);

        await floorTurns.OpenContacts();
        if (intakeTurns is not null) await intakeTurns.OpenContacts();
        for (var round = 0; round < options.Rounds; round++)
        {
            await floorTurns.Take();
            if (intakeTurns is not null) await intakeTurns.Take();
        }
        var figures = floorTurns.Figures().ToList();
        if (intakeTurns is null) return figures;

        var (bare, product) = (floorTurns.PerSecond, intakeTurns.PerSecond);
        figures.AddRange(intakeTurns.Figures(bare >= FloorThatOwesIt ? PerSecondWanted : null));
        figures.Add(new Figure(
            "intake", "ratio to floor", product / bare, "", $"≥ {RatioWanted}", product / bare >= RatioWanted));
        return figures;
    }

    private async Task<MoRequest> Prepare(ServerProcess silo)
    {
        using var tenant = await Servers.CreateTenant(silo, new TenantPlan("bench")
        {
            WaitingWithNobodyOnline = options.Contacts * 2,
            Senders = [new SenderPlan(Sender)],
        });
        return new MoRequest(tenant.ApiKey, Sender);
    }

    /// <summary>One server's turns, added up.</summary>
    private sealed class Turns(string scenario, ServerProcess server, MoRequest request, BenchOptions options)
    {
        private readonly MoLoad _load = new(Servers.EndPoint(server), request, options.Connections);
        private readonly List<MoLoadResult> _results = [];
        private double _serverMicroseconds;
        private double _ownMicroseconds;

        public double PerSecond => _results.Sum(r => r.Acknowledged) / _results.Sum(r => r.Elapsed.TotalSeconds);

        public async Task OpenContacts()
        {
            await Progress.During(
                $"{scenario}: {options.Contacts:N0} contacts write first", _load.Once(0, options.Contacts));
            await _load.RunFor(options.WarmUp, 0, options.Contacts);
        }

        public async Task Take()
        {
            Progress.Say($"{scenario}: measuring");
            var cpu = CpuClock.Start(server.Id);
            var result = await _load.RunFor(options.Duration, 0, options.Contacts);
            _serverMicroseconds += cpu.ServerMicrosecondsPer(result.Acknowledged) / options.Rounds;
            _ownMicroseconds += cpu.OwnMicrosecondsPer(result.Acknowledged) / options.Rounds;
            _results.Add(result);
        }

        public IEnumerable<Figure> Figures(double? wanted = null) =>
        [
            new(scenario, "durable MO", PerSecond, "/s", wanted is null ? null : $"≥ {wanted:N0}",
                wanted is null ? null : PerSecond >= wanted),
            new(scenario, "slowest turn", _results.Min(r => r.PerSecond), "/s"),
            new(scenario, "p99", _results.Max(r => r.Latency.Percentile(99)), "ms"),
            new(scenario, "refused as busy", _results.Sum(r => r.Busy), ""),
            new(scenario, "server CPU per MO", _serverMicroseconds, "µs"),
            new(scenario, "generator CPU per MO", _ownMicroseconds, "µs"),
        ];
    }
}
