namespace LiveChat.Core.Addresses;

/// <summary>
/// A tenant's own address: a telephone number, a short code (3–8 digits), or, for SMS, an alphanumeric id as in
/// 3GPP TS 23.040 (at most 11 characters, at least one of them a letter).
/// </summary>
public static class SenderAddress
{
    private const int ShortCodeDigitsMin = 3;
    private const int ShortCodeDigitsMax = 8;
    private const int AlphanumericLengthMax = 11;

    /// <summary>The canonical form of a sender's address.</summary>
    public static bool TryNormalise(string text, out string canonical)
    {
        if (PhoneNumber.TryNormalise(text, out canonical)) return true;
        var trimmed = text.Trim();
        if (!IsShortCode(trimmed) && !IsAlphanumeric(trimmed)) return false;
        canonical = trimmed;
        return true;
    }

    private static bool IsShortCode(string text) =>
        text.Length is >= ShortCodeDigitsMin and <= ShortCodeDigitsMax && text.All(char.IsAsciiDigit);

    private static bool IsAlphanumeric(string text) =>
        text.Length is > 0 and <= AlphanumericLengthMax
        && text.Any(char.IsAsciiLetter)
        && text.All(c => char.IsAsciiLetterOrDigit(c) || c is ' ' or '-' or '_' or '.' or '&');
}
