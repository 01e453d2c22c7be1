using System.Globalization;
using System.Net;
using System.Net.Mail;
using System.Net.Mime;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using LiveChat.Channels.Outbox;
using LiveChat.Core.Letters;
using LiveChat.Core.Primitives;

namespace LiveChat.Channels.Mails;

/// <summary>
/// Submits mail by SMTP (RFC 5321, 6409), each over a connection of its own: multipart/alternative in UTF-8 (RFC 2046,
/// 2047), marked as written by a machine (RFC 3834).
/// </summary>
public sealed class SmtpCarrier(SmtpOptions options) : IMailCarrier
{
    private readonly MailAddress _from = new(options.From!);

    public async ValueTask<Attempt> Carry(Guid id, string recipient, Letter letter, CancellationToken cancel)
    {
        if (!MailAddress.TryCreate(recipient, out var to) || IsBroken(recipient)) return Attempt.Refused("address");
        if (IsBroken(letter.Subject)) return Attempt.Refused("subject");
        using var mail = Write(id, to, letter);
        using var client = Client(to);
        try
        {
            // Not every phase of a connection heeds the token: a server that says nothing must not hold the caller.
            await client.SendMailAsync(mail, cancel).WaitAsync(cancel);
            return Attempt.Taken;
        }
        catch (Exception) when (cancel.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancel);
        }
        catch (Exception trouble)
        {
            return Judge(trouble);
        }
    }

    /// <summary>
    /// Who does not exist will not exist later. Anything else, a server that refuses us included, may be put right by
    /// the operator while the mail waits.
    /// </summary>
    internal static Attempt Judge(Exception trouble) => trouble switch
    {
        SmtpFailedRecipientException { StatusCode: var status } when (int)status >= 500 =>
            Attempt.Refused(CodeOf(status)),
        SmtpException { StatusCode: not SmtpStatusCode.GeneralFailure and var status } =>
            Attempt.Failed(CodeOf(status)),
        { InnerException: AuthenticationException } or AuthenticationException => Attempt.Failed("tls"),
        _ when trouble.GetBaseException() is SocketException => Attempt.Failed("unreachable"),
        _ => Attempt.Failed("broken-off"),
    };

    /// <summary>Line breaks and the like would make headers or commands of their own.</summary>
    private static bool IsBroken(string line) => StorableText.HasControls(line);

    private static string CodeOf(SmtpStatusCode status) =>
        string.Create(CultureInfo.InvariantCulture, $"smtp-{(int)status}");

    private SmtpClient Client(MailAddress to) => new(options.Host, options.Port)
    {
        EnableSsl = options.StartTls,
        Credentials = options.UserName is { } user ? new NetworkCredential(user, options.Password) : null,
        DeliveryFormat = Ascii.IsValid(to.User) ? SmtpDeliveryFormat.SevenBit : SmtpDeliveryFormat.International,
    };

    private MailMessage Write(Guid id, MailAddress to, Letter letter)
    {
        var mail = new MailMessage(_from, to)
        {
            Subject = letter.Subject,
            SubjectEncoding = Encoding.UTF8,
            HeadersEncoding = Encoding.UTF8,
        };
        mail.Headers.Add("Message-ID", $"<{id:N}@{_from.Host}>");
        mail.Headers.Add("Auto-Submitted", "auto-generated");
        mail.AlternateViews.Add(View(letter.Text, MediaTypeNames.Text.Plain));
        mail.AlternateViews.Add(View(letter.Html, MediaTypeNames.Text.Html));
        return mail;
    }

    private static AlternateView View(string text, string mediaType)
    {
        var view = AlternateView.CreateAlternateViewFromString(text, Encoding.UTF8, mediaType);
        view.TransferEncoding = TransferEncoding.Base64;
        return view;
    }
}
