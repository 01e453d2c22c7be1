namespace LiveChat.Bench.Measures;

/// <summary>One measured number. <c>Met</c> is null where nothing is wanted of it.</summary>
public sealed record Figure(
    string Scenario, string Name, double Value, string Unit, string? Wanted = null, bool? Met = null);
