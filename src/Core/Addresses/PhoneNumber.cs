using System.Collections.Frozen;

namespace LiveChat.Core.Addresses;

/// <summary>
/// Telephone numbers as ITU-T E.164 has them, in one canonical form per subscriber: a plus sign and 7–15 digits.
/// </summary>
/// <remarks>
/// Taken: a <c>whatsapp:</c> or <c>tel:</c> prefix; spaces, hyphens, full stops and brackets between the digits;
/// <c>00</c> in place of the plus sign. Numbers that carriers and WhatsApp write in two ways are one contact:
/// <list type="bullet">
/// <item>Mexico: <c>+52 1</c> and ten digits (before 2019, and still in WhatsApp's ids) is <c>+52</c> and the
/// ten.</item>
/// <item>Argentina: <c>+54 9</c> and ten digits (how mobiles are dialled from abroad) is <c>+54</c> and the ten.</item>
/// <item>Brazil: a mobile number without its ninth digit (<c>+55</c>, area, eight digits beginning with 6–9, as in
/// WhatsApp's ids of the areas above 30) gets it: <c>+55</c>, area, <c>9</c>, the eight.</item>
/// </list>
/// </remarks>
public static class PhoneNumber
{
    private const int DigitsMin = 7;
    private const int DigitsMax = 15;
    private const int TextLengthMax = 64;

    private static readonly FrozenSet<int> _twoDigitCountryCodes = new[]
    {
        20, 27, 30, 31, 32, 33, 34, 36, 39, 40, 41, 43, 44, 45, 46, 47, 48, 49, 51, 52, 53, 54, 55, 56, 57, 58, 60, 61,
        62, 63, 64, 65, 66, 81, 82, 84, 86, 90, 91, 92, 93, 94, 95, 98,
    }.ToFrozenSet();

    /// <summary>
    /// The canonical form. Without a plus sign or <c>00</c> the number is not international, and refused.
    /// </summary>
    public static bool TryNormalise(string text, out string canonical) => TryNormalise(text, false, out canonical);

    /// <param name="bareIsInternational">Whether digits alone begin with a country code, as some providers write
    /// them.</param>
    /// <param name="text">As the provider wrote it.</param>
    /// <param name="canonical">The canonical form; empty when refused.</param>
    public static bool TryNormalise(string text, bool bareIsInternational, out string canonical)
    {
        canonical = "";
        if (text.Length > TextLengthMax) return false;
        Span<char> digits = stackalloc char[TextLengthMax];
        var rest = WithoutPrefix(text.AsSpan().Trim());
        var hasPlus = rest.Length > 0 && rest[0] == '+';
        if (hasPlus) rest = rest[1..];
        var count = 0;
        foreach (var c in rest)
        {
            if (char.IsAsciiDigit(c)) digits[count++] = c;
            else if (c is not (' ' or '-' or '.' or '(' or ')' or '\u00a0')) return false;
        }

        var number = digits[..count];
        if (!hasPlus && number.StartsWith("00")) number = number[2..];
        else if (!hasPlus && !bareIsInternational) return false;
        if (number.Length is < DigitsMin or > DigitsMax || number[0] == '0') return false;
        canonical = Canonical(number);
        return true;
    }

    /// <summary>Whether the text is in canonical form.</summary>
    public static bool IsCanonical(string text) => TryNormalise(text, out var canonical) && canonical == text;

    /// <summary>
    /// What those may see who may not see full numbers: the country code, four stars, the last four digits
    /// (<c>+34****1222</c>). Anything but a number is shown by its last four characters.
    /// </summary>
    public static string Mask(string address)
    {
        var tail = address.Length > 4 ? address[^4..] : "";
        return address.StartsWith('+') && address.Length > DigitsMin
            ? $"{address[..CountryCodeEnd(address)]}****{tail}"
            : $"****{tail}";
    }

    /// <summary>Where the country code of a canonical number ends.</summary>
    internal static int CountryCodeEnd(string canonical) => 1 + CountryCodeLength(canonical.AsSpan(1));

    private static ReadOnlySpan<char> WithoutPrefix(ReadOnlySpan<char> text)
    {
        foreach (var prefix in (ReadOnlySpan<string>)["whatsapp:", "tel:"])
        {
            if (text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)) return text[prefix.Length..].TrimStart();
        }

        return text;
    }

    private static string Canonical(ReadOnlySpan<char> digits) => digits switch
    {
        ['5', '2', '1', .. var national] when national.Length == 10 => $"+52{national}",
        ['5', '4', '9', .. var national] when national.Length == 10 => $"+54{national}",
        ['5', '5', _, _, >= '6' and <= '9', ..] when digits.Length == 12 => $"+{digits[..4]}9{digits[4..]}",
        _ => $"+{digits}",
    };

    private static int CountryCodeLength(ReadOnlySpan<char> digits) =>
        digits[0] is '1' or '7' ? 1
        : _twoDigitCountryCodes.Contains(((digits[0] - '0') * 10) + digits[1] - '0') ? 2
        : 3;
}
