using System.Globalization;
using LiveChat.Outside.Mail;

namespace LiveChat.Api.Tests.Support;

/// <summary>The product with a mail server beside it.</summary>
public sealed class MailingServer : TestServer, IAsyncLifetime
{
    public const string PublicUrl = "https://chat.acme.test";

    private MailServer? _mail;

    public MailServer Mail => _mail!;

    protected override IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>
    {
        ["LiveChat:PublicUrl"] = PublicUrl + "/",
        ["LiveChat:Smtp:Host"] = "127.0.0.1",
        ["LiveChat:Smtp:Port"] = Mail.Port.ToString(CultureInfo.InvariantCulture),
        ["LiveChat:Smtp:From"] = "LiveChat <chat@livechat.test>",
        ["LiveChat:Smtp:StartTls"] = "false",
    };

    async Task IAsyncLifetime.InitializeAsync()
    {
        _mail = await MailServer.Start();
        await InitializeAsync();
    }

    async Task IAsyncLifetime.DisposeAsync()
    {
        await DisposeAsync();
        await Mail.DisposeAsync();
    }
}
