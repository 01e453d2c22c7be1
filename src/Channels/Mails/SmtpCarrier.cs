using System.Net.Mail;
using System.Net.Sockets;
using System.Security.Authentication;
using LiveChat.Channels.Outbox;
using LiveChat.Core.Letters;
using LiveChat.Core.Primitives;

namespace LiveChat.Channels.Mails;

/// <summary>Submits mail by SMTP (RFC 5321, 6409), each over a connection of its own.</summary>
public sealed class SmtpCarrier(SmtpOptions options, TimeProvider time) : IMailCarrier
{
    private readonly MailAddress _from = new(options.From!);
    private readonly SmtpSession _session = new(options);

    public async ValueTask<Attempt> Carry(Guid id, string recipient, Letter letter, CancellationToken cancel)
    {
        if (!MailAddress.TryCreate(recipient, out var to) || IsBroken(recipient)) return Attempt.Refused("address");
        if (IsBroken(letter.Subject)) return Attempt.Refused("subject");
        MimeLetter mail;
        try
        {
            mail = MimeLetter.Of(id, _from, to, letter, time.GetUtcNow());
        }
        catch (ArgumentException)
        {
            return Attempt.Refused("address");
        }

        try
        {
            return await _session.Run(mail, cancel);
        }
        catch (Exception) when (cancel.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancel);
        }
        catch (Exception trouble) when (trouble is SocketException or IOException or AuthenticationException)
        {
            return Attempt.Failed(CodeOf(trouble));
        }
    }

    private static string CodeOf(Exception trouble) => trouble switch
    {
        AuthenticationException or { InnerException: AuthenticationException } => "tls",
        _ when trouble.GetBaseException() is SocketException => "unreachable",
        _ => "broken-off",
    };

    /// <summary>Line breaks and the like would make headers or commands of their own.</summary>
    private static bool IsBroken(string line) => StorableText.HasControls(line);
}
