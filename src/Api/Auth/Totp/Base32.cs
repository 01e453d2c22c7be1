using System.Text;

namespace LiveChat.Api.Auth.Totp;

/// <summary>Base 32 of RFC 4648, without padding, as authenticator apps take it.</summary>
internal static class Base32
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int BitsOfLetter = 5;

    public static string Encode(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(((bytes.Length * 8) + BitsOfLetter - 1) / BitsOfLetter);
        var (kept, bits) = (0, 0);
        foreach (var value in bytes)
        {
            kept = (kept << 8) | value;
            for (bits += 8; bits >= BitsOfLetter; bits -= BitsOfLetter)
                text.Append(Alphabet[(kept >> (bits - BitsOfLetter)) & 31]);
            kept &= (1 << bits) - 1;
        }

        if (bits > 0) text.Append(Alphabet[(kept << (BitsOfLetter - bits)) & 31]);
        return text.ToString();
    }
}
