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

    public LanguageRules Languages { get; init; }
}

/// <summary>
/// With <c>Routing</c> a conversation goes only to agents who master its language, and after <c>FallbackAfter</c> in
/// the queue to anyone (zero: never). One whose language is not known goes to anyone.
/// </summary>
public readonly record struct LanguageRules(bool Routing, TimeSpan FallbackAfter)
{
    /// <summary>The language that an agent must master; null: anyone may serve it.</summary>
    public string? Demanded(string? language, TimeSpan waited) =>
        !Routing || (FallbackAfter > TimeSpan.Zero && waited >= FallbackAfter) ? null : language;
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
public readonly record struct LineMember(AgentId Agent, TimeSpan Delay, bool Enabled, bool RememberedOnline)
{
    /// <summary>An agent of another queue, who helps out after the delay (R1.12) and opens no waiting room.</summary>
    public bool Overflow { get; init; }

    public ImmutableArray<string> Languages { get; init; }

    /// <summary>The languages it masters, each once.</summary>
    internal ImmutableArray<string> Masters => Languages.IsDefault ? [] : Languages;
}
