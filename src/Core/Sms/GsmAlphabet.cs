using System.Collections.Frozen;
using System.Text;

namespace LiveChat.Core.Sms;

/// <summary>
/// The 7-bit default alphabet of 3GPP TS 23.038 (formerly GSM 03.38) with its extension table. One septet is one byte
/// here, unpacked. National language tables are not part of it.
/// </summary>
public static class GsmAlphabet
{
    /// <summary>Announces a character of the extension table; never a character itself.</summary>
    public const byte Escape = 0x1B;

    private const char Unused = '\uFFFF';

    private const string Basic =
        "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\uFFFFÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
        + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

    private static readonly (byte Code, char Character)[] _extension =
    [
        (0x0A, '\f'), (0x14, '^'), (0x28, '{'), (0x29, '}'), (0x2F, '\\'), (0x3C, '['), (0x3D, '~'), (0x3E, ']'),
        (0x40, '|'), (0x65, '€'),
    ];

    private static readonly FrozenDictionary<char, byte> _septets = Basic
        .Select((character, code) => (character, septets: (byte)1))
        .Where(entry => entry.character != Unused)
        .Concat(_extension.Select(entry => (character: entry.Character, septets: (byte)2)))
        .ToFrozenDictionary(entry => entry.character, entry => entry.septets);

    private static readonly FrozenDictionary<byte, char> _extended =
        _extension.ToFrozenDictionary(entry => entry.Code, entry => entry.Character);

    /// <summary>How many septets the character takes: 1, 2 for the extension table, 0 when it has no code.</summary>
    public static int Septets(char character) => _septets.GetValueOrDefault(character);

    /// <summary>
    /// The text of unpacked septets. A bit 8 is ignored, an escape before a code without a meaning gives that code's
    /// basic character, and an escape before nothing or before another one a space, as the standard asks of receivers.
    /// </summary>
    public static string Decode(ReadOnlySpan<byte> septets)
    {
        var text = new StringBuilder(septets.Length);
        for (var i = 0; i < septets.Length; i++)
        {
            var code = (byte)(septets[i] & 0x7F);
            if (code != Escape)
            {
                text.Append(Basic[code]);
                continue;
            }

            i++;
            var next = i < septets.Length ? (byte)(septets[i] & 0x7F) : Escape;
            text.Append(next == Escape ? ' ' : _extended.TryGetValue(next, out var extended) ? extended : Basic[next]);
        }

        return text.ToString();
    }
}
