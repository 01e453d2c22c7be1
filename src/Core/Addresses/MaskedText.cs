using System.Globalization;
using System.Text;

namespace LiveChat.Core.Addresses;

/// <summary>
/// Texts for readers who may not see a contact's number, which people write into them: it is taken out in whatever way
/// it is written, with or without the country code, with spaces, hyphens, full stops, slashes or brackets inside, in
/// digits of any script. Everything else stays as it is.
/// </summary>
public static class MaskedText
{
    private const int DigitsMin = 7;
    private const int SeparatorsMax = 3;

    /// <summary>The text without that address; the last four digits stay (<c>+34 ****1222</c>).</summary>
    public static string Of(string text, string address)
    {
        var secret = SecretOf(address);
        if (secret.Length == 0) return text;
        if (!char.IsAsciiDigit(secret[0]))
            return text.Replace(secret, PhoneNumber.Mask(secret), StringComparison.OrdinalIgnoreCase);

        StringBuilder? masked = null;
        var copied = 0;
        for (var start = 0; start < text.Length; start++)
        {
            if (EndOf(secret, text, start) is not { } end) continue;
            masked ??= new StringBuilder(text.Length);
            masked.Append(text, copied, start - copied).Append(PhoneNumber.Mask(secret));
            copied = end;
            start = end - 1;
        }

        return masked is null ? text : masked.Append(text, copied, text.Length - copied).ToString();
    }

    /// <summary>
    /// What may not be shown: the number without its country code, or all of it where little would be left.
    /// </summary>
    private static string SecretOf(string address)
    {
        if (!address.StartsWith('+')) return address;
        var national = address[PhoneNumber.CountryCodeEnd(address)..];
        return national.Length >= DigitsMin ? national : address[1..];
    }

    /// <summary>Where the number ends that begins at that place; null where none does.</summary>
    private static int? EndOf(string number, string text, int start)
    {
        var (next, separators) = (0, 0);
        for (var i = start; i < text.Length; i++)
        {
            var digit = CharUnicodeInfo.GetDecimalDigitValue(text[i]);
            if (digit >= 0)
            {
                if (digit != number[next] - '0') return null;
                if (++next == number.Length) return i + 1;
                separators = 0;
            }
            else if (next == 0 || ++separators > SeparatorsMax || !IsSeparator(text[i]))
            {
                return null;
            }
        }

        return null;
    }

    private static bool IsSeparator(char c) =>
        c is '-' or '.' or '/' or '(' or ')' or '\t' || char.GetUnicodeCategory(c)
            is UnicodeCategory.SpaceSeparator or UnicodeCategory.DashPunctuation or UnicodeCategory.Format;
}
