using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using LiveChat.Core.Phrases;

namespace LiveChat.Core.Letters;

/// <summary>
/// Writes letters in one of six languages (English for any other). Values may be anything a person has typed: they
/// never break a line of the subject, never become markup, and are never looked through for variables again.
/// </summary>
public static class LetterBook
{
    /// <summary>A longer value is cut: no subject or line grows without bound.</summary>
    public const int ValueLengthMax = 1_000;

    private const string LinkParagraph = "{link}";

    private static readonly HtmlEncoder _html = HtmlEncoder.Create(UnicodeRanges.All);

    /// <exception cref="ArgumentException">A variable of the letter was given no value.</exception>
    public static Letter Write(
        LetterKind kind, string? language, params ReadOnlySpan<(string Name, string Value)> values)
    {
        var spoken = DefaultPhrases.Known(language) ?? DefaultPhrases.LastLanguage;
        var template = LetterTemplates.Of(kind, spoken);
        var given = new Dictionary<string, string>();
        foreach (var (name, value) in values) given.Add(name, OnOneLine(value));
        return new Letter(
            kind,
            Fill(template.Subject, given, static it => it),
            Fill(template.Body, given, static it => it) + "\n",
            Html(template, spoken, given));
    }

    private static string Html(LetterTemplate template, string language, Dictionary<string, string> values)
    {
        var page = new StringBuilder();
        page.Append($"<!DOCTYPE html>\n<html lang=\"{language}\"><head><meta charset=\"utf-8\"><title>")
            .Append(Fill(_html.Encode(template.Subject), values, _html.Encode))
            .Append("</title></head>\n<body style=\"font-family:sans-serif;line-height:1.5;max-width:36em\">\n");
        foreach (var paragraph in template.Body.Split("\n\n"))
        {
            var text = paragraph == LinkParagraph
                ? "<a href=\"{link}\">{link}</a>"
                : _html.Encode(paragraph).Replace("&#xA;", "<br>\n", StringComparison.Ordinal);
            page.Append("<p>").Append(Fill(text, values, _html.Encode)).Append("</p>\n");
        }

        return page.Append("</body></html>\n").ToString();
    }

    /// <summary>Puts each value in place of its <c>{name}</c>, in one pass.</summary>
    private static string Fill(string template, Dictionary<string, string> values, Func<string, string> encode)
    {
        var filled = new StringBuilder();
        var at = 0;
        while (template.IndexOf('{', at) is var open and >= 0)
        {
            var close = template.IndexOf('}', open);
            var name = template[(open + 1)..close];
            if (!values.TryGetValue(name, out var value))
                throw new ArgumentException($"The letter needs a value for {name}.", nameof(values));
            filled.Append(template, at, open - at).Append(encode(value));
            at = close + 1;
        }

        return filled.Append(template, at, template.Length - at).ToString();
    }

    /// <summary>Control characters, which line breaks are, become spaces; half a surrogate pair is left out.</summary>
    private static string OnOneLine(string value)
    {
        var line = new StringBuilder();
        foreach (var rune in value.EnumerateRunes())
        {
            if (line.Length >= ValueLengthMax) break;
            if (rune == Rune.ReplacementChar) continue;
            line.Append(Rune.IsControl(rune) || rune.Value is 0x2028 or 0x2029 ? " " : rune.ToString());
        }

        return line.ToString().Trim();
    }
}
