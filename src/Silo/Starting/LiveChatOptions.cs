using System.Net;
using System.Reflection;
using LiveChat.Api.Auth;
using LiveChat.Api.Limits;
using LiveChat.Channels.Mails;
using LiveChat.Channels.Outgoing;
using LiveChat.Core.Rules;
using LiveChat.Silo.Composition;
using LiveChat.Silo.Telemetry;

namespace LiveChat.Silo.Starting;

/// <summary>The settings of the program: section <c>LiveChat</c>.</summary>
public sealed record LiveChatOptions
{
    public const string Section = "LiveChat";
    public const string UrlsDefault = "http://127.0.0.1:8080";
    public const string DataDefault = "./data";

    /// <summary>Where to listen; several with <c>;</c> between.</summary>
    public string Urls { get; init; } = UrlsDefault;

    /// <summary>The folder of everything that is kept.</summary>
    public string Data { get; init; } = DataDefault;

    /// <summary>Where rows are kept: <see cref="StoreKind"/>.</summary>
    public string Store { get; init; } = StoreKind.Default;

    /// <summary>How to connect to PostgreSQL. It may have a password in it.</summary>
    public string? Connection { get; init; }

    /// <summary>What runs the actors: <see cref="EngineKind"/>.</summary>
    public string Engine { get; init; } = EngineKind.Default;

    /// <summary>What a node of a cluster does: <see cref="NodeRole"/>.</summary>
    public string Role { get; init; } = NodeRole.All;

    /// <summary>How this process is a node of a cluster.</summary>
    public ClusterOptions Cluster { get; init; } = new();

    /// <summary>The platform operator's key; null or empty has one made at the first start.</summary>
    public string? PlatformKey { get; init; }

    /// <summary>
    /// With which the keys in the database are sealed, 32 bytes in base64; null or empty: they are in the data folder.
    /// </summary>
    public string? SealKey { get; init; }

    /// <summary>The one before it: what is sealed with that is sealed anew.</summary>
    public string? SealKeyFormer { get; init; }

    /// <summary>How providers reach this server, and what they sign; null is the first of <see cref="Urls"/>.</summary>
    public string? PublicUrl { get; init; }

    /// <summary>
    /// The proxies in front, whose <c>X-Forwarded-For</c> is believed: addresses and networks with commas between.
    /// </summary>
    public string TrustedProxies { get; init; } = "";

    /// <summary>Which addresses callbacks may go to besides the public ones.</summary>
    public OutgoingOptions Outgoing { get; init; } = new();

    /// <summary>The mail server; without a host no mail is sent.</summary>
    public SmtpOptions Smtp { get; init; } = new();

    /// <summary>
    /// Iterations of password hashes; null is what ASP.NET Core's hasher does by default; fewer are for tests. A hash
    /// of fewer than these is made anew at its member's next sign-in.
    /// </summary>
    public int? PasswordIterations { get; init; }

    /// <summary>How much may come with one API key and from one tenant.</summary>
    public RateLimitOptions RateLimits { get; init; } = new();

    /// <summary>How slowly requests may come.</summary>
    public PaceOptions Pace { get; init; } = new();

    /// <summary>What is measured and traced, and who gets it.</summary>
    public TelemetryOptions Telemetry { get; init; } = new();

    /// <summary>Whether to play the demonstration.</summary>
    public bool Demo { get; init; }

    /// <summary>The cluster that this process is a node of; null: of none.</summary>
    public string? ClusterName => Engine == EngineKind.Orleans ? Cluster.Name : null;

    /// <summary><see cref="TrustedProxies"/> as networks; those that are none are left out.</summary>
    public IReadOnlyList<IPNetwork> TrustedProxyNetworks =>
        [.. TrustedProxyList.Select(SecurityRules.Canonical).OfType<string>().Select(IPNetwork.Parse)];

    private IReadOnlyList<string> TrustedProxyList =>
        TrustedProxies.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public IReadOnlyList<string> UrlList =>
        Urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary><see cref="PublicUrl"/> in force, without a slash at its end.</summary>
    public string PublicUrlInForce => (PublicUrl ?? Reachable(UrlList[0])).TrimEnd('/');

    /// <summary>Where this machine reaches the first of <see cref="Urls"/>.</summary>
    public Uri OwnUrl => new(Reachable(UrlList[0]));

    /// <exception cref="StartRefusedException">A setting is unknown, or its value makes no sense.</exception>
    public static LiveChatOptions Read(IConfiguration configuration)
    {
        var section = configuration.GetSection(Section);
        CheckNames(section, typeof(LiveChatOptions));
        CheckNames(section.GetSection(nameof(Outgoing)), typeof(OutgoingOptions));
        CheckNames(section.GetSection(nameof(Smtp)), typeof(SmtpOptions));
        CheckNames(section.GetSection(nameof(Pace)), typeof(PaceOptions));
        CheckNames(section.GetSection(nameof(RateLimits)), typeof(RateLimitOptions));
        CheckNames(section.GetSection(nameof(Telemetry)), typeof(TelemetryOptions));
        CheckNames(section.GetSection(nameof(Cluster)), typeof(ClusterOptions));
        foreach (var limit in section.GetSection(nameof(RateLimits)).GetChildren())
            CheckNames(limit, typeof(RateLimit));
        LiveChatOptions options;
        try
        {
            options = section.Get<LiveChatOptions>() ?? new LiveChatOptions();
        }
        catch (InvalidOperationException invalid)
        {
            throw new StartRefusedException($"Settings: {invalid.Message}", invalid);
        }

        options.Check();
        return options;
    }

    private static void CheckNames(IConfigurationSection section, Type type)
    {
        const BindingFlags named = BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase;
        foreach (var given in section.GetChildren())
        {
            if (type.GetProperty(given.Key, named) is not { CanWrite: true })
                throw new StartRefusedException($"Settings: there is none named {given.Path}.");
        }
    }

    private void Check()
    {
        if (UrlList.Count == 0) throw new StartRefusedException("--urls: there is no URL to listen on.");
        foreach (var url in UrlList)
        {
            if (!IsListenable(url))
                throw new StartRefusedException($"--urls: '{url}' is no address to listen on, as {UrlsDefault} is.");
        }

        if (string.IsNullOrWhiteSpace(Data)) throw new StartRefusedException("--data: the folder has no name.");
        StoreKind.Check(Store, Connection, Demo);
        EngineKind.Check(this, ClusterBuild.HasEngine);
        SealingComposition.Check(this);
        if (PlatformKey is { Length: > 0 } key && key.Any(it => it is <= ' ' or > '~'))
            throw new StartRefusedException("PlatformKey: only printable ASCII without spaces can be sent.");
        if (PublicUrl is { } given
            && !(Uri.TryCreate(given, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"))
            throw new StartRefusedException($"PublicUrl: '{given}' is not an http or https URL.");
        if (TrustedProxyList.FirstOrDefault(it => SecurityRules.Canonical(it) is null) is { } proxy)
            throw new StartRefusedException($"TrustedProxies: '{proxy}' is no address and no network.");
        if (PasswordIterations is < PasswordHashing.IterationsMin or > PasswordHashing.IterationsMax)
            throw new StartRefusedException("PasswordIterations: 1,000 to 10,000,000.");
        if (RateLimits.Faulty is { } limit)
            throw new StartRefusedException($"RateLimits:{limit}: PerSecond and Burst are 0 to 10,000,000.");
        if (Pace.Faulty is { } pace) throw new StartRefusedException($"Pace:{pace} is out of its bounds.");
        var networks = Outgoing.AllowedNetworks;
        if (networks.FirstOrDefault(it => !IPNetwork.TryParse(it, out _)) is { } wrong)
            throw new StartRefusedException($"Outgoing:AllowedNetworks: '{wrong}' is no network, as 10.0.0.0/8 is.");
        if (Telemetry.Fault() is { } wrongTelemetry) throw new StartRefusedException(wrongTelemetry);
        if (Smtp.Fault() is { } fault) throw new StartRefusedException(fault);
    }

    private static bool IsListenable(string url)
    {
        try
        {
            var address = BindingAddress.Parse(url);
            return address.Scheme == "http" && address.PathBase.Length == 0
                && address.Port is >= 0 and <= IPEndPoint.MaxPort;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    /// <summary>What to call where one listens on every address.</summary>
    private static string Reachable(string url)
    {
        var address = BindingAddress.Parse(url);
        var host = address.Host is "*" or "+" or "0.0.0.0" or "[::]" ? "localhost" : address.Host;
        return $"{address.Scheme}://{host}:{address.Port}";
    }
}
