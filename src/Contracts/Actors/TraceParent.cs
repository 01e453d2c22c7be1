using System.Diagnostics;

namespace LiveChat.Contracts.Actors;

/// <summary>
/// What led to something, as it is kept or sent on: the <c>traceparent</c> of the W3C's Trace Context, in ASCII.
/// Only what is recorded: where nobody traces there is no text, and it costs nothing.
/// </summary>
public static class TraceParent
{
    /// <summary>Of every text.</summary>
    public const int Characters = 55;

    /// <summary>Null where the cause is unknown, or somebody decided that its trace is not recorded.</summary>
    /// <param name="cause">What a tracer adds for itself (<c>tracestate</c>) is left out; it has no bound.</param>
    public static string? Of(ActivityContext cause) => (cause.TraceFlags & ActivityTraceFlags.Recorded) == 0
        ? null
        : $"00-{cause.TraceId.ToHexString()}-{cause.SpanId.ToHexString()}-01";

    /// <summary>A remote cause; an unknown one for null, and for what is no such text.</summary>
    public static ActivityContext Read(string? text) =>
        ActivityContext.TryParse(text, null, isRemote: true, out var cause) ? cause : default;
}
