using System.Diagnostics;
using LiveChat.Bench.Measures;

namespace LiveChat.Bench.Load;

/// <summary>Latencies of the parts of dialogues.</summary>
public sealed class DialogueFigures
{
    /// <summary>From an MO sent to its acknowledgement.</summary>
    public LatencyHistogram Mo { get; } = new();

    /// <summary>From an answer sent to its acknowledgement.</summary>
    public LatencyHistogram Answer { get; } = new();

    /// <summary>
    /// From the first MO acknowledged to <c>assigned</c> on the stream; 0 where the stream was first.
    /// </summary>
    public LatencyHistogram Assign { get; } = new();

    /// <summary>
    /// From the moment the first MO was due to <c>assigned</c>: what waits in the generator counts too.
    /// </summary>
    public LatencyHistogram DueToAssigned { get; } = new();

    public void Begun(Dialogue dialogue)
    {
        Assign.Record(Stopwatch.GetElapsedTime(dialogue.AcknowledgedAt, dialogue.AssignedAt));
        DueToAssigned.Record(Stopwatch.GetElapsedTime(dialogue.DueAt, dialogue.AssignedAt));
    }
}
