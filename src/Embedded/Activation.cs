using LiveChat.Contracts.Actors;
using LiveChat.Engine.Actors;

namespace LiveChat.Embedded;

/// <summary>What became of an envelope handed to an activation.</summary>
internal enum Posted : byte
{
    Accepted = 1,
    MailboxFull,

    /// <summary>The activation is gone for good; the engine makes another.</summary>
    Retired,
}

/// <summary>
/// The place of one actor in memory: its mailbox, and the actor while there is one. It outlives the actor's faults, so
/// what waits in the mailbox meets the next actor; it retires only with an empty mailbox, so no message is lost between
/// two activations.
/// </summary>
/// <remarks>
/// It is itself the work item that runs its turns and the lock that guards its mailbox: there is one of these for each
/// open conversation, and every object beside it would count a hundred thousand times.
/// </remarks>
internal sealed class Activation(ActorEngine engine, ActorId id, ActorKindTraits traits)
    : IThreadPoolWorkItem, IActorContext
{
    private Actor? _actor;
    private Envelope? _current;
    private FaultHistory? _faults;
    private Mailbox _mailbox;
    private long _usedAt;
    private int _incarnation;
    private bool _running;
    private bool _retired;

    public ActorId Id { get; } = id;

    public TimeProvider Time => engine.Time;

    public bool IsRetired => Volatile.Read(ref _retired);

    /// <summary>The actor, while there is one.</summary>
    public Actor? Actor => _actor;

    public void Tell(ActorId to, IMessage message)
    {
        if (!IsRetired) engine.TellFrom(Id, to, message);
    }

    public void After(TimeSpan delay, IMessage message) =>
        engine.Reminders.Add(delay, new Reminder(this, _incarnation, message));

    public Posted Post(Envelope envelope)
    {
        lock (this)
        {
            if (_retired) return Posted.Retired;
            if (_mailbox.Count >= traits.MailboxMax && envelope.Message is not Signal) return Posted.MailboxFull;
            if (envelope is not Reminder) _usedAt = engine.CoarseNow;
            _mailbox.Add(envelope);
            if (_running) return Posted.Accepted;
            _running = true;
        }

        engine.Begin(this);
        return Posted.Accepted;
    }

    /// <summary>Sets out to collect the actor if nothing came for as long as its kind says.</summary>
    public void CollectIfIdle(long now)
    {
        if (traits.IdleAfter is not { } idleAfter) return;
        lock (this)
        {
            if (_retired || _running || engine.CoarseElapsed(_usedAt, now) < idleAfter) return;
            _mailbox.Add(new Envelope(Signal.Collect));
            _running = true;
        }

        engine.Begin(this);
    }

    /// <summary>
    /// Has the actor go once nothing waits, whether it lets itself be collected or not. Mail that comes meanwhile may
    /// bring another one to its place.
    /// </summary>
    public Task Leave()
    {
        var farewell = new Farewell();
        return Post(farewell) == Posted.Retired ? Task.CompletedTask : farewell.Said;
    }

    /// <summary>
    /// Runs a bounded number of turns; for the engine, and only after <see cref="ActorEngine.Begin"/>.
    /// </summary>
    // Async void on purpose: what escapes here is a bug of the engine itself, and must be loud.
    public async void Execute()
    {
        for (var turns = 0; turns < engine.Options.TurnsPerGo; turns++)
        {
            if (engine.IsClosed)
            {
                await Close();
                return;
            }

            if (Take() is not { } envelope) return;
            await Turn(envelope);
        }

        engine.Schedule(this);
    }

    /// <summary>
    /// Makes the activation vanish as it is, in the midst of a turn too: whoever waits for an answer is told that the
    /// outcome is unknown, and nothing that the actor still does is heard.
    /// </summary>
    public void Vanish(DropReason tag)
    {
        var reason = $"{Id} vanished; whether the message took effect is unknown.";
        var fault = new ActorFaultedException(reason, new ActorUnreachableException(reason));
        bool wasRunning;
        lock (this)
        {
            if (_retired) return;
            _retired = true;
            (wasRunning, _running) = (_running, false);
        }

        _actor = null;
        _incarnation++;
        engine.Leaving(Id);
        _current?.Fail(fault);
        DropMail(fault, tag);
        engine.Remove(this);
        if (wasRunning) engine.End();
    }

    private Envelope? Take()
    {
        lock (this)
        {
            if (_retired && !_running) return null;
            if (_mailbox.Take() is { } envelope) return envelope;
            _running = false;
        }

        engine.End();
        return null;
    }

    private async ValueTask Turn(Envelope envelope)
    {
        if (envelope is Reminder reminder && reminder.Incarnation != _incarnation) return;
        _current = envelope;
        using var traced = EngineTraces.Turn(Id, envelope);
        try
        {
            if (envelope.Message == Signal.Collect) await Passivate();
            else if (envelope.Message == Signal.Leave) await Leave(envelope);
            else if (envelope.Message == Signal.Revive) _ = _actor ?? await Activate();
            else envelope.Answer(await (_actor ?? await Activate()).Receive(envelope.Message));
            if (_actor is { IsOver: true }) await Passivate();
        }
        catch (ActorBusyException busy)
        {
            Fail(envelope, busy, DropReason.StoreBusy);
            if (_actor is null) Dropped();
        }
        catch (Exception fault)
        {
            EngineTraces.Failed(traced, fault);
            engine.Faulted(Id, fault);
            Fail(envelope, new ActorFaultedException($"{Id} faulted: {fault.Message}", fault), DropReason.Fault);
            Dropped();
        }

        _current = null;
    }

    private async ValueTask<Actor> Activate()
    {
        var actor = engine.Kinds.Create(Id);
        actor.Attach(this);
        await actor.Activate();
        return _actor = actor;
    }

    private async ValueTask Leave(Envelope farewell)
    {
        await Passivate(asked: false);
        farewell.Answer(null);
    }

    private async ValueTask Passivate(bool asked = true)
    {
        if (HasMail()) return;
        if (_actor is { } actor)
        {
            if (asked && !actor.MayPassivate) return;
            await actor.Deactivate();
            _actor = null;
            _incarnation++;

            // Mail that came while it went has the next one here.
            if (HasMail()) return;
        }

        engine.Leaving(Id);
        lock (this)
        {
            if (_mailbox.Count > 0) return;
            _retired = true;
        }

        engine.Remove(this);
    }

    private bool HasMail()
    {
        lock (this) return _mailbox.Count > 0;
    }

    /// <summary>
    /// The actor is gone without having been asked; one that must be there comes back at once, or soon.
    /// </summary>
    private void Dropped()
    {
        _actor = null;
        _incarnation++;
        if (engine.Relinquish(Id, mustReturn: traits.IdleAfter is null) || traits.IdleAfter is not null) return;
        _faults ??= new FaultHistory();
        var delay = _faults.DelayAfterFault(engine.Time, engine.Options);
        if (delay == TimeSpan.Zero) Post(new Envelope(Signal.Revive));
        else After(delay, Signal.Revive);
    }

    /// <summary>The end of a stop: the actor may say goodbye, what still waits is refused.</summary>
    private async ValueTask Close()
    {
        try
        {
            if (_actor is { } actor) await actor.Deactivate();
        }
        catch (Exception fault)
        {
            engine.Faulted(Id, fault);
        }

        lock (this)
        {
            if (_retired && !_running) return;
            _retired = true;
            _running = false;
        }

        _actor = null;
        _incarnation++;
        engine.Leaving(Id);
        DropMail(ActorEngine.Stopping(), DropReason.Stopped);
        engine.Remove(this);
        engine.End();
    }

    private void DropMail(Exception reason, DropReason tag)
    {
        while (true)
        {
            Envelope? envelope;
            lock (this) envelope = _mailbox.Take();
            if (envelope is null) return;
            Fail(envelope, reason, tag);
        }
    }

    private void Fail(Envelope envelope, Exception reason, DropReason tag)
    {
        if (envelope.IsAsk) envelope.Fail(reason);
        else if (envelope.Message is not Signal) engine.TellDropped(Id, tag);
    }
}
