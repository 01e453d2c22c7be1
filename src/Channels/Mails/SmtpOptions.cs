using System.Net.Mail;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace LiveChat.Channels.Mails;

/// <summary>Section <c>LiveChat:Smtp</c>: the mail server that mails are handed to (RFC 6409).</summary>
public sealed class SmtpOptions
{
    private const int ImplicitTlsPort = 465;

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

    /// <summary>
    /// Whether the connection is encrypted from its start (RFC 8314), and STARTTLS is of no meaning; null: on port 465.
    /// </summary>
    public bool? ImplicitTls { get; set; }

    /// <summary>
    /// A PEM file of the authorities, or of the server's own certificate, that are trusted in place of those of the
    /// machine; null: those of the machine.
    /// </summary>
    public string? CaFile { get; set; }

    internal bool SpeaksImplicitTls => ImplicitTls ?? Port == ImplicitTlsPort;

    /// <summary>What is wrong with these settings, in one line; null when nothing is.</summary>
    public string? Fault()
    {
        if (string.IsNullOrEmpty(Host)) return null;
        if (Port is < 1 or > 65_535) return "Smtp:Port must be from 1 to 65535.";
        if (!MailAddress.TryCreate(From, out _)) return "Smtp:From must be an address, as chat@acme.test.";
        if (UserName is null != Password is null) return "Smtp:UserName and Smtp:Password go together.";
        if (CaFile is not null && CaFault() is { } fault) return fault;
        return UserName is not null && !StartTls && !SpeaksImplicitTls
            && Host is not ("localhost" or "127.0.0.1" or "::1")
            ? "Smtp:Password is only sent over StartTls or ImplicitTls."
            : null;
    }

    private string? CaFault()
    {
        try
        {
            var found = new X509Certificate2Collection();
            found.ImportFromPemFile(CaFile!);
            return found.Count == 0 ? $"Smtp:CaFile: there is no certificate in '{CaFile}'." : null;
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException or CryptographicException)
        {
            return $"Smtp:CaFile: '{CaFile}' cannot be read: {trouble.Message}";
        }
    }
}
