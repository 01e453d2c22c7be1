using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;
using System.Web;
using LiveChat.Outside;

namespace LiveChat.Gateway.Tests;

/// <summary>
/// A short message centre that speaks the protocol of Kannel's fake SMSC, as <c>fakesmsc</c> does: lines of sender,
/// receiver, kind and content. In: <c>text</c> as it is, <c>ucs2</c> and <c>udh-text</c> (a part of a long SMS)
/// URL-encoded. Out: <c>text</c>, <c>ucs-2</c>, or <c>udh … data …</c> for the parts of a long one, which does not say
/// in which coding they are.
/// </summary>
internal sealed class Smsc : IDisposable
{
    private const int PartCharactersMax = 150;
    private static readonly TimeSpan _arrivalMax = TimeSpan.FromSeconds(30);
    private readonly TcpClient _connection = new();
    private readonly ConcurrentQueue<Sms> _received = [];
    private readonly ConcurrentDictionary<(string To, byte Reference), byte[]?[]> _parts = [];
    private byte _reference;

    public static async Task<Smsc> Connect(int port)
    {
        var smsc = new Smsc();
        await smsc._connection.ConnectAsync("127.0.0.1", port);
        _ = smsc.Receive();
        return smsc;
    }

    public Task SendText(string from, string to, string text) => Write($"{from} {to} text {text}");

    public Task SendUcs2(string from, string to, string text) =>
        Write($"{from} {to} ucs2 {HttpUtility.UrlEncode(Encoding.BigEndianUnicode.GetBytes(text))}");

    /// <summary>
    /// A long text as a handset sends it: parts with a user data header that says how they belong together.
    /// </summary>
    public async Task SendLong(string from, string to, string text)
    {
        _reference++;
        var parts = text.Chunk(PartCharactersMax).Select(part => new string(part)).ToList();
        foreach (var (index, part) in parts.Index())
        {
            byte[] header = [5, 0, 3, _reference, (byte)parts.Count, (byte)(index + 1)];
            await Write($"{from} {to} udh-text {HttpUtility.UrlEncode(header)} {part}");
        }
    }

    /// <summary>The next whole SMS that came out of the gateway.</summary>
    public async Task<Sms> Next(Func<string> state)
    {
        Sms? next = null;
        await Poll.Until("an SMS came out of the SMSC", _arrivalMax, () => _received.TryDequeue(out next), state);
        return next!;
    }

    public void Dispose() => _connection.Dispose();

    private async Task Write(string line) =>
        await _connection.GetStream().WriteAsync(Encoding.UTF8.GetBytes(line + "\n"));

    private async Task Receive()
    {
        using var lines = new StreamReader(_connection.GetStream(), Encoding.UTF8);
        try
        {
            while (await lines.ReadLineAsync() is { } line) Take(line.Split(' ', 4));
        }
        catch (IOException)
        {
            // The test is over.
        }
    }

    private void Take(string[] fields)
    {
        var (from, to, kind, content) = (fields[0], fields[1], fields[2], fields[3]);
        if (kind == "udh") TakePart(from, to, content.Split(' '));
        else _received.Enqueue(new Sms(from, to, kind switch
        {
            "text" => content,
            "ucs-2" => Encoding.BigEndianUnicode.GetString(HttpUtility.UrlDecodeToBytes(content)),
            _ => throw new InvalidDataException($"An SMS of kind {kind}."),
        }, Parts: 1));
    }

    /// <summary>
    /// A header of five bytes: concatenation, its three: reference, count, number (3GPP TS 23.040, 9.2.3.24.1).
    /// </summary>
    private void TakePart(string from, string to, string[] fields)
    {
        var header = HttpUtility.UrlDecodeToBytes(fields[0]);
        Assert.Equal([5, 0, 3], header[..3]);
        var parts = _parts.GetOrAdd((to, header[3]), _ => new byte[header[4]][]);
        parts[header[5] - 1] = HttpUtility.UrlDecodeToBytes(fields[2]);
        if (parts.Contains(null)) return;
        _parts.TryRemove((to, header[3]), out _);
        byte[] whole = [.. parts.SelectMany(part => part!)];
        var isUcs2 = whole.Contains((byte)0);
        var text = (isUcs2 ? Encoding.BigEndianUnicode : Encoding.UTF8).GetString(whole);
        _received.Enqueue(new Sms(from, to, text, parts.Length));
    }
}

/// <summary>An SMS as it left the gateway; <c>Parts</c> of a long one were put together.</summary>
internal sealed record Sms(string From, string To, string Text, int Parts);
