using System.Collections.Frozen;
using System.Globalization;
using LiveChat.Core.Contacts;

namespace LiveChat.Core.Questionnaires;

/// <summary>
/// What a message says in answer to a question. Case, accents and what stands around words do not count.
/// </summary>
public static class AnswerMatch
{
    private static readonly FrozenSet<string> SkipWords =
        new[] { "skip", "saltar", "omitir", "passer", "uberspringen", "pular", "salta" }.ToFrozenSet();

    /// <summary>A hyphen, or the word for it in one of our languages: the contact passes over the question.</summary>
    public static bool IsSkip(string text) => text.Trim() is "-" || SkipWords.Contains(PlainWord.Of(text));

    /// <summary>
    /// The answer, or null when the text fits nothing. A choice is answered by number, keyword, or the option's text in
    /// any language; a scale by a number, alone or with its maximum (<c>4/5</c>).
    /// </summary>
    /// <param name="question">As it is now.</param>
    /// <param name="choices">The options in the order in which they were shown (<see cref="QuestionText"/>).</param>
    /// <param name="text">The message.</param>
    public static Answer? Of(Question question, string choices, string text)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        if (!question.Required && IsSkip(text)) return Answer.Skipped;
        if (question.Kind == QuestionKind.Text)
            return Answer.OfText(text.Length > Answer.TextLengthMax ? text[..Answer.TextLengthMax] : text);
        var plain = PlainWord.Of(text);
        return question.IsScale ? Score(question, plain) : Choice(question, choices, plain);
    }

    private static Answer? Score(Question question, string plain)
    {
        var (min, max) = question.Bounds;
        var ofMax = string.Create(CultureInfo.InvariantCulture, $" {max}");
        var number = plain.EndsWith(ofMax, StringComparison.Ordinal) ? plain[..^ofMax.Length] : plain;
        return Number(number) is { } score && score >= min && score <= max ? Answer.Of(score) : null;
    }

    private static Answer? Choice(Question question, string choices, string plain)
    {
        if (plain.Length == 0) return null;
        if (Number(plain) is { } number)
        {
            var shown = choices.Split(',');
            return number >= 1 && number <= shown.Length && question.FindOption(shown[number - 1]) is { } option
                ? Answer.Of(option.Key)
                : null;
        }

        foreach (var option in question.Options)
        {
            if (Means(option, plain)) return Answer.Of(option.Key);
        }

        return null;
    }

    private static bool Means(QuestionOption option, string plain) =>
        option.Keywords.Any(it => PlainWord.Of(it) == plain)
        || option.Texts.ByLanguage.Values.Any(it => PlainWord.Of(it) == plain);

    private static int? Number(string plain) =>
        int.TryParse(plain, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
