namespace LiveChat.Bench.Load;

/// <summary>The first line to a flood's process: where to, as whom, and over how many connections.</summary>
public sealed record FloodPlan(IReadOnlyList<string> Servers, string Credential, string Sender, int Connections);

/// <summary>Each further line: what to send now. A <see cref="MoLoadResult"/> answers it.</summary>
/// <param name="PerSecond">By the clock, each from a contact of its own; null: as fast as connections can.</param>
/// <param name="Duration">For so long.</param>
/// <param name="FirstContact">Its number; the others follow.</param>
/// <param name="Contacts">How many take turns, where there is no clock.</param>
public sealed record FloodRun(double? PerSecond, TimeSpan Duration, long FirstContact, long Contacts);
