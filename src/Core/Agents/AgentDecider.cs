using System.Collections.Immutable;
using LiveChat.Core.Primitives;

namespace LiveChat.Core.Agents;

/// <summary>
/// Who gets the agent's slots. No path reaches a slot except through here, which is why caps hold: a slot in use is one
/// of <see cref="AgentState.Slots"/>, whether kept or filled, and none is kept above a cap.
/// </summary>
public static class AgentDecider
{
    public static Decision<AgentEvent> Decide(AgentState state, AgentCommand command)
    {
        var decision = command switch
        {
            OfferBid it => Offer(state, it),
            PassRound it => state.Round?.Number == it.Round && state.Round.Awaited.Contains(it.Queue)
                ? Of(new BidderPassed(it.At, it.Queue))
                : Nothing,
            EndRound it => state.Round?.Number == it.Round ? Of([.. RoundDecider.End(state, it.At)]) : Nothing,
            ReserveForEdge it => Reserve(state, it),
            LapseReservation it => Lapse(state, it),
            NoteOfferEnd it => CountSilence(state, it),
            LearnConversation it => Learn(state, it),
            OpenStream it => state.Profile.Enabled
                ? Of(new StreamOpened(it.At, it.Stream))
                : Rejection.AgentDisabled,
            RenewStream it => state.Streams.ContainsKey(it.Stream) ? Of(new StreamRenewed(it.At, it.Stream)) : Nothing,
            DropStream it => state.Streams.ContainsKey(it.Stream)
                ? Of(new StreamDropped(it.At, it.Stream, it.At + it.Grace))
                : Nothing,
            DropSilentStreams it => DropSilent(state, it),
            EndGrace it => state.CountedUntil <= it.At ? Of(new GraceEnded(it.At)) : Nothing,
            ChangeStatus it => state.Status == it.Status && state.StatusTakesNew == it.TakesNew
                ? Nothing
                : Of(new StatusChanged(it.At, it.Status, it.TakesNew, it.By)),
            ChangeProfile it => Change(state, it),
            AdoptEpoch it => Adopt(state, it),
            _ => throw new ArgumentOutOfRangeException(nameof(command), command, "A command nobody decides."),
        };
        return decision.IsRejected || decision.Events.IsEmpty
            ? decision
            : decision with { Events = RoundDecider.Follow(state, decision.Events, command.At) };
    }

    private static Decision<AgentEvent> Nothing => Decision<AgentEvent>.Nothing;

    private static Decision<AgentEvent> Of(params ReadOnlySpan<AgentEvent> events) =>
        Decision<AgentEvent>.Of(events);

    private static Decision<AgentEvent> Offer(AgentState state, OfferBid it)
    {
        var bid = it.Bid;
        if (state.Slots.TryGetValue(bid.Conversation, out var slot))
        {
            // A reservation under way ends by itself, and the queue offers again; what is filled is for the log to say.
            return slot.IsReservation ? Nothing : Of(new ConversationDoubted(it.At, bid.Conversation, bid.Queue));
        }

        if (!state.Available || state.Profile.In(bid.Queue) is null)
        {
            return Decline(it.At, bid, BidDeclinedBecause.Unavailable);
        }

        if (state.RoomFor(bid.Queue) == 0) return Decline(it.At, bid, BidDeclinedBecause.Full);
        return state.Round is null ? Of(new SlotReserved(it.At, bid)) : Of(new BidJoined(it.At, bid));
    }

    private static Decision<AgentEvent> Decline(DateTimeOffset at, Bid bid, BidDeclinedBecause why) =>
        Of(new BidDeclined(at, bid.Queue, bid.Conversation, bid.Token, why));

    private static Decision<AgentEvent> Reserve(AgentState state, ReserveForEdge it)
    {
        if (!state.Profile.Enabled) return Rejection.AgentDisabled;
        if (!it.AnyQueue && state.Profile.In(it.Queue) is not { Overflow: false }) return Rejection.AgentNotInQueue;
        if (state.Slots.TryGetValue(it.Conversation, out var slot))
        {
            return slot.IsReservation ? Rejection.AgentUnavailable : Rejection.SameAgent;
        }

        if (!state.Online) return Rejection.AgentOffline;
        if (!state.StatusTakesNew) return Rejection.AgentUnavailable;
        var excess = state.ExcessFor(it.Queue);
        if (excess > 0 && !it.OverCap) return Rejection.AgentFull;
        return Of(new SlotReservedForEdge(it.At, it.Conversation, it.Queue, it.Token, excess));
    }

    private static Decision<AgentEvent> CountSilence(AgentState state, NoteOfferEnd it)
    {
        var inARow = it.Silent ? state.SilentOffers + 1 : 0;
        if (inARow == state.SilentOffers) return Nothing;
        return inARow < AgentLimits.SilentOffersMax || !state.StatusTakesNew
            ? Of(new SilentOffersCounted(it.At, inARow))
            : Of(new StatusChanged(it.At, BuiltInStatus.NoNewConversations, TakesNew: false, By.System));
    }

    private static Decision<AgentEvent> Lapse(AgentState state, LapseReservation it)
    {
        if (!state.Slots.TryGetValue(it.Conversation, out var slot) || !slot.IsReservation || slot.Token != it.Token)
        {
            return Nothing;
        }

        var freed = new SlotFreed(it.At, it.Conversation);
        return slot.Use == SlotUse.Reserved
            ? Of(freed, new BidDeclined(it.At, slot.Queue, it.Conversation, it.Token, BidDeclinedBecause.Gone))
            : Of(freed);
    }

    private static Decision<AgentEvent> Learn(AgentState state, LearnConversation it)
    {
        var known = state.Slots.TryGetValue(it.Conversation, out var slot);
        if (it.Mine)
        {
            var token = it.Token ?? default;
            // A late word of a former stay must not pass for the answer to the reservation of a new one.
            var news = !known
                || (slot!.IsReservation ? slot.Token == token : slot.Version < it.Version && slot.Token != token);
            return news ? Of(new SlotFilled(it.At, it.Conversation, it.Queue!.Value, token, it.Version)) : Nothing;
        }

        // A reservation is freed by its own answer only: this may be older than the commit that it waits for.
        return known && !slot!.IsReservation && slot.Version < it.Version
            ? Of(new SlotFreed(it.At, it.Conversation))
            : Nothing;
    }

    private static Decision<AgentEvent> DropSilent(AgentState state, DropSilentStreams it)
    {
        var events = ImmutableArray.CreateBuilder<AgentEvent>();
        foreach (var (stream, renewedAt) in state.Streams)
        {
            // The clock was set back: nobody is dropped for that, and silence counts from now on.
            if (renewedAt > it.At) events.Add(new StreamRenewed(it.At, stream));
            else if (it.At - renewedAt >= AgentLimits.StreamSilentMax)
                events.Add(new StreamDropped(it.At, stream, it.At + it.Grace));
        }

        return new Decision<AgentEvent>(events.ToImmutable(), Rejection.None);
    }

    private static Decision<AgentEvent> Change(AgentState state, ChangeProfile it)
    {
        var changed = new ProfileChanged(it.At, it.Profile);
        if (it.Profile.Enabled) return Of(changed);
        var dropped = state.Streams.Keys.Select(stream => (AgentEvent)new StreamDropped(it.At, stream, it.At));
        return new Decision<AgentEvent>([changed, .. dropped], Rejection.None);
    }

    private static Decision<AgentEvent> Adopt(AgentState state, AdoptEpoch it)
    {
        var events = ImmutableArray.CreateBuilder<AgentEvent>();
        events.Add(new EpochRaised(it.At, it.Epoch));
        foreach (var filled in it.Filled) TakeUp(state, it.At, filled, events);
        var inRows = it.Filled.Select(filled => filled.Conversation).ToHashSet();
        // Whoever else raised it gave slots away, of which nothing was known when these were reserved.
        var wasPassed = it.Epoch > state.Epoch + 1;
        foreach (var (conversation, slot) in state.Slots)
        {
            if (!slot.IsReservation || inRows.Contains(conversation)) continue;
            if (!wasPassed && !Elapsed.AtLeast(AgentLimits.ReservationSilentMax, slot.Since, it.At)) continue;
            events.Add(new SlotFreed(it.At, conversation));
            if (slot.Use != SlotUse.Reserved) continue;
            events.Add(new BidDeclined(
                it.At, slot.Queue, conversation, slot.Token, BidDeclinedBecause.TimedOut));
        }

        return new Decision<AgentEvent>(events.ToImmutable(), Rejection.None);
    }

    /// <summary>
    /// The row is younger than whatever is known here. A reservation for the same conversation under another token has
    /// come to nothing: the slot is filled by another way.
    /// </summary>
    private static void TakeUp(
        AgentState state, DateTimeOffset at, FilledSlot filled, ImmutableArray<AgentEvent>.Builder events)
    {
        if (state.Slots.TryGetValue(filled.Conversation, out var slot))
        {
            if (!slot.IsReservation && slot.Version >= filled.Version) return;
            if (slot.Use == SlotUse.Reserved && slot.Token != filled.Token)
            {
                events.Add(new BidDeclined(
                    at, slot.Queue, filled.Conversation, slot.Token, BidDeclinedBecause.Gone));
            }
        }

        events.Add(new SlotFilled(at, filled.Conversation, filled.Queue, filled.Token, filled.Version));
    }
}
