using System.Diagnostics.Metrics;

namespace LiveChat.Embedded;

/// <summary>The bounds of an engine.</summary>
public sealed record EngineOptions
{
    /// <summary>Turns that an actor takes in one go before it queues up behind the others.</summary>
    public int TurnsPerGo { get; init; } = 32;

    /// <summary>
    /// How often idle activations are looked for: one is collected between its kind's <c>IdleAfter</c> and two sweeps
    /// more.
    /// </summary>
    public TimeSpan SweepInterval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a timer that found its actor's mailbox full waits before it tries again.</summary>
    public TimeSpan ReminderRetry { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// Before the second re-activation of a faulting keep-alive actor; doubles up to <see cref="ReviveDelayMax"/>. The
    /// first one is at once.
    /// </summary>
    public TimeSpan ReviveDelayFirst { get; init; } = TimeSpan.FromMilliseconds(100);

    public TimeSpan ReviveDelayMax { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A fault this long after the one before counts as a first one again.</summary>
    public TimeSpan FaultMemory { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a stop waits for mailboxes to empty, and then again for deactivations.</summary>
    public TimeSpan DrainMax { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>Faults logged per second; more are only counted.</summary>
    public int FaultLogsPerSecondMax { get; init; } = 10;

    /// <summary>Who makes its meter; null: the meter's scope is the engine.</summary>
    public IMeterFactory? Meters { get; init; }
}
