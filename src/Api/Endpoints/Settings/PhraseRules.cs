using LiveChat.Api.Validation;
using LiveChat.Core.Phrases;
using LiveChat.Core.Primitives;

namespace LiveChat.Api.Endpoints.Settings;

/// <summary>What the text of a phrase may be.</summary>
internal static class PhraseRules
{
    public static void Check(Findings findings, string field, string key, string text)
    {
        if (Stored(text).Length > PhraseBook.TextLengthMax)
            findings.Add(field, $"must have at most {PhraseBook.TextLengthMax} characters");
        var known = PhraseKey.VariablesOf(key);
        foreach (var name in PhraseText.VariablesIn(text).Except(known))
        {
            findings.Add(field, known.IsEmpty
                ? $"{{{name}}}: this phrase has no variables"
                : $"{{{name}}} is none of its variables: {string.Join(", ", known.Select(it => $"{{{it}}}"))}");
        }
    }

    /// <summary>A text of nothing but space says nothing: it is empty, and not sent.</summary>
    public static string Stored(string text)
    {
        var stored = StorableText.Of(text);
        return string.IsNullOrWhiteSpace(stored) ? "" : stored;
    }
}
