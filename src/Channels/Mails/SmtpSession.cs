using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using LiveChat.Channels.Outbox;

namespace LiveChat.Channels.Mails;

/// <summary>
/// One submission of one mail (RFC 6409), over TLS from the start (RFC 8314), over STARTTLS (RFC 3207) or in clear, as
/// it is set; with AUTH PLAIN (RFC 4616) or LOGIN where a user is set (RFC 4954); with SMTPUTF8 (RFC 6531) where the
/// mail needs it. Each command waits for its reply.
/// </summary>
internal sealed class SmtpSession(SmtpOptions options)
{
    private const string Utf8 = "SMTPUTF8";

    /// <summary>
    /// Who does not exist will not exist later. Anything else, a server that refuses us included, may be put right by
    /// the operator while the mail waits.
    /// </summary>
    /// <exception cref="IOException">The connection broke; so do those of sockets and of TLS.</exception>
    public async Task<Attempt> Run(MimeLetter mail, CancellationToken cancel)
    {
        await using var line = await SmtpLine.Connect(options.Host!, options.Port, cancel);
        if (options.SpeaksImplicitTls) await line.Encrypt(Tls(), cancel);
        var reply = await line.Reply(cancel);
        if (!reply.IsDone) return Attempt.Failed(reply.Name);
        var (hello, failed) = await Greet(line, cancel);
        if (hello is null) return failed!.Value;
        if (options.UserName is { } user && await SignIn(line, hello, user, cancel) is { } locked) return locked;
        return await HandOver(line, hello, mail, cancel);
    }

    private async Task<(SmtpReply? Hello, Attempt? Failed)> Greet(SmtpLine line, CancellationToken cancel)
    {
        var hello = await line.Ask($"EHLO {line.OwnName}", cancel);
        if (!hello.IsDone) return (null, Attempt.Failed(hello.Name));
        if (options.SpeaksImplicitTls || !options.StartTls) return (hello, null);
        if (hello.Extension("STARTTLS") is null) return (null, Attempt.Failed("no-tls"));
        var consent = await line.Ask("STARTTLS", cancel);
        if (!consent.IsDone) return (null, Attempt.Failed(consent.Name));
        await line.Encrypt(Tls(), cancel);

        // What was said in clear counts no more.
        hello = await line.Ask($"EHLO {line.OwnName}", cancel);
        return hello.IsDone ? (hello, null) : (null, Attempt.Failed(hello.Name));
    }

    private async Task<Attempt?> SignIn(SmtpLine line, SmtpReply hello, string user, CancellationToken cancel)
    {
        var password = options.Password!;
        var ways = hello.Extension("AUTH") ?? [];
        SmtpReply reply;
        if (ways.Contains("PLAIN", StringComparer.OrdinalIgnoreCase))
        {
            reply = await line.Ask($"AUTH PLAIN {Base64($"\0{user}\0{password}")}", cancel);
        }
        else if (ways.Contains("LOGIN", StringComparer.OrdinalIgnoreCase))
        {
            reply = await line.Ask("AUTH LOGIN", cancel);
            if (reply.IsGoOn) reply = await line.Ask(Base64(user), cancel);
            if (reply.IsGoOn) reply = await line.Ask(Base64(password), cancel);
        }
        else
        {
            return Attempt.Failed("no-auth");
        }

        return reply.IsDone ? null : Attempt.Failed(reply.Name);
    }

    private static async Task<Attempt> HandOver(
        SmtpLine line, SmtpReply hello, MimeLetter mail, CancellationToken cancel)
    {
        if (mail.NeedsUtf8 && hello.Extension(Utf8) is null) return Attempt.Failed("no-smtputf8");
        var reply = await line.Ask($"MAIL FROM:<{mail.From}>{(mail.NeedsUtf8 ? $" {Utf8}" : "")}", cancel);
        if (!reply.IsDone) return Attempt.Failed(reply.Name);
        reply = await line.Ask($"RCPT TO:<{mail.To}>", cancel);
        if (!reply.IsDone) return reply.IsNoMailbox ? Attempt.Refused(reply.Name) : Attempt.Failed(reply.Name);
        reply = await line.Ask("DATA", cancel);
        if (!reply.IsGoOn) return Attempt.Failed(reply.Name);
        reply = await line.Submit(mail.Text, cancel);
        if (!reply.IsDone) return Attempt.Failed(reply.Name);
        await TakeLeave(line, cancel);
        return Attempt.Taken;
    }

    /// <summary>The mail is taken, whatever comes now.</summary>
    private static async Task TakeLeave(SmtpLine line, CancellationToken cancel)
    {
        try
        {
            await line.Ask("QUIT", cancel);
        }
        catch (Exception trouble) when (trouble is IOException or OperationCanceledException)
        {
            // It has hung up first.
        }
    }

    private SslClientAuthenticationOptions Tls()
    {
        var tls = new SslClientAuthenticationOptions { TargetHost = options.Host };
        if (options.CaFile is null) return tls;
        tls.CertificateChainPolicy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        tls.CertificateChainPolicy.CustomTrustStore.ImportFromPemFile(options.CaFile);
        return tls;
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
