using System.Collections.Frozen;

namespace LiveChat.Core.Phrases;

/// <summary>The phrases of a tenant that has set none of its own.</summary>
public static class DefaultPhrases
{
    private const string FallbackLanguage = "en";

    private static readonly FrozenDictionary<(string Language, string Key), string> _texts =
        new Dictionary<(string, string), string>
        {
            [("en", "queueFull")] = "All our agents are busy and the line is full. Please write to us again later.",
            [("es", "queueFull")] =
                "Todos nuestros agentes están ocupados y la cola está llena. Por favor, escríbanos más tarde.",
            [("fr", "queueFull")] =
                "Tous nos agents sont occupés et la file est pleine. Merci de nous écrire un peu plus tard.",
            [("de", "queueFull")] =
                "Alle Mitarbeiter sind im Gespräch und die Warteschlange ist voll. Bitte schreiben Sie uns später.",
            [("pt", "queueFull")] =
                "Todos os nossos agentes estão ocupados e a fila está cheia. Por favor, escreva-nos mais tarde.",
            [("it", "queueFull")] =
                "Tutti i nostri operatori sono occupati e la coda è piena. La preghiamo di scriverci più tardi.",
            [("en", "noAgent")] = "Nobody is here to answer right now. Please write to us again later.",
            [("es", "noAgent")] = "Ahora mismo no hay nadie para atenderle. Por favor, escríbanos más tarde.",
            [("fr", "noAgent")] = "Personne ne peut vous répondre pour le moment. Merci de nous écrire plus tard.",
            [("de", "noAgent")] = "Im Moment ist niemand da, der antworten kann. Bitte schreiben Sie uns später.",
            [("pt", "noAgent")] = "Neste momento não há ninguém para responder. Por favor, escreva-nos mais tarde.",
            [("it", "noAgent")] = "Al momento non c'è nessuno che possa rispondere. La preghiamo di scriverci più tardi.",
        }.ToFrozenDictionary();

    /// <summary>
    /// The text in the language (of a tag such as <c>pt-BR</c> its first part counts), else in the other one, else in
    /// English; empty for a key without a default. An empty text is not sent.
    /// </summary>
    public static string Of(string key, string? language, string? otherwise) =>
        Find(key, language) ?? Find(key, otherwise) ?? Find(key, FallbackLanguage) ?? "";

    private static string? Find(string key, string? language) =>
        language is null ? null : _texts.GetValueOrDefault((language.Split('-')[0], key));
}
