using LiveChat.Contracts.Outbox;
using LiveChat.Core.Primitives;

namespace LiveChat.Channels.Outbox;

/// <summary>
/// The messages of one thread that memory holds, in order; the head is the only one that may be under way.
/// </summary>
internal sealed class ThreadLine(OutboxMessage head)
{
    private Queue<OutboxMessage>? _rest;

    public ThreadId Thread { get; } = head.Id.Thread;

    public OutboxMessage? Head { get; private set; } = head;

    public Progress Progress { get; set; } = Progress.Ready;

    /// <summary>The rows may hold more of this thread than memory does: hints for it are not trusted.</summary>
    public bool Beyond { get; set; }

    /// <summary>The number of the last read that had begun when a hint for this thread was passed over.</summary>
    public int PassedOver { get; set; } = -1;

    /// <summary>The number of the last read that had begun when the head was parked.</summary>
    public int ParkedIn { get; set; } = -1;

    public long LastVersion { get; private set; } = head.Id.Version;

    public int Count => (Head is null ? 0 : 1) + (_rest?.Count ?? 0);

    public void Add(OutboxMessage message)
    {
        LastVersion = message.Id.Version;
        if (Head is null) Head = message;
        else (_rest ??= new Queue<OutboxMessage>()).Enqueue(message);
    }

    public void Replace(OutboxMessage head) => Head = head;

    public void Advance() => Head = _rest is { Count: > 0 } ? _rest.Dequeue() : null;
}

internal enum Progress : byte
{
    /// <summary>The head can be sent.</summary>
    Ready = 1,

    /// <summary>The head is under way, or its result is not on disk yet.</summary>
    Sending,

    /// <summary>The head waits for its next attempt.</summary>
    Parked,

    /// <summary>Memory has nothing, the rows may have: kept until they have been read.</summary>
    Emptied,
}
