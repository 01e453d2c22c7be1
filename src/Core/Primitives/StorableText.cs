using System.Buffers;

namespace LiveChat.Core.Primitives;

/// <summary>
/// Texts that every store can keep: no lone surrogates, and of the control characters U+0000–U+001F and U+007F only
/// tab, line feed and carriage return.
/// </summary>
public static class StorableText
{
    private static readonly SearchValues<char> _suspects = SearchValues.Create(SuspectChars());

    /// <summary>The text less what cannot be stored: as it is when there is nothing to remove.</summary>
    public static string Of(string text)
    {
        var first = text.AsSpan().IndexOfAny(_suspects);
        if (first < 0 || FirstUnstorable(text, first) < 0) return text;
        return string.Create(StorableLength(text), text, static (to, from) =>
        {
            var length = 0;
            for (var i = 0; i < from.Length; i++)
            {
                if (IsStorable(from, i)) to[length++] = from[i];
            }
        });
    }

    public static bool IsStorable(string text)
    {
        var first = text.AsSpan().IndexOfAny(_suspects);
        return first < 0 || FirstUnstorable(text, first) < 0;
    }

    /// <summary>
    /// Whether a text has any control character at all, line breaks and tabs included: names may not.
    /// </summary>
    public static bool HasControls(string text)
    {
        foreach (var c in text)
        {
            if (char.IsControl(c)) return true;
        }

        return false;
    }

    private static int StorableLength(string text)
    {
        var length = 0;
        for (var i = 0; i < text.Length; i++) length += IsStorable(text, i) ? 1 : 0;
        return length;
    }

    private static int FirstUnstorable(string text, int from)
    {
        for (var i = from; i < text.Length; i++)
        {
            if (!IsStorable(text, i)) return i;
        }

        return -1;
    }

    private static bool IsStorable(string text, int i)
    {
        var c = text[i];
        if (char.IsHighSurrogate(c)) return i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
        if (char.IsLowSurrogate(c)) return i > 0 && char.IsHighSurrogate(text[i - 1]);
        return c >= ' ' ? c != '\u007f' : c is '\t' or '\n' or '\r';
    }

    private static string SuspectChars()
    {
        var suspects = new List<char> { '\u007f' };
        for (var c = '\0'; c < ' '; c++)
        {
            if (c is not ('\t' or '\n' or '\r')) suspects.Add(c);
        }

        for (var c = 0xD800; c <= 0xDFFF; c++) suspects.Add((char)c);
        return new string([.. suspects]);
    }
}
