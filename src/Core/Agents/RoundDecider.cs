using System.Collections.Immutable;

namespace LiveChat.Core.Agents;

/// <summary>
/// Bidding: an agent of several queues that becomes able to take a conversation asks all of them what they have, and
/// takes the best, so that an early tell of one queue does not decide (R1.16).
/// </summary>
internal static class RoundDecider
{
    /// <summary>
    /// The events with what follows from them: a round that has all its answers ends, and an agent that has become able
    /// to take a conversation opens one.
    /// </summary>
    public static ImmutableArray<AgentEvent> Follow(
        AgentState before, ImmutableArray<AgentEvent> events, DateTimeOffset at)
    {
        var after = AgentFold.Evolve(before, events);
        if (after.Round is { Awaited.IsEmpty: true } && before.Round?.Number == after.Round.Number)
        {
            var ending = End(after, at);
            events = events.AddRange(ending);
            after = AgentFold.Evolve(after, ending);
        }

        var hasBecomeAble = after.CanTake && !before.CanTake;
        var opens = hasBecomeAble && after.Round is null && after.Profile.Memberships.Length > 1;
        return opens ? events.Add(Open(after, at)) : events;
    }

    /// <summary>
    /// The best bid gets the slot, the others are outbid; while somebody bids and there is room, rounds go on.
    /// </summary>
    public static ImmutableArray<AgentEvent> End(AgentState state, DateTimeOffset at)
    {
        var round = state.Round!;
        var events = ImmutableArray.CreateBuilder<AgentEvent>();
        events.Add(new RoundEnded(at));
        if (!state.CanTake)
        {
            var why = state.Available ? BidDeclinedBecause.Full : BidDeclinedBecause.Unavailable;
            foreach (var bid in round.Bids) events.Add(Decline(at, bid, why));
            return events.ToImmutable();
        }

        var taken = false;
        foreach (var bid in round.Bids.Order(new BidOrder(state.Profile)))
        {
            var fits = state.RoomFor(bid.Queue) > 0 && !state.Slots.ContainsKey(bid.Conversation);
            events.Add(taken || !fits
                ? Decline(at, bid, fits ? BidDeclinedBecause.Outbid : BidDeclinedBecause.Full)
                : new SlotReserved(at, bid));
            taken |= fits;
        }

        var after = AgentFold.Evolve(state, events);
        if (taken && after.CanTake) events.Add(Open(after, at));
        return events.ToImmutable();
    }

    private static RoundOpened Open(AgentState state, DateTimeOffset at) =>
        new(at, state.LastRound + 1, [.. state.Profile.Memberships.Select(membership => membership.Queue)]);

    private static BidDeclined Decline(DateTimeOffset at, Bid bid, BidDeclinedBecause why) =>
        new(at, bid.Queue, bid.Conversation, bid.Token, why);
}

/// <summary>
/// Membership priority, then the conversation's, then the time of first entry, then the id; the best first.
/// </summary>
internal sealed class BidOrder(AgentProfile profile) : IComparer<Bid>
{
    public int Compare(Bid? x, Bid? y)
    {
        var byMembership = PriorityOf(x!).CompareTo(PriorityOf(y!));
        if (byMembership != 0) return byMembership;
        var byPriority = y!.Priority.CompareTo(x!.Priority);
        if (byPriority != 0) return byPriority;
        var byEntry = x.QueuedAt.CompareTo(y.QueuedAt);
        return byEntry != 0 ? byEntry : x.Conversation.CompareTo(y.Conversation);
    }

    private int PriorityOf(Bid bid) => profile.In(bid.Queue)?.Priority ?? int.MaxValue;
}
