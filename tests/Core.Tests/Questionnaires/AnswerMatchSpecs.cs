using System.Collections.Immutable;
using LiveChat.Core.Questionnaires;

namespace LiveChat.Core.Tests.Questionnaires;

/// <summary>What a contact's words mean.</summary>
public sealed class AnswerMatchSpecs
{
    private static readonly Question Ease =
        new("ease", QuestionKind.Scale, Forms.Text("Fácil"), true, [], Min: 1, Max: 7);

    private static readonly string Shown = QuestionText.ChoicesOf(Forms.What);

    [Theory]
    [InlineData("1", "stay")]
    [InlineData(" 1. ", "stay")]
    [InlineData("2)", "leave")]
    [InlineData("3️⃣", "call")]
    [InlineData("aguardar", "stay")]
    [InlineData("  AGUARDAR!! ", "stay")]
    [InlineData("llamenme", "call")]
    [InlineData("Llámenme", "call")]
    [InlineData("dejar un MENSAJE", "leave")]
    [InlineData("0", null)]
    [InlineData("6", null)]
    [InlineData("99999999999999999999", null)]
    [InlineData("1 2", null)]
    [InlineData("esperar un poco", null)]
    [InlineData("", null)]
    [InlineData("  ", null)]
    [InlineData("?", null)]
    [InlineData("-", null)]
    [InlineData("stay", null)]
    public void A_choice_is_answered_by_number_keyword_or_its_text(string text, string? option) =>
        Assert.Equal(option, AnswerMatch.Of(Forms.What, Shown, text)?.Option);

    [Fact]
    public void A_choice_is_answered_in_any_language_it_has()
    {
        var texts = new LocalTexts(ImmutableSortedDictionary<string, string>.Empty.Add("es", "Sí").Add("fr", "Oui"));
        var question = Forms.Solved with { Options = [new QuestionOption("yes", texts, [])] };
        Assert.Equal(Answer.Of("yes"), AnswerMatch.Of(question, "yes", "oui"));
        Assert.Equal(Answer.Of("yes"), AnswerMatch.Of(question, "yes", "si"));
    }

    [Fact]
    public void A_number_means_what_was_shown_under_it_though_the_options_were_changed_since()
    {
        var changed = Forms.What with { Options = [.. Forms.What.Options.Skip(1).Reverse()] };
        Assert.Equal(Answer.Of("leave"), AnswerMatch.Of(changed, Shown, "2"));
        Assert.Null(AnswerMatch.Of(changed, Shown, "1"));
    }

    [Theory]
    [InlineData("1", 1)]
    [InlineData("7", 7)]
    [InlineData("7/7", 7)]
    [InlineData("5 / 7", 5)]
    [InlineData("0", null)]
    [InlineData("8", null)]
    [InlineData("-3", 3)]
    [InlineData("3.5", null)]
    [InlineData("five", null)]
    public void A_scale_is_answered_by_a_number_within_its_bounds(string text, int? score) =>
        Assert.Equal(score, AnswerMatch.Of(Ease, "", text)?.Score);

    [Theory]
    [InlineData("0", 0)]
    [InlineData("10", 10)]
    [InlineData("11", null)]
    public void The_bounds_of_nps_are_0_and_10(string text, int? score) =>
        Assert.Equal(score, AnswerMatch.Of(Forms.Nps, "", text)?.Score);

    [Theory]
    [InlineData("0", null)]
    [InlineData("1", 1)]
    [InlineData("5", 5)]
    [InlineData("6", null)]
    public void The_bounds_of_csat_are_1_and_5(string text, int? score) =>
        Assert.Equal(score, AnswerMatch.Of(Forms.Csat, "", text)?.Score);

    [Fact]
    public void Any_text_answers_a_text_question() =>
        Assert.Equal(Answer.OfText("¡Hola! "), AnswerMatch.Of(Forms.About, "", "¡Hola! "));

    [Theory]
    [InlineData("-")]
    [InlineData(" - ")]
    [InlineData("skip")]
    [InlineData("Überspringen")]
    [InlineData("Saltar.")]
    public void What_is_not_required_may_be_skipped(string text)
    {
        Assert.Equal(Answer.Skipped, AnswerMatch.Of(Forms.Nps, "", text));
        Assert.Null(AnswerMatch.Of(Forms.Csat, "", text));
    }

    [Fact]
    public void A_question_is_read_with_its_numbers_or_bounds()
    {
        Assert.Equal("Resuelto\n1. Sí\n2. No", QuestionText.Of(Forms.Solved, "es", null));
        Assert.Equal("Cómo le hemos atendido (1-5)", QuestionText.Of(Forms.Csat, "es", null));
        Assert.Equal("De qué se trata", QuestionText.Of(Forms.About, "es", null));
    }

    [Theory]
    [InlineData("fr-CA", "es", "français")]
    [InlineData("ja", "es", "español")]
    [InlineData(null, "de", "English")]
    [InlineData(null, null, "English")]
    public void A_text_is_in_the_conversations_language_else_the_tenants_else_English(
        string? language, string? fallback, string text) => Assert.Equal(
            text,
            new LocalTexts(ImmutableSortedDictionary<string, string>.Empty
                .Add("fr", "français").Add("es", "español").Add("en", "English")).In(language, fallback));

    [Fact]
    public void Without_English_it_is_in_the_first_language_there_is() =>
        Assert.Equal("Sí", LocalTexts.Of("es", "Sí").In("fr", "de"));
}
