using System.Diagnostics;

namespace LiveChat.Bench.Load;

/// <summary>
/// One conversation as the generator plays it: the contact writes, an agent answers, until three of each and the close.
/// The contact writes again when the answer was accepted, the agent answers when it sees the message on its stream.
/// </summary>
public sealed class Dialogue(long contact)
{
    public const int Turns = 3;

    private int _moments;

    public long Contact { get; } = contact;

    /// <summary>When it was due to start, by <see cref="Stopwatch.GetTimestamp"/>; the other times too.</summary>
    public long DueAt { get; init; }

    public long AcknowledgedAt { get; private set; }

    public long AssignedAt { get; private set; }

    /// <summary>The conversation's id, once its agent's stream has told it.</summary>
    public byte[] Id { get; private set; } = [];

    public AgentDesk? Desk { get; private set; }

    /// <summary>MO sent and answers begun so far.</summary>
    public int Written { get; set; }

    public int Answered { get; set; }

    /// <summary>The first MO was acknowledged. True when the assignment is known too: both are, exactly once.</summary>
    public bool Acknowledge(long at)
    {
        AcknowledgedAt = at;
        return Interlocked.Increment(ref _moments) == 2;
    }

    /// <summary>The stream told the assignment. True when the acknowledgement is known too.</summary>
    public bool Assign(AgentDesk desk, ReadOnlySpan<byte> id, long at)
    {
        (Desk, Id, AssignedAt) = (desk, id.ToArray(), at);
        return Interlocked.Increment(ref _moments) == 2;
    }
}
