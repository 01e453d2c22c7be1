using System.Buffers.Text;
using System.Text;

namespace LiveChat.Bench.Wire;

/// <summary>
/// Puts one HTTP/1.1 request together from pieces encoded beforehand. One per connection, used again each time.
/// </summary>
public sealed class RequestBuffer
{
    private const int LengthMax = 8 * 1024;

    private readonly byte[] _bytes = new byte[LengthMax];
    private int _length;

    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, _length);

    public RequestBuffer Start(ReadOnlySpan<byte> text)
    {
        _length = 0;
        return Add(text);
    }

    public RequestBuffer Add(ReadOnlySpan<byte> text)
    {
        text.CopyTo(_bytes.AsSpan(_length));
        _length += text.Length;
        return this;
    }

    /// <summary>A number in exactly <c>width</c> digits, so that the content length stays the same.</summary>
    public RequestBuffer AddDigits(long number, int width)
    {
        for (var at = _length + width - 1; at >= _length; at--, number /= 10) _bytes[at] = (byte)('0' + number % 10);
        _length += width;
        return this;
    }

    /// <summary>The last headers, the blank line and the body.</summary>
    public RequestBuffer End(ReadOnlySpan<byte> body)
    {
        Add("Content-Length: "u8);
        Utf8Formatter.TryFormat(body.Length, _bytes.AsSpan(_length), out var digits);
        _length += digits;
        return Add("\r\n\r\n"u8).Add(body);
    }

    /// <summary>What every request of one caller says after its request line.</summary>
    public static byte[] Headers(string credential) => Encoding.ASCII.GetBytes(
        $" HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer {credential}\r\nContent-Type: application/json\r\n");
}
