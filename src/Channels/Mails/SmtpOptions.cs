using System.Net.Mail;

namespace LiveChat.Channels.Mails;

/// <summary>Section <c>LiveChat:Smtp</c>: the mail server that mails are handed to (RFC 6409).</summary>
public sealed class SmtpOptions
{
    /// <summary>Null: no mail is sent. It is the operator's choice, so any address will do.</summary>
    public string? Host { get; set; }

    public int Port { get; set; } = 587;

    /// <summary>
    /// Whom mails are from: an address, with a name where wanted, as <c>LiveChat &lt;chat@acme.test&gt;</c>.
    /// </summary>
    public string? From { get; set; }

    /// <summary>Null: without authentication.</summary>
    public string? UserName { get; set; }

    public string? Password { get; set; }

    /// <summary>
    /// Whether the connection must be encrypted by STARTTLS (RFC 3207), with a certificate that the machine trusts.
    /// </summary>
    public bool StartTls { get; set; } = true;

    /// <summary>What is wrong with these settings, in one line; null when nothing is.</summary>
    public string? Fault()
    {
        if (string.IsNullOrEmpty(Host)) return null;
        if (Port is < 1 or > 65_535) return "Smtp:Port must be from 1 to 65535.";
        if (!MailAddress.TryCreate(From, out _)) return "Smtp:From must be an address, as chat@acme.test.";
        if (UserName is null != Password is null) return "Smtp:UserName and Smtp:Password go together.";
        return UserName is not null && !StartTls && Host is not ("localhost" or "127.0.0.1" or "::1")
            ? "Smtp:Password is only sent over StartTls."
            : null;
    }
}
