using System.Text;
using LiveChat.Core.Sms;

namespace LiveChat.Channels.Kannel;

/// <summary>
/// Texts as smsbox gives them: bytes (<c>%b</c>), Kannel's coding (<c>%c</c>: 0 seven bits, 1 eight bits, 2 UCS-2) and
/// the charset it names (<c>%C</c>). A known charset decides; otherwise the coding does.
/// </summary>
internal static class KannelText
{
    private const string CodingUcs2 = "2";
    private static readonly UTF8Encoding _strictUtf8 = new(false, throwOnInvalidBytes: true);
    private static readonly Encoding _windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    public static string Decode(ReadOnlySpan<byte> bytes, string? coding, string? charset) =>
        Normal(charset) switch
        {
            "UTF8" or "USASCII" or "ASCII" => Utf8(bytes),
            "ISO88591" or "LATIN1" or "WINDOWS1252" or "CP1252" => _windows1252.GetString(bytes),
            "UTF16BE" or "UCS2BE" or "UCS2" or "UTF16" or "ISO10646UCS2" => Utf16(bytes),
            "GSM" or "GSM0338" or "GSM7" => GsmAlphabet.Decode(bytes),
            _ => coding == CodingUcs2 ? Utf16(bytes) : Utf8(bytes),
        };

    /// <summary>The names of one charset differ in case, hyphens, underscores and full stops.</summary>
    private static string? Normal(string? charset) => charset is null
        ? null
        : string.Concat(charset.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();

    /// <summary>What is no UTF-8 comes from a gateway that speaks Latin-1 whatever it says.</summary>
    private static string Utf8(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return _strictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return _windows1252.GetString(bytes);
        }
    }

    /// <summary>UCS-2 of SMS is UTF-16 with the high byte first, unless a byte order mark says otherwise.</summary>
    private static string Utf16(ReadOnlySpan<byte> bytes)
    {
        var whole = bytes[..(bytes.Length & ~1)];
        return whole switch
        {
            [0xFF, 0xFE, ..] => Encoding.Unicode.GetString(whole[2..]),
            [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode.GetString(whole[2..]),
            _ => Encoding.BigEndianUnicode.GetString(whole),
        };
    }
}
