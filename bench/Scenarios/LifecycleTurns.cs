using System.Diagnostics;
using LiveChat.Bench.Deployments;
using LiveChat.Bench.Load;
using LiveChat.Bench.Measures;
using LiveChat.Bench.Report;
using LiveChat.Bench.Wire;
using LiveChat.Outside;

namespace LiveChat.Bench.Scenarios;

/// <summary>One deployment's turns in lifecycle, added up, and its assign.</summary>
public sealed class LifecycleTurns : IAsyncDisposable
{
    private const double PerSecondWanted = 1_500;
    private const double AssignP99Wanted = 50;
    private const double SlotsTaken = 0.8;
    private static readonly TimeSpan EndsWithin = TimeSpan.FromSeconds(30);

    private readonly Site _site;
    private readonly CallbackReceiver _callback;
    private readonly TenantAccess _tenant;
    private readonly BenchOptions _options;
    private readonly DialogueLoad _load;
    private readonly DialogueFigures _latencies = new();
    private long _contact;
    private int _turns;
    private long _completed;
    private double _seconds;
    private double _callbacks;
    private double _drainSecondsMax;
    private double _serverMicroseconds;
    private double _databaseMicroseconds;
    private double _ownMicroseconds;

    private LifecycleTurns(Site site, CallbackReceiver callback, TenantAccess tenant, BenchOptions options)
    {
        _site = site;
        _callback = callback;
        _tenant = tenant;
        _options = options;
        _load = new DialogueLoad(site.EndPoints, tenant, options.Connections + options.Agents);
    }

    public Deployment Deployment => _site.Deployment;

    public double PerSecond => _completed / _seconds;

    // Standard Webhooks secrets are 24 to 64 random bytes in base64; what they are does not matter here.
    private static string Secret => "whsec_" + Convert.ToBase64String(new byte[32]);

    private string Scenario => Deployment.Of("lifecycle");

    public static async Task<LifecycleTurns> Prepare(Deployment deployment, BenchOptions options, Sites sites)
    {
        var site = await sites.Start(deployment, "lifecycle");
        var callback = new CallbackReceiver();
        var tenant = await Servers.CreateTenant(site.Url, new TenantPlan("bench")
        {
            Agents = options.Agents,
            ConversationsPerAgent = options.Cap,
            WaitingPerOnlineAgent = options.Cap * 10,
            Senders = [new SenderPlan("+34900100200", callback.Url, Secret)],
        });
        var turns = new LifecycleTurns(site, callback, tenant, options);
        await turns._load.OpenStreams();
        return turns;
    }

    public async Task Take()
    {
        _load.Completed = StartOne;
        for (var slot = 0; slot < _options.Agents * _options.Cap * SlotsTaken; slot++) StartOne();
        Progress.Say($"{Scenario}: warming up");
        // The runtime has compiled what is hot when it comes again.
        await _load.Elapse(_turns++ == 0 ? _options.WarmUp : _options.WarmUp / 4);

        Progress.Say($"{Scenario}: measuring");
        _load.MeasureInto(_latencies);
        var cpu = _site.Clock();
        var (before, delivered, start) = (_load.CompletedCount, _callback.Received, Stopwatch.GetTimestamp());
        await _load.Elapse(_options.Duration);
        _seconds += Stopwatch.GetElapsedTime(start).TotalSeconds;
        _completed += _load.CompletedCount - before;
        _callbacks += _callback.Received - delivered;
        _serverMicroseconds += cpu.ServerMicrosecondsPer(1);
        _databaseMicroseconds += cpu.DatabaseMicrosecondsPer(1);
        _ownMicroseconds += cpu.OwnMicrosecondsPer(1);
        _load.MeasureAnew();

        _load.Completed = null;
        await _load.Drain(EndsWithin);
        var drain = Stopwatch.GetTimestamp();
        await Poll.Until("every answer was handed to the adapter", EndsWithin,
            () => _callback.Received >= _load.CompletedCount * Dialogue.Turns,
            () => $"{_callback.Received} of {_load.CompletedCount * Dialogue.Turns}");
        _drainSecondsMax = Math.Max(_drainSecondsMax, Stopwatch.GetElapsedTime(drain).TotalSeconds);

        void StartOne() => _load.Start(_contact++, Stopwatch.GetTimestamp());
    }

    public IEnumerable<Figure> Figures()
    {
        yield return Deployment == Deployment.Sqlite
            ? new(Scenario, "conversations", PerSecond, "/s", $"≥ {PerSecondWanted:N0}", PerSecond >= PerSecondWanted)
            : new(Scenario, "conversations", PerSecond, "/s");
        yield return new(Scenario, "MT handed to the adapter", _callbacks / _seconds, "/s");
        yield return new(Scenario, "MT still on their way at the end", _drainSecondsMax, "s");
        yield return new(Scenario, "MO acknowledged p50", _latencies.Mo.Percentile(50), "ms");
        yield return new(Scenario, "MO acknowledged p99", _latencies.Mo.Percentile(99), "ms");
        yield return new(Scenario, "answer accepted p99", _latencies.Answer.Percentile(99), "ms");
        yield return new(Scenario, "acknowledged to assigned p99", _latencies.Assign.Percentile(99), "ms");
        yield return new(Scenario, "refused as busy", _load.BusyCount, "");
        yield return new(Scenario, "server CPU per conversation", _serverMicroseconds / _completed, "µs");
        if (Deployment.UsesPostgres)
            yield return new(Scenario, "database CPU per conversation", _databaseMicroseconds / _completed, "µs");
        yield return new(Scenario, "generator CPU per conversation", _ownMicroseconds / _completed, "µs");
    }

    public async Task<IReadOnlyList<Figure>> Assign()
    {
        var (scenario, perSecond) = (Deployment.Of("assign"), PerSecond / 2);
        Progress.Say($"{scenario}: {perSecond:N0} conversations/s");
        await StartByTheClock(perSecond, _options.WarmUp / 2);
        var latencies = _load.MeasureAnew();
        await StartByTheClock(perSecond, _options.Duration);
        await _load.Drain(EndsWithin);
        var p99 = latencies.Assign.Percentile(99);
        return
        [
            new(scenario, "conversations started", perSecond, "/s"),
            new(scenario, "acknowledged to assigned p50", latencies.Assign.Percentile(50), "ms"),
            new(scenario, "acknowledged to assigned p90", latencies.Assign.Percentile(90), "ms"),
            new(scenario, "acknowledged to assigned p99", p99, "ms", $"≤ {AssignP99Wanted}", p99 <= AssignP99Wanted),
            new(scenario, "due to assigned p50", latencies.DueToAssigned.Percentile(50), "ms"),
            new(scenario, "due to assigned p99", latencies.DueToAssigned.Percentile(99), "ms"),
        ];
    }

    public async ValueTask DisposeAsync()
    {
        await _load.DisposeAsync();
        _tenant.Dispose();
        await _site.DisposeAsync();
        _callback.Dispose();
    }

    private Task StartByTheClock(double perSecond, TimeSpan duration) =>
        _load.StartByTheClock(perSecond, duration, () => _contact++);
}
