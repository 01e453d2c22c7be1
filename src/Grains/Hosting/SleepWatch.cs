using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LiveChat.Grains.Hosting;

/// <summary>
/// A node that did not run for a while (its machine slept, or had no processor for it) may have been declared dead
/// meanwhile. It looks as soon as it runs again, and the runtime ends one that finds itself dead; else it would learn
/// it seconds later, and until then accept requests that it can only refuse.
/// </summary>
/// <param name="membership">Of this node's cluster.</param>
/// <param name="time">By which it is seen that time has passed.</param>
/// <param name="probe">A node that answers no probe for as long is suspected.</param>
/// <param name="log">Told when the node did not run.</param>
internal sealed partial class SleepWatch(
    IClusterMembershipService membership, TimeProvider time, TimeSpan probe, ILogger<SleepWatch> log)
    : BackgroundService
{
    private static readonly TimeSpan s_beat = TimeSpan.FromMilliseconds(500);

    private long _ranAt = time.GetTimestamp();

    internal async ValueTask Beat()
    {
        var since = time.GetElapsedTime(_ranAt);
        if (since > s_beat + probe)
        {
            LogSlept(since);
            await Look();
        }

        _ranAt = time.GetTimestamp();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // A start has its own time.
        _ranAt = time.GetTimestamp();
        using var timer = new PeriodicTimer(s_beat, time);
        while (await timer.WaitForNextTickAsync(stoppingToken)) await Beat();
    }

    private async ValueTask Look()
    {
        try
        {
            await membership.Refresh();
        }
        catch (Exception trouble)
        {
            // The runtime reads it again and again by itself.
            LogNotRead(trouble);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "This node did not run for {Since}; it looks whether it counts as dead")]
    private partial void LogSlept(TimeSpan since);

    [LoggerMessage(2, LogLevel.Warning, "Whether this node counts as dead could not be read")]
    private partial void LogNotRead(Exception trouble);
}
