using System.Net;
using System.Net.Sockets;

namespace LiveChat.Channels.Outgoing;

/// <summary>
/// The connections by which adapters are called. The address is judged when the connection is made, whatever the name
/// resolved to before; redirects are not followed, cookies and proxies are not used. One pool serves every sender: how
/// many connections a sender may hold is bounded by its lane.
/// </summary>
public static class GuardedConnections
{
    public static readonly TimeSpan ConnectTimeMax = TimeSpan.FromSeconds(5);

    private const int ResponseDrainBytesMax = 64 * 1024;

    /// <summary>The caller owns the handler.</summary>
    public static SocketsHttpHandler Create(AddressPolicy policy) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        ActivityHeadersPropagator = null,
        ConnectTimeout = ConnectTimeMax,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
        MaxResponseHeadersLength = 16,
        MaxResponseDrainSize = ResponseDrainBytesMax,
        ConnectCallback = (context, cancel) => Connect(policy, context.DnsEndPoint, cancel),
    };

    private static async ValueTask<Stream> Connect(AddressPolicy policy, DnsEndPoint to, CancellationToken cancel)
    {
        var addresses = IPAddress.TryParse(to.Host, out var literal)
            ? [literal]
            : await Dns.GetHostAddressesAsync(to.Host, cancel);
        var allowed = Array.FindAll(addresses, policy.Allows);
        if (allowed.Length == 0) throw new AddressNotAllowedException();
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, to.Port, cancel);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>The host has no address that may be called.</summary>
public sealed class AddressNotAllowedException() : IOException("The address may not be called.");
