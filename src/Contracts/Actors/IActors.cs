namespace LiveChat.Contracts.Actors;

/// <summary>What an actor can be told. Messages are plain immutable records.</summary>
public interface IMessage;

/// <summary>What an actor can be asked, with the type of its answer.</summary>
public interface IAsk<TReply> : IMessage;

/// <summary>May be asked again when no answer came: it has no effect, or the same one again.</summary>
public interface IRepeatable : IMessage;

/// <summary>The way to every actor, whatever engine runs them.</summary>
public interface IActors
{
    /// <summary>
    /// Asks an actor and waits for its answer. Only edges ask; no actor awaits another actor.
    /// </summary>
    /// <exception cref="ActorBusyException">The mailbox is full; nothing was done.</exception>
    /// <exception cref="ActorFaultedException">The turn failed; the outcome is unknown until read again.</exception>
    ValueTask<TReply> Ask<TReply>(ActorId to, IAsk<TReply> message, CancellationToken cancel = default);

    /// <summary>
    /// Tells an actor: at most once, in no promised order. A tell to a full mailbox is dropped and counted.
    /// </summary>
    void Tell(ActorId to, IMessage message);
}

/// <summary>
/// The actor's mailbox is full, or the store's queue in front of its turn is: nothing was done, try again.
/// </summary>
public sealed class ActorBusyException(string message) : Exception(message);

/// <summary>
/// The actor's turn failed and its activation was dropped: whether the message took effect is unknown.
/// </summary>
public sealed class ActorFaultedException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>
/// Inside of an <see cref="ActorFaultedException"/>: the actor, or its node, did not answer in time, is gone, or was
/// found to go on elsewhere.
/// </summary>
public sealed class ActorUnreachableException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>Wakes an actor; it activates, and so compares itself with the rows that name it.</summary>
public sealed record Wake : IMessage
{
    public static readonly Wake Up = new();
}

/// <summary>
/// A commit was held back since the agent's or queue's epoch on disk is newer than <c>Epoch</c>: whoever still decides
/// under that one takes up a new one, and reads the rows again. Of no concern to one that does not.
/// </summary>
public sealed record EpochPassed(long Epoch) : IMessage;
