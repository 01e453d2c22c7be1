using System.Collections.Immutable;

namespace LiveChat.Core.Phrases;

/// <summary>The texts that one tenant has set, by language and key; the defaults stand for all others.</summary>
public sealed class PhraseBook
{
    /// <summary>More would be a letter; of plain letters this is seven SMS.</summary>
    public const int TextLengthMax = 1_000;

    /// <summary>A tenant that has set nothing.</summary>
    public static readonly PhraseBook Default =
        new(ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, string>>.Empty);

    private readonly string? _greeting;

    public PhraseBook(ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, string>> texts) =>
        Texts = texts;

    private PhraseBook(PhraseBook book, string? greeting) : this(book.Texts) => _greeting = greeting;

    /// <summary>What was set, and nothing else. Languages are those of <see cref="DefaultPhrases"/>.</summary>
    public ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, string>> Texts { get; }

    /// <summary>The same texts, with a greeting where they have none; null: none.</summary>
    public PhraseBook Greeting(string? text) => new(this, text);

    /// <summary>
    /// The text in the language, where it is one of ours, else in the fallback, else in English; empty is not sent.
    /// </summary>
    /// <exception cref="ArgumentException">There is no such key.</exception>
    public string TextOf(string key, string? language, string? fallbackLanguage)
    {
        var spoken = DefaultPhrases.Known(language) ?? DefaultPhrases.Known(fallbackLanguage)
            ?? DefaultPhrases.LastLanguage;
        return Texts.TryGetValue(spoken, out var own) && own.TryGetValue(key, out var text)
            ? text
            : key == PhraseKey.Greeting && _greeting is not null ? _greeting
            : DefaultPhrases.Of(key, spoken);
    }
}
