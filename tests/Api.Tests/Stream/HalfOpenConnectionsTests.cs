using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using LiveChat.Api.Streams;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace LiveChat.Api.Tests.Stream;

public sealed class HalfOpenConnectionsTests
{
    [SkippableFact]
    public async Task Connections_that_are_accepted_end_when_nothing_is_acknowledged_for_ten_seconds()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "The option is set on Linux only.");
        var options = new SocketTransportOptions();
        HalfOpenConnections.Limit(options);
        using var listening = options.CreateBoundListenSocket(new IPEndPoint(IPAddress.Loopback, 0));
        listening.Listen();
        using var client = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await client.ConnectAsync(listening.LocalEndPoint!);
        using var accepted = await listening.AcceptAsync();
        var value = new byte[sizeof(int)];
        accepted.GetRawSocketOption(6, 18, value);
        Assert.Equal(10_000, BinaryPrimitives.ReadInt32LittleEndian(value));
    }
}
