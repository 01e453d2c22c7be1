using System.Globalization;
using System.Text;

namespace LiveChat.Core.Primitives;

/// <summary>
/// Texts as searches compare them: without case, and without the accents of the languages that write with Latin
/// letters. Where it runs, and which tables of Unicode are there, does not matter.
/// </summary>
public static class FoldedText
{
    private static readonly (string Accented, string Plain)[] Groups =
    [
        ("àáâãäåāăąǎ", "a"), ("çćčĉċ", "c"), ("ďđð", "d"), ("èéêëēėęěĕ", "e"), ("ğĝġģ", "g"), ("ħĥ", "h"),
        ("ìíîïīįıǐ", "i"), ("ĵ", "j"), ("ķ", "k"), ("łĺľļ", "l"), ("ñńňņ", "n"), ("òóôõöøōőǒ", "o"), ("řŕ", "r"),
        ("śšşșŝ", "s"), ("ťţț", "t"), ("ùúûüūůűųǔ", "u"), ("ŵ", "w"), ("ýÿŷ", "y"), ("źżž", "z"), ("ß", "ss"),
        ("æ", "ae"), ("œ", "oe"), ("þ", "th"),
    ];

    private static readonly Dictionary<char, string> Letters = new(
        from it in Groups from letter in it.Accented select KeyValuePair.Create(letter, it.Plain));

    /// <summary>Two texts that differ in case and such accents alone have the same.</summary>
    public static string Of(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            // What is composed of a letter and an accent: the accent alone is dropped.
            if (char.GetUnicodeCategory(character) == UnicodeCategory.NonSpacingMark) continue;
            var letter = char.ToLowerInvariant(character);
            if (Letters.TryGetValue(letter, out var plain)) folded.Append(plain);
            else folded.Append(letter);
        }

        return folded.ToString();
    }
}
