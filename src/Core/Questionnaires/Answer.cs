namespace LiveChat.Core.Questionnaires;

/// <summary>An answer to one question: an option's key, a number or a text; none of them: it was skipped.</summary>
public readonly record struct Answer(string? Option = null, int? Score = null, string? Text = null)
{
    public const int TextLengthMax = 4_096;

    public static readonly Answer Skipped;

    public bool IsSkipped => Option is null && Score is null && Text is null;

    public static Answer Of(string option) => new(Option: option);

    public static Answer Of(int score) => new(Score: score);

    public static Answer OfText(string text) => new(Text: text);
}
