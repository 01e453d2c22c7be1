using System.Text;

namespace LiveChat.Core.Phrases;

/// <summary>A text with variables written as <c>{name}</c>.</summary>
public static class PhraseText
{
    /// <summary>
    /// Puts in the values. What stands in braces and is no variable stays as it is, and a value is never read again: a
    /// name like <c>{agent}</c> cannot bring in anything.
    /// </summary>
    public static string Render(string text, params ReadOnlySpan<(string Name, string Value)> values)
    {
        var rendered = new StringBuilder(text.Length);
        var from = 0;
        while (from < text.Length)
        {
            var (start, end) = NextBraces(text, from);
            if (end < 0) break;
            rendered.Append(text, from, start - from);
            var found = Find(text.AsSpan(start + 1, end - start - 1), values);
            if (found is null) rendered.Append(text, start, end + 1 - start);
            else rendered.Append(found);
            from = end + 1;
        }

        return rendered.Append(text, from, text.Length - from).ToString();
    }

    /// <summary>The names in braces, in their order.</summary>
    public static IReadOnlyList<string> VariablesIn(string text)
    {
        var names = new List<string>();
        for (var from = 0; from < text.Length;)
        {
            var (start, end) = NextBraces(text, from);
            if (end < 0) break;
            names.Add(text[(start + 1)..end]);
            from = end + 1;
        }

        return names;
    }

    /// <summary>The next closing brace and the opening one nearest before it; -1 when there is no pair.</summary>
    private static (int Start, int End) NextBraces(string text, int from)
    {
        var opening = text.IndexOf('{', from);
        if (opening < 0) return (-1, -1);
        var end = text.IndexOf('}', opening);
        return end < 0 ? (-1, -1) : (text.LastIndexOf('{', end), end);
    }

    private static string? Find(ReadOnlySpan<char> name, ReadOnlySpan<(string Name, string Value)> values)
    {
        foreach (var (known, value) in values)
        {
            if (name.SequenceEqual(known)) return value;
        }

        return null;
    }
}
