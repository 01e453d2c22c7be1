using System.Collections.Immutable;
using LiveChat.Core.Phrases;

namespace LiveChat.Core.Questionnaires;

/// <summary>A text in one or more of <see cref="DefaultPhrases.Languages"/>.</summary>
public sealed record LocalTexts(ImmutableSortedDictionary<string, string> ByLanguage)
{
    public static LocalTexts Of(string language, string text) =>
        new(ImmutableSortedDictionary<string, string>.Empty.Add(language, text));

    /// <summary>The text in the language, else in the fallback, else in English, else in the first there is.</summary>
    public string In(string? language, string? fallbackLanguage)
    {
        foreach (var wanted in (ReadOnlySpan<string?>)[language, fallbackLanguage, DefaultPhrases.LastLanguage])
        {
            if (DefaultPhrases.Known(wanted) is { } known && ByLanguage.TryGetValue(known, out var text)) return text;
        }

        return ByLanguage.Count == 0 ? "" : ByLanguage.First().Value;
    }
}
