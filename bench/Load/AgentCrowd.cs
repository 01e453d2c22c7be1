using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using LiveChat.Outside;

namespace LiveChat.Bench.Load;

/// <summary>Agents that only listen: what their streams told is counted.</summary>
public sealed class AgentCrowd(IPEndPoint server, IEnumerable<AgentAccess> agents) : IAgentEvents, IDisposable
{
    private static readonly TimeSpan ConnectPause = TimeSpan.FromMilliseconds(10);

    private readonly AgentDesk[] _desks = [.. agents.Select(agent => new AgentDesk(agent))];
    private long _assigned;
    private long _written;
    private long _firstAssignedAt;

    public long AssignedCount => Volatile.Read(ref _assigned);

    public long ContactWroteCount => Volatile.Read(ref _written);

    /// <summary>By <see cref="Stopwatch.GetTimestamp"/>; 0 before the first.</summary>
    public long FirstAssignedAt => Volatile.Read(ref _firstAssignedAt);

    /// <summary>Waits until something holds of what the streams have told; a stream that ended ends the run.</summary>
    public Task Until(string phase, TimeSpan within, Func<bool> holds, Func<string> howFar) => Poll.Until(
        phase, within, async () =>
        {
            if (_desks.FirstOrDefault(desk => desk.Streaming is { IsCompleted: true }) is { } deaf)
            {
                await deaf.Streaming!;
                throw new IOException("The server ended an agent's stream.");
            }
            return holds();
        }, howFar);

    public Task Open() => Task.WhenAll(_desks.Select(desk => desk.Open(server, this)));

    /// <summary>As workspaces do after a crash: they try until the server is there again, then all connect.</summary>
    public async Task OpenAgain(TimeSpan within)
    {
        var start = Stopwatch.GetTimestamp();
        await Open(_desks[0]);
        await Task.WhenAll(_desks.Skip(1).Select(Open));

        async Task Open(AgentDesk desk)
        {
            while (true)
            {
                try
                {
                    await desk.Open(server, this);
                    return;
                }
                catch (Exception e) when (
                    e is SocketException or IOException && Stopwatch.GetElapsedTime(start) < within)
                {
                    await Task.Delay(ConnectPause);
                }
            }
        }
    }

    public void Assigned(AgentDesk desk, ReadOnlySpan<byte> data)
    {
        Interlocked.CompareExchange(ref _firstAssignedAt, Stopwatch.GetTimestamp(), 0);
        Interlocked.Increment(ref _assigned);
    }

    public void ContactWrote(AgentDesk desk, ReadOnlySpan<byte> conversationId) => Interlocked.Increment(ref _written);

    public void Dispose()
    {
        foreach (var desk in _desks) desk.Dispose();
    }
}
