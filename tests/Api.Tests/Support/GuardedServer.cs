namespace LiveChat.Api.Tests.Support;

/// <summary>
/// The product behind a proxy on this machine, so that a test says from where it calls; with a mail server that is
/// never there, so that mail is queued and stays. It hashes passwords as slowly as it would in earnest.
/// </summary>
public sealed class GuardedServer : TestServer
{
    public const string Forwarded = "X-Forwarded-For";

    protected override IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>
    {
        ["LiveChat:PasswordIterations"] = null,
        ["LiveChat:TrustedProxies"] = "127.0.0.1, 10.0.0.0/8, fd00::/8",
        ["LiveChat:Smtp:Host"] = "127.0.0.1",
        ["LiveChat:Smtp:Port"] = "9",
        ["LiveChat:Smtp:From"] = "chat@livechat.test",
        ["Logging:LogLevel:Default"] = "Error",
    };
}
