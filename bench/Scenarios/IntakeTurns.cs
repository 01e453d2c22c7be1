using System.Net;
using LiveChat.Bench.Load;
using LiveChat.Bench.Measures;
using LiveChat.Bench.Report;
using LiveChat.Bench.Wire;

namespace LiveChat.Bench.Scenarios;

/// <summary>One server's turns in intake, added up.</summary>
public sealed class IntakeTurns(
    string scenario, bool usesPostgres, IPEndPoint[] servers, Func<CpuClock> clock, MoRequest request,
    BenchOptions options)
{
    private readonly MoLoad _load = new(servers, request, options.Connections);
    private readonly List<MoLoadResult> _results = [];
    private double _serverMicroseconds;
    private double _databaseMicroseconds;
    private double _ownMicroseconds;

    public string Scenario => scenario;

    public bool UsesPostgres => usesPostgres;

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
        var cpu = clock();
        var result = await _load.RunFor(options.Duration, 0, options.Contacts);
        _serverMicroseconds += cpu.ServerMicrosecondsPer(result.Acknowledged) / options.Rounds;
        _databaseMicroseconds += cpu.DatabaseMicrosecondsPer(result.Acknowledged) / options.Rounds;
        _ownMicroseconds += cpu.OwnMicrosecondsPer(result.Acknowledged) / options.Rounds;
        _results.Add(result);
    }

    public IEnumerable<Figure> Figures(double? wanted = null)
    {
        yield return new(
            scenario, "durable MO", PerSecond, "/s", wanted is null ? null : $"≥ {wanted:N0}",
            wanted is null ? null : PerSecond >= wanted);
        yield return new(scenario, "slowest turn", _results.Min(r => r.PerSecond), "/s");
        yield return new(scenario, "p99", _results.Max(r => r.P99), "ms");
        yield return new(scenario, "refused as busy", _results.Sum(r => r.Busy), "");
        yield return new(scenario, "server CPU per MO", _serverMicroseconds, "µs");
        if (usesPostgres) yield return new(scenario, "database CPU per MO", _databaseMicroseconds, "µs");
        yield return new(scenario, "generator CPU per MO", _ownMicroseconds, "µs");
    }
}
