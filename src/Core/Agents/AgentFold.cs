using LiveChat.Core.Primitives;

namespace LiveChat.Core.Agents;

/// <summary>The agent's state from what happened.</summary>
public static class AgentFold
{
    public static AgentState Evolve(AgentState state, AgentEvent happened)
    {
        var next = Apply(state, happened);
        return next.CanTake && !state.CanTake ? next with { IdleSince = happened.At } : next;
    }

    public static AgentState Evolve(AgentState state, IEnumerable<AgentEvent> happened) =>
        happened.Aggregate(state, Evolve);

    private static AgentState Apply(AgentState state, AgentEvent happened) => happened switch
    {
        SlotReserved it => Fill(state, it.Bid.Conversation, new Slot(
            SlotUse.Reserved, it.Bid.Queue, it.Bid.Token, it.At, it.Bid.StateVersion, Version: 0, it.Bid.Why)),
        SlotReservedForEdge it => Fill(state, it.Conversation, new Slot(
            SlotUse.ReservedForEdge, it.Queue, it.Token, it.At, StateVersion: 0, Version: 0)),
        SlotFilled it => Fill(state, it.Conversation, new Slot(
            SlotUse.Active, it.Queue, it.Token, it.At, StateVersion: 0, it.Version)) with
        { LastAssignedAt = it.At },
        SlotFreed it => state with { Slots = state.Slots.Remove(it.Conversation), IdleSince = it.At },
        RoundOpened it => state with { Round = new BidRound(it.Number, it.Queues, []), LastRound = it.Number },
        BidJoined it => state with { Round = Join(state.Round!, it.Bid) },
        BidderPassed it => state with
        {
            Round = state.Round! with { Awaited = state.Round.Awaited.Remove(it.Queue) },
        },
        RoundEnded => state with { Round = null },
        StreamOpened it => state with
        {
            Streams = state.Streams.SetItem(it.Stream, it.At),
            CountedUntil = null,
            DroppedAt = null,
        },
        StreamRenewed it => state with { Streams = state.Streams.SetItem(it.Stream, it.At) },
        StreamDropped it => Drop(state, it),
        GraceEnded => state with { CountedUntil = null },
        StatusChanged it => state with { Status = it.Status, StatusTakesNew = it.TakesNew, SilentOffers = 0 },
        SilentOffersCounted it => state with { SilentOffers = it.InARow },
        ProfileChanged it => state with { Profile = it.Profile },
        EpochRaised it => state with { Epoch = it.Epoch },
        BidDeclined or ConversationDoubted => state,
        _ => throw new ArgumentOutOfRangeException(nameof(happened), happened, "An event nobody folds."),
    };

    private static AgentState Fill(AgentState state, ConversationId conversation, Slot slot) =>
        state with { Slots = state.Slots.SetItem(conversation, slot) };

    private static BidRound Join(BidRound round, Bid bid) => round with
    {
        Awaited = round.Awaited.Remove(bid.Queue),
        Bids = round.Bids
            .RemoveAll(other => other.Queue == bid.Queue && other.Conversation == bid.Conversation)
            .Add(bid),
    };

    private static AgentState Drop(AgentState state, StreamDropped it)
    {
        var streams = state.Streams.Remove(it.Stream);
        return state with
        {
            Streams = streams,
            CountedUntil = streams.IsEmpty ? it.CountedUntil : null,
            DroppedAt = streams.IsEmpty ? it.At : null,
        };
    }
}
