using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;

namespace LiveChat.Bench.Wire;

/// <summary>
/// A keep-alive HTTP/1.1 connection that sends a request and reads its answer, one at a time. It understands just what
/// the servers under test send (a content length, or chunks that end with the answer), so that on a shared machine the
/// generator costs little.
/// </summary>
public sealed class RawConnection(IPEndPoint server) : IDisposable
{
    private const int AnswerLengthMax = 256 * 1024;

    private readonly byte[] _buffer = new byte[AnswerLengthMax];
    private Socket? _socket;
    private int _bodyStart;
    private int _end;

    /// <summary>
    /// The body of the last answer (with its chunk sizes, if it came in chunks), until the next request.
    /// </summary>
    public ReadOnlySpan<byte> Body => _buffer.AsSpan(_bodyStart, _end - _bodyStart);

    /// <summary>
    /// The status of the answer. An I/O exception means that the outcome is unknown; the next call connects again.
    /// </summary>
    public async ValueTask<int> Send(ReadOnlyMemory<byte> request)
    {
        try
        {
            var socket = _socket ??= await Connect();
            await socket.SendAsync(request);
            _end = 0;
            var headEnd = -1;
            while (true)
            {
                var read = await socket.ReceiveAsync(_buffer.AsMemory(_end));
                if (read == 0) throw new IOException("The server closed the connection before its answer was whole.");
                _end += read;
                if (headEnd < 0) headEnd = _buffer.AsSpan(0, _end).IndexOf("\r\n\r\n"u8);
                if (headEnd >= 0 && IsWhole(headEnd + 4)) break;
            }
            return Status();
        }
        catch (Exception e) when (e is SocketException or IOException)
        {
            Dispose();
            throw e as IOException ?? new IOException("The connection broke.", e);
        }
    }

    public void Dispose()
    {
        _socket?.Dispose();
        _socket = null;
    }

    private async ValueTask<Socket> Connect()
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(server);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private bool IsWhole(int bodyStart)
    {
        _bodyStart = bodyStart;
        var head = _buffer.AsSpan(0, bodyStart);
        var at = head.IndexOf("\r\nContent-Length: "u8);
        if (at >= 0)
        {
            Utf8Parser.TryParse(head[(at + 18)..], out int length, out _);
            return _end - bodyStart == length;
        }
        if (head.IndexOf("\r\nTransfer-Encoding: chunked"u8) < 0) return true;
        var body = Body;
        return body.EndsWith("\r\n0\r\n\r\n"u8) || body.SequenceEqual("0\r\n\r\n"u8);
    }

    private int Status()
    {
        if (!_buffer.AsSpan().StartsWith("HTTP/1."u8)) throw new IOException("That was no HTTP answer.");
        return (_buffer[9] - '0') * 100 + (_buffer[10] - '0') * 10 + (_buffer[11] - '0');
    }
}
