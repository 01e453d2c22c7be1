using LiveChat.Core.Primitives;

namespace LiveChat.Core.Addresses;

/// <summary>
/// A contact's address on a channel: a telephone number, or on WhatsApp a user id without a number (two capital letters
/// of a country, a full stop, letters and digits).
/// </summary>
public static class ContactAddress
{
    private const int UserIdLengthMax = 131;

    /// <summary>The canonical form of a contact's address, so that one contact is one thread.</summary>
    public static bool TryNormalise(Channel channel, string text, bool bareIsInternational, out string canonical)
    {
        if (PhoneNumber.TryNormalise(text, bareIsInternational, out canonical)) return true;
        if (channel != Channel.WhatsApp || !IsUserId(text)) return false;
        canonical = text;
        return true;
    }

    private static bool IsUserId(ReadOnlySpan<char> text) =>
        text.Length is > 3 and <= UserIdLengthMax
        && char.IsAsciiLetterUpper(text[0]) && char.IsAsciiLetterUpper(text[1]) && text[2] == '.'
        && !text[3..].ContainsAnyExcept(LettersAndDigits);

    private const string LettersAndDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
}
