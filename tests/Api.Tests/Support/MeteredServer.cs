namespace LiveChat.Api.Tests.Support;

/// <summary>
/// A server that takes few messages of each tenant; a bucket gives little more than its burst while a test runs.
/// </summary>
public sealed class MeteredServer : TestServer
{
    public const int Burst = 10;

    protected override IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>
    {
        ["LiveChat:RateLimits:Messages:PerSecond"] = "1",
        ["LiveChat:RateLimits:Messages:Burst"] = $"{Burst}",
    };
}
