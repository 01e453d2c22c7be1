using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;

namespace LiveChat.Bench.Wire;

/// <summary>
/// The adapter's side of MT by callback: takes every POST with 204 and counts it. As lean as the generator, for the
/// same reason; it does not check signatures (tests do).
/// </summary>
public sealed class CallbackReceiver : IDisposable
{
    private const int RequestLengthMax = 64 * 1024;
    private static readonly byte[] Taken = "HTTP/1.1 204 No Content\r\n\r\n"u8.ToArray();

    private readonly Socket _listener = new(SocketType.Stream, ProtocolType.Tcp);
    private long _received;

    public CallbackReceiver()
    {
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen(512);
        Url = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndPoint!).Port}/mt");
        _ = Accept();
    }

    public Uri Url { get; }

    /// <summary>How many callbacks were taken, repeated ones included.</summary>
    public long Received => Volatile.Read(ref _received);

    public void Dispose() => _listener.Dispose();

    private async Task Accept()
    {
        try
        {
            while (true) _ = Serve(await _listener.AcceptAsync());
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Disposed: nobody calls any more.
        }
    }

    private async Task Serve(Socket socket)
    {
        using var _ = socket;
        socket.NoDelay = true;
        var buffer = new byte[RequestLengthMax];
        var length = 0;
        try
        {
            while (true)
            {
                var read = await socket.ReceiveAsync(buffer.AsMemory(length));
                if (read == 0) return;
                length += read;
                for (int whole; (whole = RequestLength(buffer.AsSpan(0, length))) > 0;)
                {
                    await socket.SendAsync(Taken);
                    Interlocked.Increment(ref _received);
                    buffer.AsSpan(whole, length - whole).CopyTo(buffer);
                    length -= whole;
                }
            }
        }
        catch (SocketException)
        {
            // The server was killed, or hung up.
        }
    }

    /// <summary>The length of the first request when it is there as a whole, else 0.</summary>
    private static int RequestLength(ReadOnlySpan<byte> bytes)
    {
        var head = bytes.IndexOf("\r\n\r\n"u8);
        if (head < 0) return 0;
        var body = bytes[(head + 4)..];
        var at = bytes[..head].IndexOf("\r\nContent-Length: "u8);
        if (at >= 0)
        {
            Utf8Parser.TryParse(bytes[(at + 18)..], out int length, out _);
            return body.Length >= length ? head + 4 + length : 0;
        }
        var end = body.IndexOf("\r\n0\r\n\r\n"u8);
        return end < 0 ? 0 : head + 4 + end + 7;
    }
}
