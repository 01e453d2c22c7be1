using LiveChat.Storage;
using LiveChat.Storage.Administration.Credentials;
using Microsoft.Extensions.Hosting;

namespace LiveChat.Api.Auth;

/// <summary>Has what was counted of API keys written down, again and again, and once more at the end.</summary>
internal sealed partial class KeyMeterLoop(KeyMeter meter, TimeProvider time, ILogger<KeyMeterLoop> log)
    : BackgroundService
{
    /// <summary>
    /// Requests have ended by then: the server stops taking them first. The time for them may be over; that of the
    /// store is not.
    /// </summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await Flush(CancellationToken.None);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var ticks = new PeriodicTimer(KeyMeter.FlushEach, time);
        try
        {
            while (await ticks.WaitForNextTickAsync(stoppingToken)) await Flush(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Asked to end; the last flush comes after.
        }
    }

    private async Task Flush(CancellationToken cancel)
    {
        try
        {
            await meter.Flush(cancel);
        }
        catch (Exception trouble) when (trouble is StoreBusyException or StoreUnavailableException)
        {
            PutOff(log, trouble.GetType().Name);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The usage of API keys is not written down yet: {Trouble}.")]
    private static partial void PutOff(ILogger log, string trouble);
}
