using System.Diagnostics;

namespace LiveChat.Bench.Measures;

/// <summary>Processor time that the servers and the generator took since the clock was started.</summary>
public sealed class CpuClock
{
    private readonly Process[] _servers;
    private readonly int? _postmaster;
    private readonly TimeSpan _serversThen;
    private readonly TimeSpan _databaseThen;
    private readonly TimeSpan _ownThen;
    private readonly long _startedAt = Stopwatch.GetTimestamp();

    private CpuClock(IEnumerable<int> servers, int? postmaster)
    {
        _servers = [.. servers.Select(Process.GetProcessById)];
        _postmaster = postmaster;
        _serversThen = Servers();
        _databaseThen = Database();
        _ownThen = Environment.CpuUsage.TotalTime;
    }

    /// <summary>Time on the wall since the start.</summary>
    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(_startedAt);

    public static CpuClock Start(int server) => new([server], null);

    /// <param name="servers">The processes of the program.</param>
    /// <param name="postmaster">The PostgreSQL server whose processes are counted by themselves; null: none.</param>
    public static CpuClock Start(IEnumerable<int> servers, int? postmaster) => new(servers, postmaster);

    /// <summary>Microseconds of the servers' processor time for each of so many pieces of work.</summary>
    public double ServerMicrosecondsPer(long pieces) => (Servers() - _serversThen).TotalMicroseconds / Max(pieces);

    /// <summary>The same of the database's.</summary>
    public double DatabaseMicrosecondsPer(long pieces) => (Database() - _databaseThen).TotalMicroseconds / Max(pieces);

    /// <summary>The same of the generator's.</summary>
    public double OwnMicrosecondsPer(long pieces) =>
        (Environment.CpuUsage.TotalTime - _ownThen).TotalMicroseconds / Max(pieces);

    private static long Max(long pieces) => Math.Max(1, pieces);

    private TimeSpan Servers()
    {
        var total = TimeSpan.Zero;
        foreach (var server in _servers)
        {
            server.Refresh();
            total += server.TotalProcessorTime;
        }

        return total;
    }

    private TimeSpan Database() => _postmaster is { } above ? ProcessFamily.TimeOf(above) : TimeSpan.Zero;
}
