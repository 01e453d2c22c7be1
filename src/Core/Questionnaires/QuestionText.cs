using System.Globalization;
using System.Text;

namespace LiveChat.Core.Questionnaires;

/// <summary>A question as a contact reads it in a message.</summary>
public static class QuestionText
{
    /// <summary>
    /// The text; under it a choice's options with their numbers, behind it a scale's bounds. Its characters beside the
    /// tenant's own are of the GSM alphabet, so that an SMS grows no longer than need be.
    /// </summary>
    public static string Of(Question question, string? language, string? fallbackLanguage)
    {
        var text = new StringBuilder(question.Texts.In(language, fallbackLanguage));
        if (question.IsScale)
        {
            var (min, max) = question.Bounds;
            return text.Append(CultureInfo.InvariantCulture, $" ({min}-{max})").ToString();
        }

        for (var i = 0; i < question.Options.Length; i++)
        {
            var option = question.Options[i].Texts.In(language, fallbackLanguage);
            text.Append(CultureInfo.InvariantCulture, $"\n{i + 1}. {option}");
        }

        return text.ToString();
    }

    /// <summary>The keys of the options in the order shown: what a number in the answer means.</summary>
    public static string ChoicesOf(Question question) => string.Join(',', question.Options.Select(it => it.Key));
}
