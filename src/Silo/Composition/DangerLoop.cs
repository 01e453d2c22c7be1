using LiveChat.Engine.Erasures;
using LiveChat.Storage;
using LiveChat.Storage.Erasures;

namespace LiveChat.Silo.Composition;

/// <summary>Carries out dangerous orders for as long as the program runs, with a breath between slices.</summary>
internal sealed partial class DangerLoop(DangerWork work, DangerBell bell, TimeProvider time, ILogger<DangerLoop> log)
    : BackgroundService
{
    private static readonly TimeSpan s_lookEach = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_breath = TimeSpan.FromMilliseconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await work.Once(stoppingToken)) await Task.Delay(s_breath, time, stoppingToken);
            }
            catch (Exception trouble) when (trouble is StoreUnavailableException or StoreBusyException)
            {
                LogPutOff(trouble.Message);
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(fault);
            }

            await bell.Wait(s_lookEach, stoppingToken);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "A dangerous order is put off: {Trouble}")]
    private partial void LogPutOff(string trouble);

    [LoggerMessage(2, LogLevel.Error, "A slice of a dangerous order failed; it comes again")]
    private partial void LogFailed(Exception fault);
}
