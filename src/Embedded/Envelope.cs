using System.Diagnostics;
using LiveChat.Contracts.Actors;

namespace LiveChat.Embedded;

/// <summary>A message in a mailbox; the mailbox is the chain of <see cref="Next"/>. This one is a tell.</summary>
/// <param name="message">What is to be said.</param>
/// <param name="cause">What its sender was doing, while somebody traces.</param>
internal class Envelope(IMessage message, Activity? cause = null)
{
    public IMessage Message { get; } = message;

    public Envelope? Next { get; set; }

    /// <summary>What led to it, by the time its turn comes; null where nobody traces.</summary>
    public virtual ActivityContext? Cause => cause?.Context;

    public virtual bool IsAsk => false;

    /// <summary>Hands the turn's result to whoever waits for it.</summary>
    /// <exception cref="InvalidCastException">The actor gave something that is no answer to the message.</exception>
    public virtual void Answer(object? reply)
    {
    }

    public virtual void Fail(Exception reason)
    {
    }

    /// <summary>An ask that has no answer when this is cancelled fails with an unknown outcome.</summary>
    public virtual void Expire(CancellationToken late)
    {
    }
}

/// <summary>An ask. Only the first of answer, failure and cancellation counts.</summary>
internal sealed class Question<TReply> : Envelope
{
    private readonly TaskCompletionSource<TReply> _reply;
    private readonly CancellationTokenRegistration _cancelling;
    private CancellationTokenRegistration _expiring;

    public Question(IAsk<TReply> message, TaskCreationOptions options, CancellationToken cancel)
        : base(message, EngineTraces.Current)
    {
        _reply = new TaskCompletionSource<TReply>(options);
        _cancelling = cancel.UnsafeRegister(
            static (reply, cancel) => ((TaskCompletionSource<TReply>)reply!).TrySetCanceled(cancel), _reply);
    }

    public Task<TReply> Reply => _reply.Task;

    public override bool IsAsk => true;

    public override void Answer(object? reply)
    {
        _reply.TrySetResult((TReply)reply!);
        Forget();
    }

    public override void Fail(Exception reason)
    {
        _reply.TrySetException(reason);
        Forget();
        _ = _reply.Task.Exception; // Seen: the asker may have stopped waiting.
    }

    public override void Expire(CancellationToken late) =>
        _expiring = late.UnsafeRegister(static it => ((Question<TReply>)it!).FailLate(), this);

    private void FailLate()
    {
        const string Reason = "It has not answered in time; whether it took effect is unknown.";
        Fail(new ActorFaultedException(Reason, new ActorUnreachableException(Reason)));
    }

    private void Forget()
    {
        _cancelling.Unregister();
        _expiring.Unregister();
    }
}

/// <summary>A message that one activation sent itself for later; for any other activation it is void.</summary>
internal sealed class Reminder(Activation activation, int incarnation, IMessage message) : Envelope(message)
{
    public Activation Activation { get; } = activation;

    public int Incarnation { get; } = incarnation;
}

/// <summary><see cref="Signal.Leave"/>, by one who waits until it has been seen to.</summary>
internal sealed class Farewell() : Envelope(Signal.Leave)
{
    private readonly TaskCompletionSource _said = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Said => _said.Task;

    public override bool IsAsk => true;

    public override void Answer(object? reply) => _said.TrySetResult();

    public override void Fail(Exception reason) => _said.TrySetResult();
}

/// <summary>What an engine says to an activation. Never refused for a full mailbox, never seen by the actor.</summary>
internal sealed class Signal : IMessage
{
    /// <summary>Nothing came for long: go, if the actor lets you.</summary>
    public static readonly Signal Collect = new();

    /// <summary>Activate now, if you are not.</summary>
    public static readonly Signal Revive = new();

    /// <summary>Go when nothing waits any more, whether the actor lets you or not.</summary>
    public static readonly Signal Leave = new();

    private Signal()
    {
    }
}
