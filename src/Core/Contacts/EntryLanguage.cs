using LiveChat.Core.Rules;

namespace LiveChat.Core.Contacts;

/// <summary>The language in which a conversation begins (R2.6).</summary>
public static class EntryLanguage
{
    /// <summary>
    /// The language that the first message asks for or is written in, where the rules let it count; else the default.
    /// Null stays unknown.
    /// </summary>
    public static string? Of(string text, LocalisationRules rules, string? tenantLanguage)
    {
        if (rules.ContactMaySwitch && LanguageRequest.Of(text) is { } asked) return asked;
        var byDefault = rules.DefaultLanguage ?? tenantLanguage;
        if (!rules.DetectLanguage) return byDefault;
        return LanguageDetector.Detect(text)
            ?? (rules.FallBackToDefault ? byDefault : null);
    }
}
