namespace LiveChat.Bench.Load;

/// <summary>The first line to a flood's process: where to, as whom, and over how many connections.</summary>
public sealed record FloodPlan(IReadOnlyList<string> Servers, string Credential, string Sender, int Connections);

/// <summary>Each further line: what to send now.</summary>
/// <param name="PerSecond">By the clock, each from a contact of its own; null: as fast as connections can.</param>
/// <param name="Seconds">For so long.</param>
/// <param name="FirstContact">Its number; the others follow.</param>
/// <param name="Contacts">How many take turns, where there is no clock.</param>
public sealed record FloodRun(double? PerSecond, double Seconds, long FirstContact, long Contacts);

/// <summary>The line that answers it.</summary>
/// <param name="Acknowledged">Taken.</param>
/// <param name="Busy">Answered 503.</param>
/// <param name="Limited">Answered 429.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="AcknowledgedP99">Milliseconds.</param>
public sealed record FloodResult(long Acknowledged, long Busy, long Limited, double Seconds, double AcknowledgedP99)
{
    public double PerSecond => Acknowledged / Seconds;
}
