using System.Collections.Frozen;

namespace LiveChat.Core.Contacts;

/// <summary>
/// How a contact asks for another language (R2.6): a message that is nothing but the language's name, in that language
/// or in any of the other five, or its code of two letters.
/// </summary>
public static class LanguageRequest
{
    private const int LengthMax = 20;

    private static readonly FrozenDictionary<string, string> ByName = new (string Language, string[] Names)[]
    {
        ("en", ["english", "ingles", "anglais", "englisch", "inglese"]),
        ("es", ["espanol", "castellano", "spanish", "espagnol", "spanisch", "espanhol", "spagnolo"]),
        ("fr", ["francais", "french", "frances", "franzosisch", "franzoesisch", "francese"]),
        ("de", ["deutsch", "german", "aleman", "allemand", "alemao", "tedesco"]),
        ("pt", ["portugues", "portuguese", "portugais", "portugiesisch", "portoghese"]),
        ("it", ["italiano", "italian", "italien", "italienisch"]),
    }.SelectMany(it => it.Names.Append(it.Language), (it, name) => (name, it.Language))
        .ToFrozenDictionary(it => it.name, it => it.Language);

    /// <summary>The language asked for; null: the message says something else.</summary>
    public static string? Of(string text) =>
        text.Length is 0 or > LengthMax ? null : ByName.GetValueOrDefault(PlainWord.Of(text));
}
