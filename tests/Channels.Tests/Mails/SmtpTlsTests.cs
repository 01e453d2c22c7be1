using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using LiveChat.Channels.Mails;
using LiveChat.Channels.Outbox;
using LiveChat.Channels.Tests.Support;
using LiveChat.Core.Letters;
using LiveChat.Outside.Mail;

namespace LiveChat.Channels.Tests.Mails;

/// <summary>
/// Encrypted submission to a real mail server, whose certificate nobody but the settings vouches for.
/// </summary>
public sealed class SmtpTlsTests : IDisposable
{
    private static readonly Letter _letter = LetterBook.Write(
        LetterKind.Invitation, "es", ("name", "Zoë"), ("tenant", "Niño & Cía"),
        ("link", "https://chat.test/register#token=lci_1"), ("expires", "2026-11-29 10:15"));

    private readonly string _folder = Directory.CreateTempSubdirectory("livechat-smtp-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Encrypted_and_signed_in_a_mail_arrives(bool implicitTls)
    {
        var files = Certificate("127.0.0.1");
        await using var server = await MailServer.Start(
            login: "chat:s3cret", certificate: files, implicitTls: implicitTls);
        var options = Options(server.Port, implicitTls, files.Certificate);
        Assert.Equal(Attempt.Taken, await Carry(options));
        var mail = await server.Next();
        Assert.Equal((true, "chat", "zoe@acme.test"), (mail.Encrypted, mail.User, mail.To));
        Assert.Equal(_letter.Text, mail.Text.ReplaceLineEndings("\n"));

        options.Password = "wrong";
        Assert.Equal(Attempt.Failed("smtp-535"), await Carry(options));
        options.Password = "s3cret";
        Assert.Equal(Attempt.Refused("smtp-550"), await Carry(options, "nobody@acme.test"));
        Assert.Equal(Attempt.Failed("smtp-451"), await Carry(options, "later@acme.test"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Who_cannot_show_that_it_is_the_mail_server_gets_neither_password_nor_mail(bool implicitTls)
    {
        var files = Certificate("127.0.0.1");
        await using var server = await MailServer.Start(
            login: "chat:s3cret", certificate: files, implicitTls: implicitTls);
        Assert.Equal(Attempt.Failed("tls"), await Carry(Options(server.Port, implicitTls, caFile: null)));
        var another = Certificate("127.0.0.1");
        Assert.Equal(Attempt.Failed("tls"), await Carry(Options(server.Port, implicitTls, another.Certificate)));

        var elsewhere = Certificate("127.0.0.2");
        await using var impostor = await MailServer.Start(certificate: elsewhere, implicitTls: implicitTls);
        Assert.Equal(
            Attempt.Failed("tls"), await Carry(Options(impostor.Port, implicitTls, elsewhere.Certificate)));
    }

    [Fact]
    public async Task What_is_slipped_in_before_the_encryption_is_not_believed()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var files = Certificate("127.0.0.1");
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var carried = Carry(Options(port, implicitTls: false, files.Certificate));
        using var peer = await listener.AcceptTcpClientAsync();
        using var lines = new StreamReader(peer.GetStream());
        await Say("220 mail.test\r\n");
        Assert.StartsWith("EHLO [127.0.0.1]", await lines.ReadLineAsync(), StringComparison.Ordinal);
        await Say("250-mail.test\r\n250 STARTTLS\r\n");
        Assert.Equal("STARTTLS", await lines.ReadLineAsync());
        await Say("220 go on\r\n250-mail.test\r\n250 AUTH PLAIN\r\n");
        Assert.Equal(Attempt.Failed("tls"), await carried.Within("it is given up"));

        Task Say(string text) => peer.GetStream().WriteAsync(Encoding.ASCII.GetBytes(text)).AsTask();
    }

    [Theory]
    [InlineData("no reply\r\n")]
    [InlineData("22\r\n")]
    [InlineData("250x\r\n")]
    [InlineData("")]
    public async Task Who_talks_no_SMTP_is_left(string greeting)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var carried = Carry(Options(((IPEndPoint)listener.LocalEndpoint).Port, implicitTls: false, caFile: null));
        using (var peer = await listener.AcceptTcpClientAsync())
            await peer.GetStream().WriteAsync(Encoding.ASCII.GetBytes(greeting));
        Assert.Equal(Attempt.Failed("broken-off"), await carried.Within("it is given up"));
    }

    [Fact]
    public async Task A_server_that_never_ends_a_line_or_a_reply_is_left()
    {
        foreach (var endless in (string[])[new string('2', 4_096), "220-more\r\n"])
        {
            using var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            var carried = Carry(Options(((IPEndPoint)listener.LocalEndpoint).Port, implicitTls: false, caFile: null));
            using var peer = await listener.AcceptTcpClientAsync();
            var text = Encoding.ASCII.GetBytes(endless);
            try
            {
                while (!carried.IsCompleted) await peer.GetStream().WriteAsync(text);
            }
            catch (IOException)
            {
                // It has gone.
            }

            Assert.Equal(Attempt.Failed("broken-off"), await carried.Within("it is given up"));
        }
    }

    [Fact]
    public void Port_465_is_encrypted_from_the_start_unless_told_otherwise()
    {
        Assert.Null(new SmtpOptions
        {
            Host = "mail.test",
            Port = 465,
            From = "chat@acme.test",
            UserName = "chat",
            Password = "s3cret",
            StartTls = false,
        }.Fault());
        Assert.Equal("Smtp:Password is only sent over StartTls or ImplicitTls.", new SmtpOptions
        {
            Host = "mail.test",
            Port = 465,
            From = "chat@acme.test",
            UserName = "chat",
            Password = "s3cret",
            StartTls = false,
            ImplicitTls = false,
        }.Fault());
        Assert.Contains("CaFile", new SmtpOptions
        {
            Host = "mail.test",
            From = "chat@acme.test",
            CaFile = Path.Combine(_folder, "none.pem"),
        }.Fault(), StringComparison.Ordinal);
    }

    private static SmtpOptions Options(int port, bool implicitTls, string? caFile) => new()
    {
        Host = "127.0.0.1",
        Port = port,
        From = "LiveChat <chat@livechat.test>",
        UserName = "chat",
        Password = "s3cret",
        ImplicitTls = implicitTls,
        CaFile = caFile,
    };

    private static Task<Attempt> Carry(SmtpOptions options, string to = "zoe@acme.test") =>
        new SmtpCarrier(options, TimeProvider.System)
            .Carry(Guid.CreateVersion7(), to, _letter, CancellationToken.None).AsTask();

    /// <summary>A certificate that vouches for itself, and its key.</summary>
    private (string Certificate, string Key) Certificate(string address)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={address}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Parse(address));
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        using var made = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        var certificate = Path.Combine(_folder, $"{Guid.NewGuid():N}.pem");
        var secret = Path.ChangeExtension(certificate, ".key");
        File.WriteAllText(certificate, made.ExportCertificatePem());
        File.WriteAllText(secret, key.ExportPkcs8PrivateKeyPem());
        return (certificate, secret);
    }
}
