using System.Net;
using System.Net.Sockets;

namespace LiveChat.Cluster.Tests.Nodes;

/// <summary>
/// Connects clients to the nodes in turn, as a balancer does that has noticed which of them are away.
/// </summary>
internal sealed class Balancer(IReadOnlyList<ClusterNode> nodes)
{
    /// <summary>So that a node that has come back gets its share.</summary>
    private static readonly TimeSpan s_connectionMax = TimeSpan.FromSeconds(10);

    private readonly bool[] _away = new bool[nodes.Count];
    private int _turn;

    public void Leave(int node) => Volatile.Write(ref _away[node], true);

    public void Return(int node) => Volatile.Write(ref _away[node], false);

    public SocketsHttpHandler Door() => new()
    {
        ConnectCallback = async (_, cancel) => await Connect(cancel),
        PooledConnectionLifetime = s_connectionMax,
    };

    private async ValueTask<Stream> Connect(CancellationToken cancel)
    {
        SocketException? refused = null;
        for (var i = 0; i < nodes.Count; i++)
        {
            var node = (int)((uint)Interlocked.Increment(ref _turn) % (uint)nodes.Count);
            if (Volatile.Read(ref _away[node])) continue;
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, nodes[node].Port), cancel);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (SocketException away)
            {
                socket.Dispose();
                refused = away;
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }

        throw refused ?? new SocketException((int)SocketError.HostUnreachable);
    }
}
