namespace LiveChat.Core.Rules;

/// <summary>R2.6, R3.12: in which language a contact is written to, and the tenant's clock.</summary>
public sealed record LocalisationRules
{
    /// <summary>The language of conversations of which no other is known; null: the tenant's.</summary>
    public string? DefaultLanguage { get; init; }

    /// <summary>Of the IANA database; null: the one the tenant was made with.</summary>
    public string? TimeZone { get; init; }

    /// <summary>The language of a conversation is that of its first message.</summary>
    public bool DetectLanguage { get; init; }

    /// <summary>Where none is detected the default is taken; otherwise it stays unknown.</summary>
    public bool FallBackToDefault { get; init; } = true;

    /// <summary>The contact changes the language by writing its name.</summary>
    public bool ContactMaySwitch { get; init; }
}
