using System.Net.Mail;

namespace LiveChat.Api.Validation;

/// <summary>Rules for what people sign in with. Each notes what is wrong and returns the value to go on with.</summary>
internal static class PeopleRules
{
    public const int UsernameLengthMax = 64;
    public const int DisplayNameLengthMax = 100;
    public const int EmailLengthMax = 254;
    public const int LanguagesMax = 20;

    private const int EmailLocalPartLengthMax = 64;

    /// <summary>
    /// Letters and digits of ASCII, full stop, hyphen and underscore, at most 64, beginning with a letter or digit:
    /// never an email address, so that a login is one or the other.
    /// </summary>
    public static string Username(this Findings findings, string field, string value)
    {
        if (value.Length == 0) findings.Add(field, "must not be empty");
        else if (value.Length > UsernameLengthMax)
            findings.Add(field, $"must have at most {UsernameLengthMax} characters");
        else if (!char.IsAsciiLetterOrDigit(value[0])
            || !value.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_'))
        {
            findings.Add(field, "must be letters, digits, full stops, hyphens, underscores, a letter or digit first");
        }

        return value;
    }

    /// <summary>An address as in RFC 5321, without comments and quotes, at a domain with a full stop.</summary>
    public static string? EmailOrNull(this Findings findings, string field, string? value)
    {
        if (value is null) return null;
        var email = value.Trim();
        var at = email.LastIndexOf('@');
        var isEmail = email.Length <= EmailLengthMax
            && at is > 0 and <= EmailLocalPartLengthMax
            && !email.Any(c => c is '"' or '(' or ')' or '<' or '>' || char.IsWhiteSpace(c) || char.IsControl(c))
            && email.IndexOf('.', at) > at + 1 && !email.EndsWith('.')
            && MailAddress.TryCreate(email, out var parsed) && parsed.Address == email;
        findings.Require(isEmail, field, "must be an email address");
        return email;
    }

    /// <summary>Tags such as <c>es</c> or <c>pt-BR</c>, each once, at most 20.</summary>
    public static IReadOnlyList<string> Languages(
        this Findings findings, string field, IReadOnlyList<string> values)
    {
        findings.Require(values.Count <= LanguagesMax, field, $"must have at most {LanguagesMax} entries");
        var distinct = values.Distinct(StringComparer.OrdinalIgnoreCase).Count();
        findings.Require(distinct == values.Count, field, "must not repeat an entry");
        var given = values.Take(LanguagesMax);
        return [.. given.Select((value, i) => findings.Language($"{field}[{i}]", value))];
    }

    /// <summary>Ids of a list that must not repeat one.</summary>
    public static IReadOnlyList<T> Distinct<T>(
        this Findings findings, string field, IReadOnlyList<T> values, int countMax)
    {
        findings.Require(values.Count <= countMax, field, $"must have at most {countMax} entries");
        findings.Require(values.Distinct().Count() == values.Count, field, "must not repeat an entry");
        return values;
    }
}
