using LiveChat.Contracts.Actors;
using Microsoft.Extensions.Logging;

namespace LiveChat.Embedded;

/// <summary>Logs faults, at most so many per second: a store that is away would otherwise fill the disk too.</summary>
internal sealed partial class FaultLog(ILogger logger, TimeProvider time, int perSecondMax)
{
    private readonly Lock _lock = new();
    private long _secondBegan = time.GetTimestamp();
    private int _logged;
    private long _suppressed;

    public void Faulted(ActorId actor, Exception fault)
    {
        long suppressed;
        lock (_lock)
        {
            if (time.GetElapsedTime(_secondBegan) >= TimeSpan.FromSeconds(1))
            {
                _secondBegan = time.GetTimestamp();
                _logged = 0;
            }

            if (_logged == perSecondMax)
            {
                _suppressed++;
                return;
            }

            _logged++;
            (suppressed, _suppressed) = (_suppressed, 0);
        }

        LogFault(actor, suppressed, fault);
    }

    [LoggerMessage(
        1, LogLevel.Error, "Actor {Actor} faulted; its activation is dropped ({Suppressed} faults before not logged)")]
    private partial void LogFault(ActorId actor, long suppressed, Exception fault);
}
