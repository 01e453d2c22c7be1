using System.Collections.Immutable;
using LiveChat.Core.Phrases;

namespace LiveChat.Core.Tests.Phrases;

public sealed class PhraseSpecs
{
    private static readonly string[] UnsentByDefault = [PhraseKey.Greeting];

    public static IEnumerable<object[]> EveryText =>
        from key in PhraseKey.All from language in DefaultPhrases.Languages select new object[] { key, language };

    [Theory]
    [MemberData(nameof(EveryText))]
    public void Every_key_has_a_text_in_every_language_or_in_none(string key, string language) =>
        Assert.Equal(UnsentByDefault.Contains(key), DefaultPhrases.Of(key, language).Length == 0);

    [Theory]
    [MemberData(nameof(EveryText))]
    public void A_text_uses_the_variables_of_its_key_and_no_others(string key, string language)
    {
        var text = DefaultPhrases.Of(key, language);
        var expected = text.Length == 0 ? [] : PhraseKey.VariablesOf(key);
        Assert.Equal(expected, PhraseText.VariablesIn(text));
    }

    [Theory]
    [MemberData(nameof(EveryText))]
    public void A_text_is_clean_and_short_enough_for_a_few_segments(string key, string language)
    {
        var text = DefaultPhrases.Of(key, language);
        Assert.Equal(text.Trim(), text);
        Assert.DoesNotContain("  ", text);
        Assert.InRange(text.Length, 0, 201);
    }

    [Fact]
    public void No_text_is_left_in_another_language()
    {
        var sent = PhraseKey.All.Except(UnsentByDefault);
        Assert.All(
            sent, key => Assert.Distinct(DefaultPhrases.Languages.Select(it => DefaultPhrases.Of(key, it))));
    }

    [Theory]
    [InlineData("es", "fr", "es")]
    [InlineData("ES-mx", "fr", "es")]
    [InlineData("pt_BR", null, "pt")]
    [InlineData("ja", "fr", "fr")]
    [InlineData(null, "de-AT", "de")]
    [InlineData("", "", "en")]
    [InlineData("ja", "ko", "en")]
    [InlineData(null, null, "en")]
    public void A_language_without_texts_gives_that_of_the_fallback_then_English(
        string? language, string? fallback, string used) =>
        Assert.Equal(
            DefaultPhrases.Of(PhraseKey.QueueFull, used),
            PhraseBook.Default.TextOf(PhraseKey.QueueFull, language, fallback));

    [Fact]
    public void A_text_that_was_set_stands_for_its_language_alone()
    {
        var book = Book("es", PhraseKey.QueueFull, "Lleno.");
        Assert.Equal("Lleno.", book.TextOf(PhraseKey.QueueFull, "es-MX", "de"));
        Assert.Equal("Lleno.", book.TextOf(PhraseKey.QueueFull, "ja", "es"));
        Assert.Equal(DefaultPhrases.Of(PhraseKey.QueueFull, "de"), book.TextOf(PhraseKey.QueueFull, "de", "es"));
        Assert.Equal(DefaultPhrases.Of(PhraseKey.NoAgent, "es"), book.TextOf(PhraseKey.NoAgent, "es", "de"));
    }

    [Fact]
    public void A_text_that_was_set_empty_stays_empty() =>
        Assert.Equal("", Book("es", PhraseKey.Closed, "").TextOf(PhraseKey.Closed, "es", "en"));

    [Fact]
    public void An_unknown_key_or_language_is_a_bug()
    {
        Assert.Throws<ArgumentException>(() => DefaultPhrases.Of("nonsense", "en"));
        Assert.Throws<ArgumentException>(() => DefaultPhrases.Of(PhraseKey.Closed, "ja"));
    }

    [Theory]
    [InlineData("You are {position}, about {minutes} min.", "You are 3, about 7 min.")]
    [InlineData("{position}{position}", "33")]
    [InlineData("no variables", "no variables")]
    [InlineData("", "")]
    [InlineData("{unknown} {Position} {}", "{unknown} {Position} {}")]
    [InlineData("open { and {position}", "open { and 3")]
    [InlineData("} {position", "} {position")]
    [InlineData("{{position}}", "{3}")]
    public void Variables_are_replaced_and_all_else_stays(string text, string rendered) =>
        Assert.Equal(rendered, PhraseText.Render(text, ("position", "3"), ("minutes", "7")));

    [Fact]
    public void A_value_is_not_read_again() =>
        Assert.Equal(
            "{minutes} 7", PhraseText.Render("{position} {minutes}", ("position", "{minutes}"), ("minutes", "7")));

    private static PhraseBook Book(string language, string key, string text) => new(
        ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, string>>.Empty.Add(
            language, ImmutableSortedDictionary<string, string>.Empty.Add(key, text)));
}
