using LiveChat.Core.Primitives;

namespace LiveChat.Core.Queues;

/// <summary>One member of a queue as its line knows it.</summary>
internal sealed class LineAgent(LineMember member)
{
    /// <summary>
    /// Reservations that one agent may have outstanding with one queue: a flow control for agents without a cap. What
    /// goes beyond waits in the line and follows as the earlier ones are answered.
    /// </summary>
    public const int OutstandingMax = 64;

    public LineMember Member { get; set; } = member;

    public AgentId Id => Member.Agent;

    /// <summary>The newest news; null before the first.</summary>
    public AgentStanding? Standing { get; set; }

    /// <summary>Entries reserved at this agent that it has not answered.</summary>
    public HashSet<LineEntry> Outstanding { get; } = [];

    /// <summary>When the line last reserved it, while the agent's news may not know it yet.</summary>
    public DateTimeOffset? ReservedAt { get; set; }

    /// <summary>
    /// It refused as full or unavailable, though its news say otherwise: not asked again before there are newer.
    /// </summary>
    public bool Doubted { get; set; }

    /// <summary>
    /// The epoch under which it refused. Where that is an older one, it was another actor of the agent who spoke: the
    /// news known, told again by the one that has its place, are good again.
    /// </summary>
    public long DoubtedUnder { get; set; }

    public bool IsOnline => Member is { Enabled: true, Overflow: false } && Standing is { Online: true };

    public bool CountsForAdmission =>
        Member is { Enabled: true, Overflow: false } && Standing is { CountsForAdmission: true };

    /// <summary>Was online when last seen and has not been heard since.</summary>
    public bool IsUnheard => Member is { Enabled: true, Overflow: false, RememberedOnline: true } && Standing is null;

    /// <summary>Slots that the line may still reserve; 0 or less when the agent takes nothing.</summary>
    public int Free => Member.Enabled && !Doubted && Standing is { TakesNew: true }
        ? Math.Min(Standing.Free, OutstandingMax) - Outstanding.Count
        : 0;

    /// <summary>The rule that leaves it out of any match now; whom and how long a conversation waits aside.</summary>
    public LeftOutBy LeftOutBy =>
        !Member.Enabled ? LeftOutBy.Disabled
        : Standing is not { Online: true } ? LeftOutBy.Offline
        : !Standing.TakesNew ? LeftOutBy.Status
        : Free > 0 ? LeftOutBy.None
        : Doubted || Used >= Standing.Cap ? LeftOutBy.Cap
        : LeftOutBy.QueueCap;

    /// <summary>Slots in use as far as known, this line's outstanding reservations included.</summary>
    public int Used => Standing!.Used + Outstanding.Count;

    public DateTimeOffset? LastAssignedAt =>
        ReservedAt is { } reserved && !(Standing!.LastAssignedAt > reserved) ? reserved : Standing!.LastAssignedAt;
}
