using System.Text;

namespace LiveChat.Channels.Kannel;

/// <summary>
/// The parameters of a request as bytes: what smsbox puts into a URL is in the message's own charset, so it must not be
/// read as UTF-8 on the way. Of a repeated parameter the first counts.
/// </summary>
internal sealed class KannelQuery
{
    private readonly Dictionary<string, byte[]> _values = new(StringComparer.Ordinal);

    /// <param name="query">As it stands in the URL or in a form, with or without a question mark before it.</param>
    public static KannelQuery Parse(string query)
    {
        var parsed = new KannelQuery();
        var text = query.AsSpan().TrimStart('?');
        foreach (var range in text.Split('&'))
        {
            var pair = text[range];
            var equals = pair.IndexOf('=');
            if (equals > 0)
                parsed._values.TryAdd(Encoding.UTF8.GetString(Decode(pair[..equals])), Decode(pair[(equals + 1)..]));
        }

        return parsed;
    }

    public byte[]? Bytes(string name) => _values.GetValueOrDefault(name);

    /// <summary>The value in UTF-8 without spaces around it; null when it is missing or empty.</summary>
    public string? Text(string name) =>
        _values.TryGetValue(name, out var value) && Encoding.UTF8.GetString(value).Trim() is { Length: > 0 } text
            ? text
            : null;

    private static byte[] Decode(ReadOnlySpan<char> encoded)
    {
        var bytes = new byte[Encoding.UTF8.GetByteCount(encoded)];
        var read = Encoding.UTF8.GetBytes(encoded, bytes);
        var length = 0;
        for (var i = 0; i < read; i++)
        {
            if (bytes[i] == '%' && i + 2 < read
                && char.IsAsciiHexDigit((char)bytes[i + 1]) && char.IsAsciiHexDigit((char)bytes[i + 2]))
            {
                bytes[length++] = (byte)((HexValue(bytes[i + 1]) << 4) | HexValue(bytes[i + 2]));
                i += 2;
            }
            else
            {
                bytes[length++] = bytes[i] == '+' ? (byte)' ' : bytes[i];
            }
        }

        return bytes[..length];
    }

    private static int HexValue(byte digit) => digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;
}
