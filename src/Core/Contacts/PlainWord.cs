using System.Globalization;
using System.Text;

namespace LiveChat.Core.Contacts;

/// <summary>Texts as people type them in a hurry: without case, accents, and what stands around words.</summary>
public static class PlainWord
{
    private const string Accented = "àáâãäåçèéêëìíîïñòóôõöùúûüýÿ";
    private const string Plain = "aaaaaaceeeeiiiinooooouuuuyy";

    /// <summary>
    /// The text in lower case without accents; every run of what is neither letter nor digit is one space, and none
    /// stands at the ends.
    /// </summary>
    public static string Of(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            // What a keyboard composes of two characters: the accent alone is dropped.
            if (char.GetUnicodeCategory(character) == UnicodeCategory.NonSpacingMark) continue;
            var letter = char.ToLowerInvariant(character);
            var accented = Accented.IndexOf(letter);
            if (accented >= 0) letter = Plain[accented];
            if (letter == 'ß') plain.Append("ss");
            else if (char.IsLetterOrDigit(letter)) plain.Append(letter);
            else if (plain.Length > 0 && plain[^1] != ' ') plain.Append(' ');
        }

        return plain.ToString().TrimEnd();
    }
}
