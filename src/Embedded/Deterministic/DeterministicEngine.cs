using LiveChat.Contracts.Actors;
using LiveChat.Engine.Actors;
using Microsoft.Extensions.Logging;

namespace LiveChat.Embedded.Deterministic;

/// <summary>
/// Runs the same activations as <see cref="EmbeddedEngine"/> on one thread and virtual time, in an order drawn from a
/// seed: of all that could happen next (a message arrives, an actor goes on) one is picked at random. The same seed and
/// the same calls give the same run.
/// </summary>
/// <remarks>
/// What runs on it must await only what completes on it: <see cref="Delay"/>, asks, timers of
/// <see cref="VirtualTime"/>. No thread pool, no <c>ConfigureAwait(false)</c>; what comes back on another thread
/// throws. A turn's awaits end with its activation: after a crash the code behind them never runs, so a simulated store
/// that must finish what it was handed does that part in <see cref="Start"/>.
/// </remarks>
public sealed partial class DeterministicEngine : ActorEngine
{
    /// <summary>More steps than this without a pause are taken for a livelock.</summary>
    public const int StepsMax = 20_000_000;

    private static readonly TimerCallback Depart = static state => ((Arrival)state!).Start();
    private static readonly SendOrPostCallback Arrive = static state => ((Arrival)state!).Complete();
    private static readonly SendOrPostCallback Go = static state => ((Activation)state!).Execute();

    private readonly List<Job> _ready = [];

    // Two, so that a flow never goes on in the midst of a delivery or of a crash: an await goes on at once only where
    // its context is the present one.
    private readonly WorldContext _world;
    private readonly WorldContext _courier;
    private int _pumpingThread;
    private int _life;

    public DeterministicEngine(
        IActorKinds kinds, int seed, VirtualTime? time = null, EngineOptions? options = null, ILogger? logger = null)
        : this(kinds, seed, options, logger, time ?? new VirtualTime())
    {
    }

    private DeterministicEngine(
        IActorKinds kinds, int seed, EngineOptions? options, ILogger? logger, VirtualTime time)
        : base(kinds, time, options, logger)
    {
        VirtualTime = time;
        Random = new Random(seed);
        _world = new WorldContext(this);
        _courier = new WorldContext(this);
    }

    public VirtualTime VirtualTime { get; }

    /// <summary>The one source of chance; what else is random in the run draws from it too.</summary>
    public Random Random { get; }

    /// <summary>Decides on each tell as it is sent; null delivers all.</summary>
    public Func<Passage, Fate>? OnTell { get; set; }

    /// <summary>How many jobs have been run.</summary>
    public long Steps { get; private set; }

    /// <summary>Actors with a mailbox in memory, in an order that depends on nothing but their ids.</summary>
    public IReadOnlyList<ActorId> Actors => InOrder(Activations.Select(a => a.Id));

    /// <summary>The actor itself, for an auditor to look into; null while there is none.</summary>
    public Actor? Instance(ActorId id) => Present(id)?.Actor;

    /// <summary>Runs one of the jobs that could be next; false when there is none.</summary>
    public bool Step()
    {
        while (_ready.Count > 0)
        {
            var pick = Random.Next(_ready.Count);
            var job = _ready[pick];
            _ready[pick] = _ready[^1];
            _ready.RemoveAt(_ready.Count - 1);
            if (job.Context is TurnContext { IsDead: true }) continue;
            Steps++;
            In(job.Context, job.Callback, job.State);
            return true;
        }

        return false;
    }

    /// <summary>Runs until nothing can happen before time goes on.</summary>
    public void RunUntilQuiet()
    {
        var stepsEnd = Steps + StepsMax;
        do
        {
            while (Step())
            {
                if (Steps > stepsEnd) throw new InvalidOperationException($"Not quiet after {StepsMax} steps.");
            }
        }
        while (FireNext(VirtualTime.Elapsed));
    }

    /// <summary>Lets time pass; between any two timers all is run until quiet.</summary>
    public void Advance(TimeSpan by)
    {
        var until = VirtualTime.Elapsed + by;
        do
        {
            RunUntilQuiet();
        }
        while (FireNext(until));
        RunUntilQuiet();
    }

    /// <summary>
    /// Starts something of the world outside (a contact, an agent, a store): it goes on only as the engine is run, and
    /// no crash touches it.
    /// </summary>
    public Task Start(Func<Task> flow)
    {
        var started = Task.CompletedTask;
        In(_world, _ => started = flow(), null);
        return started;
    }

    /// <summary>Starts a flow and runs until it has ended, letting time pass where nothing else happens.</summary>
    /// <exception cref="TimeoutException">It has not ended within that much virtual time.</exception>
    public void Run(Func<Task> flow, TimeSpan within)
    {
        var until = VirtualTime.Elapsed + within;
        var running = Start(flow);
        RunUntilQuiet();
        while (!running.IsCompleted && FireNext(until)) RunUntilQuiet();
        if (!running.IsCompleted) throw new TimeoutException($"Quiet, yet the flow has not ended within {within}.");
        running.GetAwaiter().GetResult();
    }

    /// <summary>Completes after a virtual time drawn between the two, both included.</summary>
    public Task Delay(TimeSpan min, TimeSpan max)
    {
        var delay = TimeSpan.FromTicks(Random.NextInt64(min.Ticks, max.Ticks + 1));
        var done = new TaskCompletionSource();
        VirtualTime.CreateTimer(
            static state => ((TaskCompletionSource)state!).SetResult(), done, delay, Timeout.InfiniteTimeSpan);
        return done.Task;
    }

    /// <summary>
    /// The actor vanishes, in the midst of a turn too, with its mailbox and timers; a keep-alive kind is activated
    /// again. False when it was not in memory.
    /// </summary>
    public bool Crash(ActorId id)
    {
        if (Present(id) is not { } activation) return false;
        In(_courier, _ => activation.Vanish(DropReason.Crash), null);
        if (Kinds.Traits(id.Kind).IdleAfter is null) Find(id).Post(new Envelope(Signal.Revive));
        return true;
    }

    /// <summary>Every actor, message and timer vanishes; asks end with <see cref="ActorFaultedException"/>.</summary>
    public void CrashProcess() => In(_courier, _ => LoseEverything(), null);

    // Plain: on one thread nothing may be handed to the pool; that askers go on later is the contexts' doing.
    private protected override TaskCreationOptions Replies => TaskCreationOptions.None;

    internal void Enqueue(Job job)
    {
        if (_pumpingThread != 0 && _pumpingThread != Environment.CurrentManagedThreadId)
            throw new InvalidOperationException("Something left the engine's thread: no run can be repeated.");
        _ready.Add(job);
    }

    internal override void Schedule(Activation activation) =>
        Enqueue(new Job(new TurnContext(this, activation), Go, activation));

    private protected override void Send(ActorId? from, ActorId to, Envelope envelope)
    {
        var fate = envelope.IsAsk ? Fate.Deliver
            : OnTell?.Invoke(new Passage(from, to, envelope.Message)) ?? Fate.Deliver;
        for (var copy = 0; copy < fate.Copies; copy++)
        {
            var arrival = new Arrival(this, to, copy == 0 ? envelope : new Envelope(envelope.Message), _life);
            if (fate.Delay == TimeSpan.Zero) arrival.Start();
            else VirtualTime.CreateTimer(Depart, arrival, fate.Delay, Timeout.InfiniteTimeSpan);
        }
    }

    private static List<ActorId> InOrder(IEnumerable<ActorId> ids) =>
        [.. ids.OrderBy(id => id.Kind).ThenBy(id => id.Tenant).ThenBy(id => id.Key)];

    private void LoseEverything()
    {
        _life++;
        var lost = _ready.Select(job => job.State).OfType<Arrival>().ToList();
        _ready.RemoveAll(job => job.State is Arrival);
        foreach (var arrival in lost) arrival.Lose();
        foreach (var id in Doubled) _doubles[id].Vanish(DropReason.Crash);
        _doubles.Clear();
        foreach (var id in Actors) Present(id)?.Vanish(DropReason.Crash);
        Reminders.Clear();
    }

    private bool FireNext(TimeSpan until)
    {
        var fired = false;
        In(_courier, _ => fired = VirtualTime.FireNext(until), null);
        return fired;
    }

    private void In(SynchronizationContext context, SendOrPostCallback callback, object? state)
    {
        var (outerContext, outerThread) = (SynchronizationContext.Current, _pumpingThread);
        _pumpingThread = Environment.CurrentManagedThreadId;
        SynchronizationContext.SetSynchronizationContext(context);
        try
        {
            callback(state);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(outerContext);
            _pumpingThread = outerThread;
        }
    }

    /// <summary>A message between its sender and the mailbox.</summary>
    private sealed class Arrival(DeterministicEngine engine, ActorId to, Envelope envelope, int life)
    {
        public void Start()
        {
            if (life != engine._life) return;
            engine.Hold();
            engine.Enqueue(new Job(engine._courier, Arrive, this));
        }

        public void Complete()
        {
            engine.Deliver(to, envelope);
            engine.End();
        }

        public void Lose()
        {
            if (envelope.IsAsk) envelope.Fail(new ActorFaultedException($"The process of {to} crashed."));
            else engine.TellDropped(to, DropReason.Crash);
            engine.End();
        }
    }
}
