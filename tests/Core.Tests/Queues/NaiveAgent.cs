using LiveChat.Core.Primitives;
using LiveChat.Core.Queues;

namespace LiveChat.Core.Tests.Queues;

/// <summary>An agent of the plain model.</summary>
internal sealed class NaiveAgent
{
    public required LineMember Member { get; set; }

    public AgentStanding? Standing { get; set; }

    public DateTimeOffset? ReservedAt { get; set; }

    public bool Doubted { get; set; }

    public long DoubtedUnder { get; set; }

    public bool Online => Member is { Enabled: true, Overflow: false } && Standing is { Online: true };

    public bool Unheard => Member is { Enabled: true, Overflow: false, RememberedOnline: true } && Standing is null;

    /// <summary>Slots it offers this queue; 64 at a time.</summary>
    public int MayGet =>
        Member.Enabled && !Doubted && Standing is { TakesNew: true } ? Math.Min(Standing.Free, 64) : int.MinValue / 2;

    private DateTimeOffset LastAssignedAt =>
        new[] { DateTimeOffset.MinValue, Standing!.LastAssignedAt ?? default, ReservedAt ?? default }.Max();

    /// <summary>The order of a strategy, given how many slots the line has reserved of each agent.</summary>
    public static Comparison<NaiveAgent> By(QueueStrategy strategy, Func<NaiveAgent, int> reserved) => (one, other) =>
    {
        var compared = strategy switch
        {
            QueueStrategy.LongestIdle => one.Standing!.IdleSince.CompareTo(other.Standing!.IdleSince),
            QueueStrategy.LeastLoaded => one.Load(reserved).CompareTo(other.Load(reserved)),
            _ => one.LastAssignedAt.CompareTo(other.LastAssignedAt),
        };
        return compared != 0 ? compared : one.Member.Agent.CompareTo(other.Member.Agent);
    };

    public void Hear(AgentStanding standing)
    {
        var isNew = Standing is null
            || (standing.Epoch, standing.Sequence).CompareTo((Standing.Epoch, Standing.Sequence)) > 0;
        var confirms = Doubted && DoubtedUnder < standing.Epoch
            && (standing.Epoch, standing.Sequence) == (Standing?.Epoch, Standing?.Sequence);
        if (!isNew && !confirms) return;
        Standing = standing;
        Doubted = false;
    }

    private decimal Load(Func<NaiveAgent, int> reserved)
    {
        decimal used = Standing!.Used + reserved(this);
        return used / (Standing.Cap ?? used + 1);
    }
}

internal sealed class NaiveEntry
{
    public required WaitingHead Head { get; set; }

    public NaiveReservation? Reserved { get; set; }

    public DateTimeOffset? HeldSince { get; set; }

    public DateTimeOffset? SentAwayAt { get; set; }

    /// <summary>Its stay has just begun, and whom it prefers has not been looked at.</summary>
    public bool HasJustCome { get; set; } = true;

    public TimeSpan Waited(DateTimeOffset now) => now > Head.QueuedAt ? now - Head.QueuedAt : TimeSpan.Zero;
}

internal sealed record NaiveReservation(ReservationToken Token, NaiveAgent Agent, long? Round, MatchReason Why)
{
    public DateTimeOffset? ToldAt { get; set; }

    /// <summary>The order of tellings.</summary>
    public int Telling { get; set; }
}

internal sealed record NaivePlace(ConversationId Conversation, ReservationToken Token, bool OnFreeSlot)
{
    public required DateTimeOffset KeptAt { get; set; }
}
