namespace LiveChat.Outside;

/// <summary>Where and how a run of the program starts.</summary>
public sealed record SiloOptions(string Data, int Port, string PlatformKey)
{
    /// <summary>Added to the process's environment.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();
}
