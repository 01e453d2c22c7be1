namespace LiveChat.Api.Tests.Support;

/// <summary>
/// The product behind a proxy on this machine, so that a test says from where it calls; each address may sign in twenty
/// times at once, and then once a second. Passwords are as dear to hash as where it counts.
/// </summary>
public sealed class FloodedServer : TestServer
{
    public const int AddressBurst = 20;

    protected override IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>
    {
        ["LiveChat:PasswordIterations"] = null,
        ["LiveChat:TrustedProxies"] = "127.0.0.1",
        ["LiveChat:RateLimits:Address:PerSecond"] = "1",
        ["LiveChat:RateLimits:Address:Burst"] = $"{AddressBurst}",
    };
}
