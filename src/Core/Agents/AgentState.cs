using System.Collections.Immutable;
using LiveChat.Core.Primitives;
using LiveChat.Core.Queues;

namespace LiveChat.Core.Agents;

/// <summary>
/// What an agent's actor knows of its agent. Only <c>Epoch</c>, <c>Status</c> and the last presence are durable; slots
/// are rebuilt from the conversations that name the agent.
/// </summary>
public sealed record AgentState
{
    /// <summary>Raised on disk at each activation; an assignment reserved under an older one conflicts.</summary>
    public required long Epoch { get; init; }

    public required AgentProfile Profile { get; init; }
    public required string Status { get; init; }

    /// <summary>Whether <see cref="Status"/> takes new conversations.</summary>
    public required bool StatusTakesNew { get; init; }

    /// <summary>Open streams, with the time each was last renewed.</summary>
    public ImmutableDictionary<StreamId, DateTimeOffset> Streams { get; init; } =
        ImmutableDictionary<StreamId, DateTimeOffset>.Empty;

    /// <summary>
    /// Without a stream: until when the agent is still shown online and counted for the waiting room (the grace after
    /// the last stream dropped, or what was remembered across a start).
    /// </summary>
    public DateTimeOffset? CountedUntil { get; init; }

    /// <summary>When the last stream dropped; null while there is one, and for an agent who was never online.</summary>
    public DateTimeOffset? DroppedAt { get; init; }

    public ImmutableDictionary<ConversationId, Slot> Slots { get; init; } =
        ImmutableDictionary<ConversationId, Slot>.Empty;

    /// <summary>The bidding round for the next slot, while one is open.</summary>
    public BidRound? Round { get; init; }

    public long LastRound { get; init; }

    /// <summary>When a slot was last freed, or the agent became able to take conversations.</summary>
    public DateTimeOffset IdleSince { get; init; }

    public DateTimeOffset? LastAssignedAt { get; init; }

    /// <summary>Offers in a row that passed in silence.</summary>
    public int SilentOffers { get; init; }

    public bool Online => !Streams.IsEmpty;

    /// <summary>Online, enabled and in a status that takes new conversations; says nothing of caps.</summary>
    public bool Available => Online && Profile.Enabled && StatusTakesNew;

    /// <summary>Whether one more conversation fits the agent's cap; says nothing of availability.</summary>
    public bool HasRoom => Profile.Cap is not { } cap || Slots.Count < cap;

    public bool CanTake => Available && HasRoom;

    public bool CountedAt(DateTimeOffset at) => Online || (Profile.Enabled && CountedUntil > at);

    /// <summary>
    /// How many more conversations of the queue fit, both caps considered; int.MaxValue without a cap.
    /// </summary>
    public int RoomFor(QueueId queue)
    {
        var membership = Profile.In(queue);
        if (membership is null) return 0;
        var room = Profile.Cap is { } cap ? cap - Slots.Count : int.MaxValue;
        if (membership.Cap is { } queueCap)
        {
            room = Math.Min(room, queueCap - Slots.Values.Count(slot => slot.Queue == queue));
        }

        return Math.Max(0, room);
    }

    /// <summary>By how many one more conversation of the queue would exceed a cap; 0 where it fits.</summary>
    public int ExcessFor(QueueId queue)
    {
        var excess = Profile.Cap is { } cap ? Slots.Count + 1 - cap : 0;
        if (Profile.In(queue)?.Cap is { } queueCap)
        {
            excess = Math.Max(excess, Slots.Values.Count(slot => slot.Queue == queue) + 1 - queueCap);
        }

        return Math.Max(0, excess);
    }
}

/// <summary>The agent's settings in force.</summary>
/// <param name="Cap">At least 1; null is unlimited.</param>
public sealed record AgentProfile(bool Enabled, int? Cap, ImmutableArray<Membership> Memberships)
{
    public Membership? In(QueueId queue)
    {
        foreach (var membership in Memberships)
        {
            if (membership.Queue == queue) return membership;
        }

        return null;
    }
}

/// <param name="Priority">The agent serves lower numbers first.</param>
/// <param name="Cap">How many conversations of this queue the agent may hold; null is no such cap.</param>
/// <param name="Overflow">Not a member: helps out in that queue after a wait (R1.12).</param>
public sealed record Membership(QueueId Queue, int Priority, int? Cap, bool Overflow = false);

public enum SlotUse : byte
{
    /// <summary>Kept for a conversation that a queue offered; this agent's actor sees to its commit.</summary>
    Reserved = 1,

    /// <summary>Kept for an edge that commits by itself.</summary>
    ReservedForEdge,

    /// <summary>The conversation's log says that the agent has it.</summary>
    Active,
}

/// <param name="StateVersion">For a reservation: the stay in the queue for which it was made.</param>
/// <param name="Version">For an active slot: the conversation's version that filled it.</param>
public sealed record Slot(
    SlotUse Use, QueueId Queue, ReservationToken Token, DateTimeOffset Since, long StateVersion, long Version,
    MatchReason? Why = null)
{
    public bool IsReservation => Use != SlotUse.Active;
}

/// <summary>One round of bids for one slot. <c>Awaited</c> are the queues that have not answered.</summary>
public sealed record BidRound(long Number, ImmutableHashSet<QueueId> Awaited, ImmutableArray<Bid> Bids);

/// <summary>A queue's best conversation for this agent.</summary>
public sealed record Bid(
    QueueId Queue, ConversationId Conversation, ReservationToken Token, long StateVersion, int Priority,
    DateTimeOffset QueuedAt, MatchReason? Why = null);
