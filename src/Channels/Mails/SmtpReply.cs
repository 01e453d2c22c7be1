using System.Collections.Immutable;
using System.Globalization;

namespace LiveChat.Channels.Mails;

/// <summary>What a mail server answered (RFC 5321, 4.2): a code of three digits, and its lines without it.</summary>
internal sealed record SmtpReply(int Code, ImmutableArray<string> Lines)
{
    /// <summary>The command was carried out.</summary>
    public bool IsDone => Code is >= 200 and < 300;

    /// <summary>More is asked for.</summary>
    public bool IsGoOn => Code is >= 300 and < 400;

    /// <summary>Refused for good, and for what is about the mailbox (RFC 5321, 4.2.1: the second digit is 5).</summary>
    public bool IsNoMailbox => Code is >= 550 and < 560;

    /// <summary>The code as it is shown.</summary>
    public string Name => string.Create(CultureInfo.InvariantCulture, $"smtp-{Code}");

    /// <summary>
    /// What the server says of an extension in its answer to EHLO: the words after its name; null where it has none.
    /// </summary>
    public string[]? Extension(string name)
    {
        foreach (var line in Lines)
        {
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words.Length > 0 && words[0].Equals(name, StringComparison.OrdinalIgnoreCase)) return words[1..];
        }

        return null;
    }
}
