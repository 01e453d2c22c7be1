using System.Diagnostics;

namespace LiveChat.Bench.Measures;

/// <summary>Processor time that the server and the generator took since the clock was started.</summary>
public sealed class CpuClock
{
    private readonly Process _server;
    private readonly TimeSpan _serverThen;
    private readonly TimeSpan _ownThen;

    private CpuClock(int serverProcess)
    {
        _server = Process.GetProcessById(serverProcess);
        _serverThen = _server.TotalProcessorTime;
        _ownThen = Environment.CpuUsage.TotalTime;
    }

    public static CpuClock Start(int serverProcess) => new(serverProcess);

    /// <summary>Microseconds of the server's processor time for each of so many pieces of work.</summary>
    public double ServerMicrosecondsPer(long pieces)
    {
        _server.Refresh();
        return (_server.TotalProcessorTime - _serverThen).TotalMicroseconds / Math.Max(1, pieces);
    }

    /// <summary>The same of the generator's.</summary>
    public double OwnMicrosecondsPer(long pieces) =>
        (Environment.CpuUsage.TotalTime - _ownThen).TotalMicroseconds / Math.Max(1, pieces);
}
