using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace LiveChat.Api.Streams;

/// <summary>
/// Notices clients that vanished without a word: what is sent to them (on a stream at least every 5 s) must be
/// acknowledged within 10 s, or the kernel ends the connection (RFC 5482, TCP user timeout). Accepted sockets inherit
/// it from the listening one. Linux only; elsewhere the system's own timeouts apply.
/// </summary>
internal static class HalfOpenConnections
{
    private const int TcpProtocol = 6;
    private const int TcpUserTimeout = 18;
    private const int UnacknowledgedMilliseconds = 10_000;

    public static void Limit(SocketTransportOptions options)
    {
        var listen = options.CreateBoundListenSocket;
        options.CreateBoundListenSocket = endpoint => Limited(listen(endpoint), endpoint);
    }

    private static Socket Limited(Socket socket, EndPoint endpoint)
    {
        if (OperatingSystem.IsLinux() && endpoint is IPEndPoint)
        {
            Span<byte> value = stackalloc byte[sizeof(int)];
            BinaryPrimitives.WriteInt32LittleEndian(value, UnacknowledgedMilliseconds);
            socket.SetRawSocketOption(TcpProtocol, TcpUserTimeout, value);
        }

        return socket;
    }
}
