using LiveChat.Core.Primitives;

namespace LiveChat.Api.Auth;

/// <summary>
/// What people recognise a device by: browser and system as its <c>User-Agent</c> (RFC 9110, 10.1.5) tells them.
/// </summary>
internal static class DeviceName
{
    public const int UserAgentLengthMax = 256;
    private const int ProductLengthMax = 40;

    // The first that is found names it: nearly every browser claims to be several others too.
    private static readonly (string Sign, string Name)[] Browsers =
    [
        ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser/", "Samsung Internet"), ("Firefox/", "Firefox"),
        ("FxiOS/", "Firefox"), ("CriOS/", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari"),
    ];

    private static readonly (string Sign, string Name)[] Systems =
    [
        ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS X", "macOS"),
        ("CrOS", "ChromeOS"), ("Linux", "Linux"),
    ];

    /// <summary>The header as it is kept: on one line and not too long; null where there is none.</summary>
    public static string? UserAgentOf(HttpRequest request)
    {
        var given = StorableText.Of(request.Headers.UserAgent.ToString()).Trim();
        if (given.Length == 0 || StorableText.HasControls(given)) return null;
        return given.Length <= UserAgentLengthMax ? given : StorableText.Of(given[..UserAgentLengthMax]);
    }

    public static string? Of(string? userAgent)
    {
        if (userAgent is null) return null;
        var browser = Found(Browsers, userAgent);
        var system = Found(Systems, userAgent);
        if (browser is not null) return system is null ? browser : $"{browser} on {system}";
        var product = userAgent.Split(' ', '/')[0];
        product = product.Length <= ProductLengthMax ? product : product[..ProductLengthMax];
        return system is null ? product : $"{product} on {system}";
    }

    private static string? Found((string Sign, string Name)[] table, string userAgent)
    {
        foreach (var (sign, name) in table)
        {
            if (userAgent.Contains(sign, StringComparison.Ordinal)) return name;
        }

        return null;
    }
}
