using LiveChat.Core.Addresses;

namespace LiveChat.Api.Validation;

/// <summary>Rules for what an organisation tells of itself.</summary>
internal static class OrganisationRules
{
    public const int UrlLengthMax = 2_048;

    /// <summary>
    /// An absolute https URL without credentials, for others to open; this server never does. Null stays null.
    /// </summary>
    public static string? HttpsUrlOrNull(this Findings findings, string field, string? value)
    {
        if (value is null) return null;
        var isUrl = value.Length <= UrlLengthMax && value.All(it => it is > ' ' and not '\u007f')
            && Uri.TryCreate(value, UriKind.Absolute, out var url)
            && url is { Scheme: "https", UserInfo: "", Host.Length: > 0 };
        findings.Require(isUrl, field, "must be an https URL");
        return value;
    }

    /// <summary>Two letters as in ISO 3166-1, kept as capitals; null stays null.</summary>
    public static string? CountryOrNull(this Findings findings, string field, string? value)
    {
        if (value is null) return null;
        findings.Require(
            value.Length == 2 && value.All(char.IsAsciiLetter), field, "must be two letters as in ISO 3166-1, as ES");
        return value.ToUpperInvariant();
    }

    /// <summary>A telephone number in its canonical form; null stays null.</summary>
    public static string? TelephoneOrNull(this Findings findings, string field, string? value)
    {
        if (value is null) return null;
        var isNumber = PhoneNumber.TryNormalise(value, out var number);
        findings.Require(isNumber, field, "must be a number as +34900100200");
        return number;
    }

    /// <summary>As <see cref="FieldRules.Text"/>, where null stays null.</summary>
    public static string? TextOrNull(this Findings findings, string field, string? value, int lengthMax) =>
        value is null ? null : findings.Text(field, value, lengthMax);
}
