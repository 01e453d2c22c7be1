namespace LiveChat.Simulation;

/// <summary>A promise was broken.</summary>
public sealed class Violation(string promise, string what) : Exception($"{promise}: {what}")
{
    public string Promise { get; } = promise;
}
