using System.Diagnostics;
using LiveChat.Contracts.Actors;

namespace LiveChat.Grains.Wire;

/// <summary>What an <see cref="Envelope"/> holds. The numbers travel.</summary>
internal enum EnvelopeKind : byte
{
    /// <summary>A message to an actor.</summary>
    Message = 1,

    /// <summary>The actor's answer; it may be null.</summary>
    Answer = 2,

    /// <summary>Nothing was done: an <see cref="ActorBusyException"/>.</summary>
    Busy = 3,

    /// <summary>The outcome is unknown: an <see cref="ActorFaultedException"/>.</summary>
    Fault = 4,

    /// <summary>A faulted actor is to come back.</summary>
    Revive = 5,
}

/// <summary>
/// All that passes between two nodes. Within a node it passes as it is, and nothing is copied: messages and answers
/// are immutable.
/// </summary>
internal sealed class Envelope
{
    public static readonly Envelope Revive = new(EnvelopeKind.Revive, null);

    private Action? _arrived;

    public Envelope(EnvelopeKind kind, object? content)
    {
        Kind = kind;
        Content = content;
    }

    public EnvelopeKind Kind { get; }

    /// <summary>A message, an answer, or the exception that a refusal is.</summary>
    public object? Content { get; }

    /// <summary>Of a message, what led to it, as <see cref="TraceParent"/>; null where nobody records that.</summary>
    public string? Cause { get; init; }

    /// <param name="message">The message.</param>
    /// <param name="cause">What led to it, if that is known.</param>
    /// <param name="arrived">Called once, when it has reached its actor's place or has left this node.</param>
    public static Envelope Of(IMessage message, ActivityContext? cause = null, Action? arrived = null) =>
        new(EnvelopeKind.Message, message) { Cause = TraceParent.Of(cause ?? default), _arrived = arrived };

    public static Envelope Of(Exception refusal) =>
        new(refusal is ActorBusyException ? EnvelopeKind.Busy : EnvelopeKind.Fault, refusal);

    public void Arrived() => Interlocked.Exchange(ref _arrived, null)?.Invoke();
}
