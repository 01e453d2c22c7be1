using NodaTime;

namespace LiveChat.Api.Validation;

/// <summary>Rules for what tenants are made of. Each notes what is wrong and returns the value to go on with.</summary>
internal static class TenantRules
{
    public const int NameLengthMax = 200;
    public const int SlugLengthMax = 63;
    public const int AllowedSendersMax = 10_000;

    private const int LanguageLengthMax = 35;

    /// <summary>Lower-case ASCII letters, digits and hyphens, as a label of a host name.</summary>
    public static string Slug(this Findings findings, string field, string value)
    {
        var isSlug = value.Length is > 0 and <= SlugLengthMax
            && value.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')
            && value[0] != '-' && value[^1] != '-';
        findings.Require(
            isSlug, field, $"must be 1 to {SlugLengthMax} lower-case letters, digits and, inside, hyphens");
        return value;
    }

    /// <summary>An id of the IANA time zone database.</summary>
    public static string TimeZone(this Findings findings, string field, string value)
    {
        findings.Require(
            DateTimeZoneProviders.Tzdb.Ids.Contains(value), field, "must be an IANA time zone, as Europe/Madrid");
        return value;
    }

    /// <summary>A tag as in BCP 47 of a language and, where wanted, further parts: <c>es</c>, <c>pt-BR</c>.</summary>
    public static string Language(this Findings findings, string field, string value)
    {
        var parts = value.Length <= LanguageLengthMax ? value.Split('-') : [];
        var isTag = parts.Length > 0
            && parts[0].Length is 2 or 3 && parts[0].All(char.IsAsciiLetterLower)
            && parts.Skip(1).All(part => part.Length is >= 2 and <= 8 && part.All(char.IsAsciiLetterOrDigit));
        findings.Require(isTag, field, "must be a language, as es or pt-BR");
        return value;
    }

    /// <summary>Addresses of senders in their canonical form; null: any.</summary>
    public static IReadOnlyList<string>? AllowedSenders(
        this Findings findings, string field, IReadOnlyList<string>? values)
    {
        if (values is null) return null;
        findings.Require(values.Count <= AllowedSendersMax, field, $"must have at most {AllowedSendersMax} entries");
        var given = values.Take(AllowedSendersMax);
        return [.. given.Select((value, i) => findings.SenderAddress($"{field}[{i}]", value)).Distinct()];
    }

    /// <summary>A telephone number, a short code or an alphanumeric id, in its canonical form.</summary>
    public static string SenderAddress(this Findings findings, string field, string value)
    {
        var isAddress = Core.Addresses.SenderAddress.TryNormalise(value, out var address);
        findings.Require(
            isAddress, field, "must be a number as +34900100200, a short code, or at most 11 letters and digits");
        return address;
    }
}
