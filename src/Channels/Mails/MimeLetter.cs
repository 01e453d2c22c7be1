using System.Globalization;
using System.Net.Mail;
using System.Text;
using LiveChat.Core.Letters;

namespace LiveChat.Channels.Mails;

/// <summary>
/// A letter as it travels (RFC 5322): multipart/alternative in UTF-8 (RFC 2046), its headers in encoded words (RFC
/// 2047), marked as written by a machine (RFC 3834).
/// </summary>
internal sealed class MimeLetter
{
    /// <summary>Of the bytes in one encoded word, so that with all around them it has at most 75 characters.</summary>
    private const int WordBytesMax = 45;

    /// <summary>
    /// A line of a header has at most 78 characters; what is longer is put in encoded words, and folded.
    /// </summary>
    private const int PlainLengthMax = 60;

    private const string Fold = "\r\n ";

    private MimeLetter(string from, string to, string text)
    {
        From = from;
        To = to;
        Text = text;
    }

    /// <summary>The addresses, as the envelope has them: the domain in ASCII (RFC 5891).</summary>
    public string From { get; }

    public string To { get; }

    /// <summary>Headers and body; lines end with CR LF.</summary>
    public string Text { get; }

    /// <summary>An address has other than ASCII letters before its at sign (RFC 6532).</summary>
    public bool NeedsUtf8 => !Ascii.IsValid(From) || !Ascii.IsValid(To);

    /// <param name="id">Makes the Message-ID.</param>
    /// <param name="from">The sender, with a name where it has one.</param>
    /// <param name="to">The recipient.</param>
    /// <param name="letter">Its subject has no control characters.</param>
    /// <param name="at">When it was written.</param>
    /// <exception cref="ArgumentException">A domain is none.</exception>
    public static MimeLetter Of(Guid id, MailAddress from, MailAddress to, Letter letter, DateTimeOffset at)
    {
        var (sender, recipient) = (AddressOf(from), AddressOf(to));
        var boundary = $"livechat-{id:N}"; // Base 64 has no such line.
        var text = new StringBuilder();
        Header(text, "From", from.DisplayName.Length == 0 ? sender : $"{Phrase(from.DisplayName)} <{sender}>");
        Header(text, "To", recipient);
        Header(text, "Subject", IsPlain(letter.Subject) ? letter.Subject : Words(letter.Subject));
        Header(text, "Date", at.ToUniversalTime().ToString(
            "ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture));
        Header(text, "Message-ID", $"<{id:N}@{sender[(sender.LastIndexOf('@') + 1)..]}>");
        Header(text, "Auto-Submitted", "auto-generated");
        Header(text, "MIME-Version", "1.0");
        Header(text, "Content-Type", $"multipart/alternative; boundary=\"{boundary}\"");
        text.Append("\r\n");
        Part(text, boundary, "text/plain", letter.Text);
        Part(text, boundary, "text/html", letter.Html);
        text.Append(CultureInfo.InvariantCulture, $"--{boundary}--\r\n");
        return new MimeLetter(sender, recipient, text.ToString());
    }

    private static string AddressOf(MailAddress address) =>
        $"{address.User}@{(Ascii.IsValid(address.Host) ? address.Host : new IdnMapping().GetAscii(address.Host))}";

    private static void Header(StringBuilder text, string name, string value) =>
        text.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");

    private static void Part(StringBuilder text, string boundary, string mediaType, string content)
    {
        text.Append(CultureInfo.InvariantCulture, $"--{boundary}\r\n");
        Header(text, "Content-Type", $"{mediaType}; charset=utf-8");
        Header(text, "Content-Transfer-Encoding", "base64");
        var bytes = Encoding.UTF8.GetBytes(content.ReplaceLineEndings("\r\n"));
        text.Append("\r\n").Append(Convert.ToBase64String(bytes, Base64FormattingOptions.InsertLineBreaks))
            .Append("\r\n");
    }

    private static string Phrase(string name) => IsPlain(name)
        ? $"\"{name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\""
        : Words(name);

    private static bool IsPlain(string text) =>
        text.Length <= PlainLengthMax && !text.Contains("=?", StringComparison.Ordinal)
        && text.All(it => it is >= ' ' and <= '~');

    private static string Words(string text)
    {
        var words = new List<string>();
        var word = new List<byte>(WordBytesMax);
        Span<byte> letter = stackalloc byte[4];
        foreach (var rune in text.EnumerateRunes())
        {
            var length = rune.EncodeToUtf8(letter);
            if (word.Count + length > WordBytesMax) Take();
            word.AddRange(letter[..length]);
        }

        Take();
        return string.Join(Fold, words);

        void Take()
        {
            words.Add($"=?utf-8?B?{Convert.ToBase64String([.. word])}?=");
            word.Clear();
        }
    }
}
