using System.Collections.Concurrent;
using LiveChat.Contracts.Actors;
using LiveChat.Core.Primitives;
using LiveChat.Engine.Actors;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveChat.Embedded;

/// <summary>
/// What the engines of one process share: everything but on which thread, and in which order, activations run.
/// </summary>
/// <remarks>
/// One turn at a time for each actor; messages from one sender to one receiver are seen in the order in which they
/// reach the mailbox. A message that reached a mailbox is lost only when the engine stops or a fault takes its own
/// turn.
/// </remarks>
public abstract class ActorEngine : IActors, ILocalActors, IAsyncDisposable
{
    private readonly ConcurrentDictionary<ActorId, Activation> _activations = new();
    private readonly EngineMeter _meter;
    private readonly FaultLog _faultLog;
    private readonly ITimer _sweep;
    private TaskCompletionSource? _rested;
    private Task? _stopped;
    private long _coarseNow;
    private long _active;
    private volatile Phase _phase = Phase.Running;

    private protected ActorEngine(IActorKinds kinds, TimeProvider time, EngineOptions? options, ILogger? logger)
    {
        Kinds = kinds;
        Time = time;
        Options = options ?? new EngineOptions();
        Reminders = new ReminderQueue(time, Deliver);
        _faultLog = new FaultLog(logger ?? NullLogger.Instance, time, Options.FaultLogsPerSecondMax);
        _meter = new EngineMeter(this, Options.Meters, () => _activations.Count);
        _coarseNow = time.GetTimestamp();
        _sweep = time.CreateTimer(
            static engine => ((ActorEngine)engine!).Sweep(), this, Options.SweepInterval, Options.SweepInterval);
    }

    private enum Phase : byte
    {
        Running,

        /// <summary>Asks are refused, tells between actors still arrive.</summary>
        Draining,

        /// <summary>Nothing arrives; every activation closes.</summary>
        Closed,
    }

    /// <summary>How many actors have a mailbox in memory.</summary>
    public int ActivationCount => _activations.Count;

    public EngineOptions Options { get; }

    public TimeProvider Time { get; }

    internal IActorKinds Kinds { get; }

    internal ReminderQueue Reminders { get; }

    /// <summary>The time of the last sweep: near enough for idleness, and cheaper than a clock.</summary>
    internal long CoarseNow => Volatile.Read(ref _coarseNow);

    internal bool IsClosed => _phase == Phase.Closed;

    /// <summary>How replies come back: the asker must not go on inside the actor's turn.</summary>
    private protected virtual TaskCreationOptions Replies => TaskCreationOptions.RunContinuationsAsynchronously;

    private protected ICollection<Activation> Activations => _activations.Values;

    public ValueTask<TReply> Ask<TReply>(ActorId to, IAsk<TReply> message, CancellationToken cancel = default)
    {
        if (cancel.IsCancellationRequested) return ValueTask.FromCanceled<TReply>(cancel);
        var question = new Question<TReply>(message, Replies, cancel);
        Send(null, to, question);
        return new ValueTask<TReply>(question.Reply);
    }

    public void Tell(ActorId to, IMessage message) => Send(null, to, new Envelope(message, EngineTraces.Current));

    public void TellAll(ActorKind kind, TenantId? tenant, IMessage message)
    {
        foreach (var (id, activation) in _activations)
        {
            if (id.Kind != kind || (tenant is { } one && id.Tenant != one)) continue;
            var envelope = new Envelope(message, EngineTraces.Current);
            if (!Admits(envelope)) return;
            if (activation.Post(envelope) == Posted.MailboxFull) TellDropped(id, DropReason.MailboxFull);
        }
    }

    /// <summary>
    /// Stops: asks are refused with <see cref="ActorBusyException"/>, timers are dead, mailboxes are emptied for at
    /// most <see cref="EngineOptions.DrainMax"/>, then every actor is deactivated, again for at most that long; what
    /// still runs or waits then is abandoned, its asker told. May be called more than once.
    /// </summary>
    public Task Stop()
    {
        lock (_activations) return _stopped ??= StopOnce();
    }

    public async ValueTask DisposeAsync()
    {
        await Stop();
        Release();
        Reminders.Dispose();
        _meter.Dispose();
        GC.SuppressFinalize(this);
    }

    internal static ActorBusyException Stopping() => new("The process is stopping.");

    internal void TellFrom(ActorId from, ActorId to, IMessage message) =>
        Send(from, to, new Envelope(message, EngineTraces.Current));

    /// <summary>An activation has something to do.</summary>
    internal void Begin(Activation activation)
    {
        Hold();
        Schedule(activation);
    }

    /// <summary>Something is under way that a stop waits for, until <see cref="End"/>.</summary>
    internal void Hold() => Interlocked.Increment(ref _active);

    /// <summary>An activation has nothing left to do, or what was held is over.</summary>
    internal void End()
    {
        if (Interlocked.Decrement(ref _active) == 0) Volatile.Read(ref _rested)?.TrySetResult();
    }

    /// <summary>Has <see cref="Activation.Execute"/> called, soon, behind those scheduled before.</summary>
    internal abstract void Schedule(Activation activation);

    internal void Remove(Activation activation) => _activations.TryRemove(new(activation.Id, activation));

    internal void Faulted(ActorId actor, Exception fault)
    {
        _meter.Faulted(actor.Kind);
        _faultLog.Faulted(actor, fault);
    }

    internal void TellDropped(ActorId actor, DropReason reason) => _meter.TellDropped(actor.Kind, reason);

    internal TimeSpan CoarseElapsed(long since, long now) => Time.GetElapsedTime(since, now) - Options.SweepInterval;

    /// <summary>
    /// The actor's place in memory is about to be given up, or has been; called more often than once, in any thread.
    /// </summary>
    internal virtual void Leaving(ActorId actor)
    {
    }

    /// <summary>
    /// A fault has dropped an actor. True where the engine gives up its place too, and brings one that
    /// <paramref name="mustReturn"/> back wherever its place is then.
    /// </summary>
    internal virtual bool Relinquish(ActorId actor, bool mustReturn) => false;

    /// <summary>After the stop: lets go what this kind of engine holds besides.</summary>
    private protected virtual void Release()
    {
    }

    /// <summary>Whether an envelope may still set out.</summary>
    private protected bool Admits(Envelope envelope) =>
        _phase == Phase.Running || (_phase == Phase.Draining && !envelope.IsAsk);

    private protected void Refuse(ActorId to, Envelope envelope)
    {
        if (envelope.IsAsk) envelope.Fail(Stopping());
        else TellDropped(to, DropReason.Stopped);
    }

    /// <summary>On its way from <c>from</c> (null: from outside) to an actor's mailbox.</summary>
    private protected virtual void Send(ActorId? from, ActorId to, Envelope envelope) => Deliver(to, envelope);

    private protected void Deliver(ActorId to, Envelope envelope)
    {
        while (Admits(envelope))
        {
            var activation = Find(to);
            if (TryDeliver(activation, envelope)) return;
            Remove(activation);
        }

        Refuse(to, envelope);
    }

    /// <summary>False: the activation is gone for good, and nothing was done.</summary>
    private protected bool TryDeliver(Activation to, Envelope envelope)
    {
        switch (to.Post(envelope))
        {
            case Posted.Accepted:
                return true;
            case Posted.MailboxFull when envelope.IsAsk:
                envelope.Fail(new ActorBusyException($"The mailbox of {to.Id} is full."));
                return true;
            case Posted.MailboxFull:
                TellDropped(to.Id, DropReason.MailboxFull);
                return true;
            default:
                return false;
        }
    }

    private protected Activation? Present(ActorId id) => _activations.GetValueOrDefault(id);

    /// <summary>Gives an activation its actor's place, where that is free.</summary>
    private protected void Place(Activation activation) => _activations.TryAdd(activation.Id, activation);

    private protected virtual Activation Find(ActorId id) => _activations.TryGetValue(id, out var activation)
        ? activation
        : _activations.GetOrAdd(
            id, static (id, engine) => new Activation(engine, id, engine.Kinds.Traits(id.Kind)), this);

    private void Deliver(Reminder reminder)
    {
        // A timer is how actors repeat what was lost: one that finds no room waits for it, or the repeating would end.
        if (reminder.Activation.Post(reminder) == Posted.MailboxFull) Reminders.Add(Options.ReminderRetry, reminder);
    }

    private void Sweep()
    {
        var now = Time.GetTimestamp();
        Volatile.Write(ref _coarseNow, now);
        if (_phase != Phase.Running) return;
        foreach (var (_, activation) in _activations) activation.CollectIfIdle(now);
    }

    private async Task StopOnce()
    {
        _phase = Phase.Draining;
        Reminders.Stop();
        _sweep.Dispose();
        await Rested();
        _phase = Phase.Closed;
        foreach (var (_, activation) in _activations) activation.Post(new Envelope(Signal.Collect));
        await Rested();
        foreach (var (_, activation) in _activations) activation.Vanish(DropReason.Stopped);
    }

    /// <summary>Returns when no activation has anything to do, or when it has taken too long.</summary>
    private async Task Rested()
    {
        var rested = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Interlocked.Exchange(ref _rested, rested);
        if (Interlocked.Read(ref _active) == 0) return;
        await using var limit = Time.CreateTimer(
            static rested => ((TaskCompletionSource)rested!).TrySetResult(), rested, Options.DrainMax,
            Timeout.InfiniteTimeSpan);
        await rested.Task;
    }
}
