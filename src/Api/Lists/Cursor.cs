using System.Buffers.Text;
using System.Text;

namespace LiveChat.Api.Lists;

/// <summary>
/// Opaque positions in lists: the key of the last item given, under the name of the list, so that a cursor of one list
/// is refused by another.
/// </summary>
public static class Cursor
{
    private const int LengthMax = 1_024;
    private const char Separator = '\u001f';
    private static readonly UTF8Encoding _strict = new(false, throwOnInvalidBytes: true);

    /// <summary>The text of a cursor. Parts must not hold U+001F.</summary>
    public static string Of(string list, params ReadOnlySpan<string> parts) =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{list}{Separator}{string.Join(Separator, parts)}"));

    /// <summary>The parts of a cursor of that list; false for anything else.</summary>
    public static bool TryParse(string list, string text, int count, out string[] parts)
    {
        parts = [];
        if (text.Length is 0 or > LengthMax || !Base64Url.IsValid(text)) return false;
        try
        {
            var all = _strict.GetString(Base64Url.DecodeFromChars(text)).Split(Separator);
            if (all[0] != list || all.Length != count + 1) return false;
            parts = all[1..];
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
