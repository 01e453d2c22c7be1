using System.Net;
using System.Net.Sockets;
using System.Text;

namespace LiveChat.Bench.Wire;

/// <summary>Gets one server-sent event: its type and its data line. Both are valid during the call only.</summary>
public delegate void EventReceived(ReadOnlySpan<byte> type, ReadOnlySpan<byte> data);

/// <summary>The server has too much to do, and did nothing: to be tried again after a second.</summary>
public sealed class BusyException(string answer) : IOException($"The server is busy: {answer}");

/// <summary>
/// One open stream of server-sent events. It asks in HTTP/1.0, so that the body comes unchunked until the end of the
/// connection and its lines can be scanned where they arrive.
/// </summary>
public sealed class EventStream : IDisposable
{
    private const int EventLengthMax = 4 * 1024 * 1024;

    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly EventReceived _received;
    private byte[] _buffer = new byte[16 * 1024];
    private byte[] _type = [];

    private int _length;

    private EventStream(EventReceived received) => _received = received;

    /// <summary>
    /// Connects and returns when the server has answered 200; the events follow in <see cref="Run"/>.
    /// </summary>
    /// <exception cref="BusyException">It answered 503.</exception>
    public static async Task<EventStream> Open(
        IPEndPoint server, string path, string credential, EventReceived received)
    {
        var stream = new EventStream(received);
        try
        {
            await stream._socket.ConnectAsync(server);
            await stream._socket.SendAsync(Encoding.ASCII.GetBytes(
                $"GET {path} HTTP/1.0\r\nHost: bench\r\nAuthorization: Bearer {credential}\r\n"
                + "Accept: text/event-stream\r\n\r\n"));
            await stream.ReadHead();
            return stream;
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Reads events until the server ends the stream or <see cref="Dispose"/> is called.</summary>
    public async Task Run()
    {
        try
        {
            _length = TakeLines(_length);
            while (true)
            {
                if (_length == _buffer.Length) Grow();
                var read = await _socket.ReceiveAsync(_buffer.AsMemory(_length));
                if (read == 0) return;
                _length = TakeLines(_length + read);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The end of a stream is the same whether it was closed, broken or given up.
        }
    }

    public void Dispose() => _socket.Dispose();

    private async Task ReadHead()
    {
        while (true)
        {
            var read = await _socket.ReceiveAsync(_buffer.AsMemory(_length));
            if (read == 0) throw new IOException("The server closed the stream before its head was whole.");
            _length += read;
            var end = _buffer.AsSpan(0, _length).IndexOf("\r\n\r\n"u8);
            if (end < 0) continue;
            if (_buffer.AsSpan(9, 3).SequenceEqual("503"u8))
                throw new BusyException(JsonScan.Shown(_buffer.AsSpan(0, _length)));
            if (!_buffer.AsSpan(9, 3).SequenceEqual("200"u8))
                throw new IOException($"No stream: {JsonScan.Shown(_buffer.AsSpan(0, _length))}");
            _buffer.AsSpan(end + 4, _length - end - 4).CopyTo(_buffer);
            _length -= end + 4;
            return;
        }
    }

    /// <summary>Handles the whole lines among the first bytes; what is left of a last one moves to the front.</summary>
    private int TakeLines(int length)
    {
        var rest = _buffer.AsSpan(0, length);
        while (rest.IndexOf((byte)'\n') is var end && end >= 0)
        {
            var line = rest[..end];
            rest = rest[(end + 1)..];
            if (line.StartsWith("event: "u8)) _type = Known(line[7..]);
            else if (line.StartsWith("data: "u8)) _received(_type, line[6..]);
        }
        rest.CopyTo(_buffer);
        return rest.Length;
    }

    private byte[] Known(ReadOnlySpan<byte> type) => type.SequenceEqual(_type) ? _type : type.ToArray();

    private void Grow()
    {
        if (_buffer.Length == EventLengthMax) throw new InvalidDataException("An event is too long.");
        Array.Resize(ref _buffer, _buffer.Length * 4);
    }
}
