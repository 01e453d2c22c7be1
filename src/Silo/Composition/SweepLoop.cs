using LiveChat.Engine.Sweeps;
using LiveChat.Storage;

namespace LiveChat.Silo.Composition;

/// <summary>Sweeps at the start, and then again and again until the program stops.</summary>
internal sealed partial class SweepLoop(Sweep sweep, TimeProvider time, ILogger<SweepLoop> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var ticks = new PeriodicTimer(Sweep.Every, time);
        do
        {
            await SweepOnce(stoppingToken);
        }
        while (await ticks.WaitForNextTickAsync(stoppingToken));
    }

    private async Task SweepOnce(CancellationToken stopping)
    {
        try
        {
            await sweep.Once(stopping);
        }
        catch (StoreUnavailableException trouble)
        {
            LogPutOff(trouble.Message);
        }
        catch (Exception fault) when (!stopping.IsCancellationRequested)
        {
            LogFailed(fault);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "The sweep is put off: {Trouble}")]
    private partial void LogPutOff(string trouble);

    [LoggerMessage(2, LogLevel.Error, "The sweep failed; it comes again")]
    private partial void LogFailed(Exception fault);
}
