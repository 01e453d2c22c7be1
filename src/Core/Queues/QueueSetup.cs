using System.Collections.Immutable;
using LiveChat.Core.Hours;
using LiveChat.Core.Primitives;

namespace LiveChat.Core.Queues;

/// <summary>
/// The settings in force for one queue, with its members (each agent once). The waiting room holds
/// <c>WaitingPerOnlineAgent</c> for each member online, and <c>WaitingWithNobodyOnline</c> when there is none.
/// </summary>
public sealed record QueueSetup(
    QueueStrategy Strategy, int WaitingPerOnlineAgent, int WaitingWithNobodyOnline, ImmutableArray<LineMember> Members)
{
    public ServiceHours Service { get; init; } = ServiceHours.Always;
}

/// <summary>
/// When the queue serves. In the last <c>CloseBeforeEnd</c> of a service it admits nobody new. At the end those who
/// wait are sent away, or, with <c>KeepsWaiting</c>, wait on until it opens.
/// </summary>
public sealed record ServiceHours(OpeningHours Hours, TimeSpan CloseBeforeEnd, bool KeepsWaiting)
{
    public static readonly ServiceHours Always = new(OpeningHours.Always, TimeSpan.Zero, false);
}

/// <summary>
/// An agent of the queue. A conversation reaches it only once it has waited <c>Delay</c>. <c>RememberedOnline</c>: it
/// was online when its actor last wrote so; until it is heard it counts for admission for a while after a start. (The
/// membership's priority ranks the queues of one agent: the agent's concern, not the line's.)
/// </summary>
public readonly record struct LineMember(AgentId Agent, TimeSpan Delay, bool Enabled, bool RememberedOnline);
