using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;

namespace LiveChat.Channels.Mails;

/// <summary>
/// A connection to a mail server: commands there, replies back, encrypted from when on it is asked to be.
/// </summary>
internal sealed class SmtpLine : IAsyncDisposable
{
    /// <summary>What the server may say unasked or at once; one that says more has gone mad, and is left.</summary>
    private const int BytesMax = 16 * 1024;
    private const int ReplyLinesMax = 100;
    private const int CodeLength = 3;

    private readonly byte[] _buffer = new byte[BytesMax];
    private readonly Socket _socket;
    private Stream _stream;
    private int _start;
    private int _end;

    private SmtpLine(Socket socket)
    {
        _socket = socket;
        _stream = new NetworkStream(socket, ownsSocket: true);
    }

    /// <summary>
    /// Who calls, as EHLO tells it: a literal of the own address (RFC 5321, 4.1.3), which is always right.
    /// </summary>
    public string OwnName => ((IPEndPoint)_socket.LocalEndPoint!).Address switch
    {
        { IsIPv4MappedToIPv6: true } mapped => $"[{mapped.MapToIPv4()}]",
        { AddressFamily: AddressFamily.InterNetworkV6 } address => $"[IPv6:{address.ToString().Split('%')[0]}]",
        var address => $"[{address}]",
    };

    /// <exception cref="SocketException">There is nobody.</exception>
    public static async Task<SmtpLine> Connect(string host, int port, CancellationToken cancel)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(host, port, cancel);
            return new SmtpLine(socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>From here on all is encrypted.</summary>
    /// <exception cref="AuthenticationException">The server is not who it should be.</exception>
    public async Task Encrypt(SslClientAuthenticationOptions tls, CancellationToken cancel)
    {
        // What came in clear behind the server's consent may be somebody else's, and would be read as if it were not.
        if (_start != _end) throw new AuthenticationException("Something was said between STARTTLS and TLS.");
        var secure = new SslStream(_stream);
        _stream = secure;
        await secure.AuthenticateAsClientAsync(tls, cancel);
    }

    /// <param name="command">Without line breaks, which the caller has seen to.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="IOException">The connection broke, or what came is no reply.</exception>
    public Task<SmtpReply> Ask(string command, CancellationToken cancel) =>
        Ask(Encoding.UTF8.GetBytes($"{command}\r\n"), cancel);

    /// <summary>Sends a mail, whose lines end with CR LF, and what ends it (RFC 5321, 4.1.1.4 and 4.5.2).</summary>
    public Task<SmtpReply> Submit(string mail, CancellationToken cancel) => Ask(
        Encoding.UTF8.GetBytes(string.Concat(
            mail.StartsWith('.') ? "." : "", mail.Replace("\r\n.", "\r\n..", StringComparison.Ordinal),
            mail.EndsWith("\r\n", StringComparison.Ordinal) ? ".\r\n" : "\r\n.\r\n")),
        cancel);

    /// <summary>The next reply, of one line or more.</summary>
    public async Task<SmtpReply> Reply(CancellationToken cancel)
    {
        var lines = ImmutableArray.CreateBuilder<string>();
        while (true)
        {
            var line = await ReadLine(cancel);
            if (line.Length < CodeLength
                || !int.TryParse(line[..CodeLength], NumberStyles.None, CultureInfo.InvariantCulture, out var code)
                || (line.Length > CodeLength && line[CodeLength] is not (' ' or '-')))
                throw new IOException("That was no reply.");
            lines.Add(line.Length > CodeLength ? line[(CodeLength + 1)..] : "");
            if (line.Length == CodeLength || line[CodeLength] == ' ') return new SmtpReply(code, lines.ToImmutable());
            if (lines.Count == ReplyLinesMax) throw new IOException("That reply has no end.");
        }
    }

    public async ValueTask DisposeAsync() => await _stream.DisposeAsync();

    private async Task<SmtpReply> Ask(ReadOnlyMemory<byte> command, CancellationToken cancel)
    {
        await _stream.WriteAsync(command, cancel);
        await _stream.FlushAsync(cancel);
        return await Reply(cancel);
    }

    private async Task<string> ReadLine(CancellationToken cancel)
    {
        while (true)
        {
            var length = _buffer.AsSpan(_start, _end - _start).IndexOf((byte)'\n');
            if (length >= 0)
            {
                var line = Encoding.UTF8.GetString(_buffer, _start, length).TrimEnd('\r');
                _start += length + 1;
                return line;
            }

            await ReadMore(cancel);
        }
    }

    private async Task ReadMore(CancellationToken cancel)
    {
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        (_start, _end) = (0, _end - _start);
        if (_end == BytesMax) throw new IOException("That line has no end.");
        var read = await _stream.ReadAsync(_buffer.AsMemory(_end), cancel);
        if (read == 0) throw new IOException("The server has hung up.");
        _end += read;
    }
}
