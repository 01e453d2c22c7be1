using LiveChat.Core.Primitives;

namespace LiveChat.Core.Queues;

/// <summary>One waiting conversation in the line.</summary>
internal sealed class LineEntry(WaitingHead head)
{
    /// <summary>As last told, except that <c>Admitted</c> is true from the line's own decision on.</summary>
    public WaitingHead Head { get; set; } = head;

    public ConversationId Conversation => Head.Conversation;

    /// <summary>The language by which it stands in the line; empty where anyone may serve it.</summary>
    public string Lane { get; set; } = "";

    public LineReservation? Reservation { get; set; }

    /// <summary>False once the entry has left: what still refers to it is then out of date.</summary>
    public bool InLine { get; set; } = true;

    /// <summary>Stands in the list of those to be admitted or refused.</summary>
    public bool Undecided { get; set; }

    /// <summary>When it was last told that the service has ended.</summary>
    public DateTimeOffset? SentAwayAt { get; set; }

    /// <summary>Since when the decision is put off for an agent who may yet take it.</summary>
    public DateTimeOffset? HeldSince { get; set; }
}

/// <summary>An outstanding reservation of an entry at an agent.</summary>
internal sealed class LineReservation(
    ReservationToken token, LineAgent agent, long? round, DateTimeOffset toldAt, MatchReason why)
{
    public MatchReason Why { get; } = why;

    public ReservationToken Token { get; } = token;

    public LineAgent Agent { get; } = agent;

    public long? Round { get; } = round;

    public DateTimeOffset ToldAt { get; set; } = toldAt;
}
