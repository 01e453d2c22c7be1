namespace LiveChat.Core.Rules;

/// <summary>R3.12: who the tenant is to the law and to those who write to it. Null: not told.</summary>
public sealed record Organisation
{
    public const int NameLengthMax = 200;
    public const int AddressLengthMax = 1_000;
    public const int TaxIdLengthMax = 50;

    public string? LegalName { get; init; }

    /// <summary>On as many lines as it has.</summary>
    public string? Address { get; init; }

    /// <summary>ISO 3166-1, two capital letters.</summary>
    public string? Country { get; init; }

    public string? TaxId { get; init; }
    public string? ContactEmail { get; init; }

    /// <summary>E.164.</summary>
    public string? ContactPhone { get; init; }

    /// <summary>An https URL.</summary>
    public string? WebSite { get; init; }
}
