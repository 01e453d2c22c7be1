using LiveChat.Contracts.Actors;
using LiveChat.Contracts.Agents;
using LiveChat.Contracts.Queues;
using LiveChat.Core.Primitives;
using LiveChat.Embedded.Deterministic;
using LiveChat.Engine;
using LiveChat.Engine.Sweeps;
using LiveChat.Simulation.Audit;
using LiveChat.Simulation.World;
using LiveChat.Storage.Memory;

namespace LiveChat.Simulation;

/// <summary>
/// One seed: a world of contacts and agents around the production actors, a time of trouble, a time to heal, and the
/// audit of P1–P9. The same seed gives the same run.
/// </summary>
public sealed partial class SimulationRun
{
    private static readonly TimeSpan HealWithin = TimeSpan.FromSeconds(40);

    /// <summary>P4's bound after a fault.</summary>
    private static readonly TimeSpan HealBeforeAudit = TimeSpan.FromSeconds(15);

    private readonly Scenario _scenario;
    private readonly MemoryStore _disk = new();
    private readonly SimulatedDirectory _directory;
    private readonly SimulatedStore _store;
    private readonly LogAudit _log;
    private readonly DeadlineAudit _deadlines;
    private readonly OrderAudit _order;
    private readonly InForce _inForce;
    private readonly QuietAudit _quiet;
    private readonly OtherAgents _otherAgents;
    private readonly Streams _streams = new();
    private readonly Outbox _outbox;
    private readonly Contacts _contacts;
    private readonly Dictionary<AgentId, Workspace> _workspaces;
    private readonly DeterministicEngine _engine;
    private Sweep _sweep;
    private Exception? _failure;
    private Violation? _broken;
    private bool _troubled = true;
    private TimeSpan _healedAt = TimeSpan.MaxValue;
    private DateTimeOffset? _droppedAt;

    public SimulationRun(int seed)
    {
        _scenario = Scenario.Draw(seed);
        _directory = new SimulatedDirectory(new Random(seed), _scenario);
        _inForce = new InForce(_directory, () => _engine!.VirtualTime.Elapsed, () => _engine!.VirtualTime.GetUtcNow());
        _deadlines = new DeadlineAudit(_directory) { RulesOfLate = _inForce.Rules };
        _log = new LogAudit { InForce = _inForce, Deadlines = _deadlines };
        _order = new OrderAudit(_directory);
        _store = new SimulatedStore(_disk, _scenario, _log) { Engine = () => _engine! };
        _outbox = new Outbox(_disk, _log);
        _contacts = new Contacts(_scenario, _directory, _log) { Engine = () => _engine! };
        _workspaces = _directory.Agents.ToDictionary(
            agent => agent.Id,
            agent => new Workspace(_scenario, _directory, _streams, _inForce, agent.Id)
            {
                Engine = () => _engine!,
                Conversations = () => _log.Heads.Values,
                Head = id => _log.Heads.TryGetValue(id.Thread, out var head) && head.Id == id ? head : null,
            });
        var ports = new EnginePorts(_store, _store, _store, _directory, _outbox, _streams, _store, NextToken);
        _engine = new DeterministicEngine(new ActorKinds(ports), seed) { OnTell = OnTell };
        _sweep = new Sweep(_engine, _store, _store);
        _quiet = new QuietAudit(_engine, _directory, _log);
        _otherAgents = new OtherAgents(_directory, _quiet, agent => _workspaces[agent].IsOnline);
    }

    public LogAudit Log => _log;

    public long Steps => _engine.Steps;

    public int MessagesSent => _contacts.Sent;

    /// <summary>How often an actor was alive twice.</summary>
    public int Doubled { get; private set; }

    public int DeadlinesFired => _deadlines.Fired;

    public void Run()
    {
        for (var contact = 0; contact < _scenario.Contacts; contact++)
        {
            var number = contact;
            Start(() => _contacts.Write(number));
        }

        foreach (var workspace in _workspaces.Values) Start(workspace.Work);
        Start(() => Every(TimeSpan.FromSeconds(5), () => _sweep.Once()));
        Start(() => Every(TimeSpan.FromSeconds(1), EverySecond));
        Start(() => Sometimes(_scenario.BetweenActorCrashes, CrashAnActor));
        Start(() => Sometimes(_scenario.BetweenDoubles, DoubleAnActor));
        Start(() => Sometimes(_scenario.BetweenProcessCrashes, CrashTheProcess));
        Start(() => Sometimes(_scenario.BetweenClockJumps, JumpTheClock));
        Start(() => Sometimes(_scenario.BetweenSettingsChanges, ChangeSettings));
        Pass(_scenario.Trouble);
        Calm();
        Pass(HealWithin);
        _contacts.Silent = true;
        Pass(_scenario.BetweenMessages * 2);
        foreach (var workspace in _workspaces.Values) workspace.Paused = true;
        Pass(HealBeforeAudit);
        Audit();
        LeaveAndWait();
    }

    /// <summary>
    /// Every agent drops at once and for good, and what is with one long enough goes back to its queue (R4.7).
    /// </summary>
    private void LeaveAndWait()
    {
        foreach (var workspace in _workspaces.Values) workspace.GoHome();
        _droppedAt = _engine.VirtualTime.GetUtcNow();
        Pass(TimeSpan.FromSeconds(10));
    }

    /// <summary>
    /// P7 while nothing goes wrong: each second, once lost tells have had the time to heal.
    /// </summary>
    private void CheckDeadlines() => Try(() => _deadlines.CheckNothingIsOverdue(
        _engine.VirtualTime.GetUtcNow(), _ => _droppedAt, head => _droppedAt is null && _otherAgents.IsFreeFor(head),
        _quiet.IsAvailable));

    private void Audit()
    {
        _outbox.HandOver(_engine.VirtualTime.GetUtcNow() + TimeSpan.FromDays(1), recorded: true);
        while (_disk.Outbox.SendersWithQueued().AsTask().Result.Count > 0)
        {
            _outbox.HandOver(_engine.VirtualTime.GetUtcNow() + TimeSpan.FromDays(1), recorded: true);
        }

        _log.CheckWholeLogs();
        _contacts.Check();
        _outbox.Check();
        Soon(_quiet.CheckNobodyWaitsInAClosedQueue);
        Soon(() => _quiet.CheckNobodyWaitsBesideAFreeAgent(agent => _workspaces[agent].IsOnline));
        Soon(_quiet.CheckActorsAgreeWithDisk);
        foreach (var (agent, workspace) in _workspaces) Soon(() => CheckShown(agent, workspace));
    }

    /// <summary>
    /// Deadlines go on acting, so something may be on its way between disk and actors: it arrives within a moment.
    /// </summary>
    private void Soon(Action check)
    {
        for (var left = 5; ; left--)
        {
            try
            {
                check();
                return;
            }
            catch (Violation) when (left > 0)
            {
                Pass(TimeSpan.FromMilliseconds(200));
            }
        }
    }

    private void CheckShown(AgentId agent, Workspace workspace)
    {
        if (!workspace.IsOnline) return;
        var held = _log.Heads.Values.Where(head => head.FillsSlotOf(agent)).Select(head => head.Id).Order();
        if (!held.SequenceEqual(workspace.Shown.Order()))
            throw new Violation(
                "R5.1", $"{agent} is shown {string.Join(',', workspace.Shown)}, has {string.Join(',', held)}");
    }

    private void Calm()
    {
        _troubled = false;
        _healedAt = _engine.VirtualTime.Elapsed + HealBeforeAudit;
        _store.InTrouble = false;
        foreach (var doubled in _engine.Doubled) _engine.Merge(doubled);
        _inForce.Remember();
        foreach (var agent in _directory.Agents.Where(agent => !agent.Enabled).ToList())
        {
            _disk.Restore(_directory.TenantId, agent.Id);
        }

        _directory.EnableAll();
        foreach (var agent in _directory.Agents)
            _engine.Tell(ActorId.Of(_directory.TenantId, agent.Id), AgentChanged.Now);
        foreach (var queue in _directory.Queues)
            _engine.Tell(ActorId.Of(_directory.TenantId, queue.Id), QueueChanged.Now);
        foreach (var workspace in _workspaces.Values) workspace.Calm = true;
    }

    private void Pass(TimeSpan time)
    {
        _engine.Advance(time);
        if ((_log.Broken ?? _broken) is { } broken) throw broken;
        if (_failure is not null) throw new InvalidOperationException("A flow of the world failed.", _failure);
    }

    private void Start(Func<Task> flow) => _engine.Start(async () =>
    {
        try
        {
            await flow();
        }
        catch (Exception e)
        {
            _failure ??= e;
        }
    });

    private async Task Every(TimeSpan period, Func<Task> action)
    {
        while (true)
        {
            await _engine.Delay(period, period);
            await action();
        }
    }

    private async Task Sometimes(TimeSpan? mean, Action action)
    {
        while (mean is { } between)
        {
            await _engine.Delay(TimeSpan.Zero, between * 2);
            if (!_troubled) return;
            action();
        }
    }

    private Task EverySecond()
    {
        foreach (var workspace in _workspaces.Values) workspace.Renew();
        if (_engine.VirtualTime.Elapsed > _healedAt) CheckDeadlines();
        _outbox.HandOver(_engine.VirtualTime.GetUtcNow(), recorded: !_troubled || _engine.Random.Next(4) != 0);
        return Task.CompletedTask;
    }

    private void Try(Action audit)
    {
        try
        {
            audit();
        }
        catch (Violation violation)
        {
            _broken ??= violation;
        }
    }

    private ReservationToken NextToken()
    {
        Span<byte> bytes = stackalloc byte[16];
        _engine.Random.NextBytes(bytes);
        return new ReservationToken(new Guid(bytes));
    }
}
