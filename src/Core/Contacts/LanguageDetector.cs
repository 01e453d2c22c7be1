using System.Collections.Frozen;

namespace LiveChat.Core.Contacts;

/// <summary>
/// Which of our six languages a message is written in, by its common words, its endings and its letters. Short messages
/// of names and numbers alone say nothing, and neither do those that two languages could claim equally: then the answer
/// is that it is not known. How often it is right is measured in its specifications.
/// </summary>
public static class LanguageDetector
{
    /// <summary>What follows says no more than what came before.</summary>
    private const int LengthMax = 500;

    /// <summary>Of the points, how many more than the next language the best must have.</summary>
    private const double MarginMin = 1.2;

    /// <summary>Less than one word of a language alone is too little to go by.</summary>
    private const double PointsMin = 0.9;

    private const double EndingPoints = 0.5;
    private const double LetterPoints = 0.8;

    private static readonly string[] Languages = ["en", "es", "fr", "de", "pt", "it"];

    private static readonly FrozenDictionary<string, double[]> Words = Weigh(LanguageSigns.Words);
    private static readonly FrozenDictionary<string, double[]> Endings = Weigh(LanguageSigns.Endings);
    private static readonly FrozenDictionary<string, double[]> Letters = Weigh(LanguageSigns.Letters);

    /// <summary>The language, or null when the text does not tell.</summary>
    public static string? Detect(string text)
    {
        if (text.Length > LengthMax) text = text[..LengthMax];
        var points = new double[Languages.Length];
        foreach (var word in PlainWord.Of(text).Split(' ', StringSplitOptions.RemoveEmptyEntries)) Count(word, points);
        foreach (var character in text)
            Add(Letters, char.ToLowerInvariant(character).ToString(), LetterPoints, points);
        var best = Array.IndexOf(points, points.Max());
        var next = points.Where((_, language) => language != best).Max();
        return points[best] >= PointsMin && points[best] >= next * MarginMin ? Languages[best] : null;
    }

    private static void Count(string word, double[] points)
    {
        Add(Words, word, 1, points);
        for (var length = 2; length <= 5 && length < word.Length; length++)
            Add(Endings, word[^length..], EndingPoints, points);
    }

    private static void Add(FrozenDictionary<string, double[]> signs, string sign, double worth, double[] points)
    {
        if (!signs.TryGetValue(sign, out var weights)) return;
        for (var language = 0; language < points.Length; language++) points[language] += worth * weights[language];
    }

    /// <summary>A sign that several languages share is worth that much less to each of them.</summary>
    private static FrozenDictionary<string, double[]> Weigh(IReadOnlyDictionary<string, string> signs)
    {
        var weights = new Dictionary<string, double[]>();
        for (var language = 0; language < Languages.Length; language++)
        {
            foreach (var sign in signs[Languages[language]].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
                .Distinct())
            {
                if (!weights.TryGetValue(sign, out var shares)) weights[sign] = shares = new double[Languages.Length];
                shares[language] = 1;
            }
        }

        foreach (var shares in weights.Values)
        {
            var sharing = shares.Sum();
            for (var language = 0; language < shares.Length; language++) shares[language] /= sharing * sharing;
        }

        return weights.ToFrozenDictionary();
    }
}
