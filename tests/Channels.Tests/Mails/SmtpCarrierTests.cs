using System.Net;
using System.Net.Sockets;
using LiveChat.Channels.Mails;
using LiveChat.Channels.Outbox;
using LiveChat.Channels.Tests.Support;
using LiveChat.Core.Letters;
using LiveChat.Outside;
using LiveChat.Outside.Mail;

namespace LiveChat.Channels.Tests.Mails;

/// <summary>Against a real mail server, which tells what it has understood.</summary>
public sealed class SmtpCarrierTests : IAsyncLifetime
{
    private static readonly Letter _letter = LetterBook.Write(
        LetterKind.Invitation, "es", ("name", "Zoë Müller 😀"), ("tenant", "Niño & Cía"),
        ("link", "https://chat.test/register#token=lci_1"), ("expires", "2026-11-29 10:15"));

    private MailServer? _server;

    private MailServer Server => _server!;

    public async Task InitializeAsync() => _server = await MailServer.Start();

    public async Task DisposeAsync() => await Server.DisposeAsync();

    [Fact]
    public async Task A_mail_arrives_as_it_was_written_in_text_and_HTML()
    {
        var id = Guid.CreateVersion7();
        Assert.Equal(Attempt.Taken, await Carry(Carrier(), id, "zoe@acme.test"));
        var mail = await Server.Next();

        Assert.Equal(("chat@livechat.test", "zoe@acme.test"), (mail.EnvelopeFrom, mail.To));
        Assert.Equal("multipart/alternative", mail.ContentType);
        Assert.Equal("Te han invitado a Niño & Cía", mail.Subject);
        Assert.Equal(_letter.Text, mail.Text.ReplaceLineEndings("\n"));
        Assert.Equal(_letter.Html, mail.Html.ReplaceLineEndings("\n"));
        Assert.Equal("LiveChat ñ <chat@livechat.test>", mail.Headers["from"]);
        Assert.Equal($"<{id:N}@livechat.test>", mail.Headers["message-id"]);
        Assert.Equal("auto-generated", mail.Headers["auto-submitted"]);
        Assert.True(mail.Headers.ContainsKey("date"));
        Assert.All(mail.Raw.Split("\r\n"), line => Assert.True(line.Length <= 998));
        Assert.DoesNotContain("�", mail.Raw);
    }

    [Fact]
    public async Task Addresses_in_other_scripts_get_their_mail()
    {
        Assert.Equal(Attempt.Taken, await Carry(Carrier(), Guid.CreateVersion7(), "josé@acme.test"));
        Assert.Equal("josé@acme.test", (await Server.Next()).To);
        Assert.Equal(Attempt.Taken, await Carry(Carrier(), Guid.CreateVersion7(), "zoe@münchen.test"));
        Assert.Equal("zoe@xn--mnchen-3ya.test", (await Server.Next()).To);
    }

    [Fact]
    public async Task A_subject_with_line_breaks_makes_no_header()
    {
        var evil = _letter with { Subject = "Hello\r\nBcc: all@acme.test" };
        var attempt = await Carry(Carrier(), Guid.CreateVersion7(), "zoe@acme.test", evil);
        Assert.Equal(AttemptOutcome.Refused, attempt.Outcome);
        Assert.Equal(
            AttemptOutcome.Refused,
            (await Carry(Carrier(), Guid.CreateVersion7(), "zoe@acme.test\r\nRCPT TO:<all@acme.test>")).Outcome);
    }

    [Fact]
    public async Task Who_does_not_exist_is_given_up_and_who_comes_later_is_not()
    {
        Assert.Equal(Attempt.Refused("smtp-550"), await Carry(Carrier(), Guid.CreateVersion7(), "nobody@acme.test"));
        Assert.Equal(Attempt.Failed("smtp-451"), await Carry(Carrier(), Guid.CreateVersion7(), "later@acme.test"));
        Assert.Equal(Attempt.Failed("smtp-530"), await Carry(Carrier(), Guid.CreateVersion7(), "relay@acme.test"));
    }

    [Fact]
    public async Task A_server_that_hangs_lets_the_caller_go()
    {
        using var cancel = new CancellationTokenSource();
        var carried = Carry(Carrier(), Guid.CreateVersion7(), "hang@acme.test", cancel: cancel.Token);
        await Server.Hangs();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => carried.Within("the caller is let go"));

        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        using var second = new CancellationTokenSource();
        carried = Carry(
            Carrier(((IPEndPoint)silent.LocalEndpoint).Port), Guid.CreateVersion7(), "zoe@acme.test",
            cancel: second.Token);
        using var connected = await silent.AcceptTcpClientAsync();
        await second.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => carried.Within("the caller is let go"));
    }

    [Fact]
    public async Task A_server_that_is_away_or_offers_no_encryption_is_tried_again()
    {
        var away = await Carry(Carrier(ServerProcess.FreePort()), Guid.CreateVersion7(), "zoe@acme.test");
        Assert.Equal(Attempt.Failed("unreachable"), away);
        var plain = await Carry(
            Carrier(Options(Server.Port, startTls: true)), Guid.CreateVersion7(), "zoe@acme.test");
        Assert.Equal(Attempt.Failed("no-tls"), plain);
    }

    [Fact]
    public async Task It_signs_in_where_the_server_asks_for_it()
    {
        await using var server = await MailServer.Start(login: "chat:s3cret");
        var options = Options(server.Port);
        (options.UserName, options.Password) = ("chat", "s3cret");
        Assert.Equal(Attempt.Taken, await Carry(Carrier(options), Guid.CreateVersion7(), "zoe@acme.test"));
        Assert.Equal("chat", (await server.Next()).User);

        options.Password = "wrong";
        var wrong = await Carry(Carrier(options), Guid.CreateVersion7(), "zoe@acme.test");
        Assert.Equal(Attempt.Failed("smtp-535"), wrong);
    }

    private SmtpCarrier Carrier(int? port = null) => Carrier(Options(port ?? Server.Port));

    private static SmtpCarrier Carrier(SmtpOptions options) => new(options, TimeProvider.System);

    private static SmtpOptions Options(int port, bool startTls = false) => new()
    {
        Host = "127.0.0.1",
        Port = port,
        From = "LiveChat ñ <chat@livechat.test>",
        StartTls = startTls,
    };

    private static Task<Attempt> Carry(
        SmtpCarrier carrier, Guid id, string to, Letter? letter = null, CancellationToken cancel = default) =>
        carrier.Carry(id, to, letter ?? _letter, cancel).AsTask();
}
