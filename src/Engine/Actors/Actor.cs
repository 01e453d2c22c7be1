using LiveChat.Contracts.Actors;

namespace LiveChat.Engine.Actors;

/// <summary>
/// One tenant, queue, agent or conversation: one message at a time, no locks, no waiting for another actor. An engine
/// creates it through <see cref="IActorKinds"/>, hands it its context, activates it, and then runs turns.
/// </summary>
/// <remarks>
/// An exception out of <see cref="Activate"/> or <see cref="Receive"/> poisons the activation: it is dropped without
/// <see cref="Deactivate"/>, its asker gets <see cref="ActorFaultedException"/>, and the next message activates anew.
/// Only <see cref="ActorBusyException"/> does not poison: it says that nothing was done, and it reaches the asker as it
/// is.
/// </remarks>
public abstract class Actor
{
    private IActorContext? _context;

    protected IActorContext Context =>
        _context ?? throw new InvalidOperationException("The engine gives the context before the activation.");

    protected ActorId Id => Context.Id;

    /// <summary>UTC, to the microsecond.</summary>
    protected DateTimeOffset Now
    {
        get
        {
            var now = Context.Time.GetUtcNow();
            return new DateTimeOffset(now.Ticks - (now.Ticks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);
        }
    }

    /// <summary>For engines: called once, before <see cref="Activate"/>.</summary>
    public void Attach(IActorContext context) => _context = context;

    /// <summary>Reads what the actor needs. Runs before the first turn.</summary>
    public virtual ValueTask Activate() => ValueTask.CompletedTask;

    /// <summary>
    /// One turn. For an <see cref="IAsk{TReply}"/> the result is the reply; for a tell it is ignored.
    /// </summary>
    public abstract ValueTask<object?> Receive(IMessage message);

    /// <summary>Runs when an idle actor is collected and when the engine stops; not after a fault.</summary>
    public virtual ValueTask Deactivate() => ValueTask.CompletedTask;

    /// <summary>Whether an idle activation may be collected now; asked only between turns.</summary>
    public virtual bool MayPassivate => true;

    /// <summary>
    /// Whether what the actor stands for is gone for good or at rest in the store, so that it is collected at once,
    /// whatever its kind; asked between turns. It must then be one that <see cref="MayPassivate"/>.
    /// </summary>
    public virtual bool IsOver => false;
}

/// <summary>What an engine gives to an activation.</summary>
public interface IActorContext
{
    ActorId Id { get; }

    TimeProvider Time { get; }

    void Tell(ActorId to, IMessage message);

    /// <summary>
    /// Delivers a message to this activation after a while, as a turn. A hint: it is gone with the activation, and
    /// never needs to be cancelled.
    /// </summary>
    void After(TimeSpan delay, IMessage message);
}

/// <summary>What engines need to know of each kind of actor.</summary>
public interface IActorKinds
{
    ActorKindTraits Traits(ActorKind kind);

    Actor Create(ActorId id);
}

/// <param name="MailboxMax">Messages that may wait; one more is answered busy (ask) or dropped and counted
/// (tell).</param>
/// <param name="IdleAfter">Collected when nothing came for this long; null keeps it alive for good, and after a fault
/// it is activated again at once.</param>
public sealed record ActorKindTraits(int MailboxMax, TimeSpan? IdleAfter);
