namespace LiveChat.Outside;

/// <summary>Where and how the real program runs.</summary>
public sealed record SiloOptions(string Data, int Port, string PlatformKey)
{
    /// <summary>Added to the process's environment, over what is set here.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Flags beside those of the address and the data folder.</summary>
    public IReadOnlyList<string> Flags { get; init; } = [];

    public ServerProcess Start()
    {
        var environment = new Dictionary<string, string>
        {
            ["DOTNET_ENVIRONMENT"] = "Production",
            ["LiveChat__PlatformKey"] = PlatformKey,
            ["LiveChat__Outgoing__AllowLoopback"] = "true",
            ["Logging__LogLevel__Default"] = "Warning",
        };
        foreach (var (name, value) in Environment) environment[name] = value;
        var url = new Uri($"http://127.0.0.1:{Port}");
        string[] arguments = [SiloBinary.Find(), "--urls", url.ToString().TrimEnd('/'), "--data", Data, .. Flags];
        return ServerProcess.Start(url, Data, arguments, environment);
    }
}
