using LiveChat.Core.Primitives;
using static LiveChat.Core.Conversations.Grounds;

namespace LiveChat.Core.Conversations;

/// <summary>
/// Mode offer (R1.7): the agent accepts or declines in time, else the conversation goes back to its place in the queue,
/// which passes over that agent.
/// </summary>
internal static class OfferDecider
{
    public static Decision<ConversationEvent> Accept(Conversation state, AcceptOffer it)
    {
        if (Present(state, it.Ordinal) is var refusal and not Rejection.None) return refusal;
        if (Owns(state, it.Caller)) return Nothing;
        if (!IsOfferedTo(state, it.Caller)) return NotYours(state, it.Caller);
        return it.At <= state.ExpiresAt
            ? Of(new Assigned(it.At, it.Caller.By, state.Agent!.Value, state.Queue!.Value, state.Token!.Value))
            : Rejection.OfferExpired;
    }

    /// <summary>A late one that comes before the end was recorded counts: it passes on either way.</summary>
    public static Decision<ConversationEvent> Decline(Conversation state, DeclineOffer it)
    {
        if (Present(state, it.Ordinal) is var refusal and not Rejection.None) return refusal;
        if (!IsOfferedTo(state, it.Caller)) return NotYours(state, it.Caller);
        var agent = state.Agent!.Value;
        return Of(
            new OfferDeclined(it.At, it.Caller.By, agent),
            Return(state, it.At, By.System, state.Queue!.Value, agent, QueuedReason.OfferDeclined));
    }

    /// <summary>The agent of an offer was silent.</summary>
    public static Decision<ConversationEvent> Expire(Conversation state, DateTimeOffset at)
    {
        var agent = state.Agent!.Value;
        return Of(
            new OfferExpired(at, By.System, agent),
            Return(state, at, By.System, state.Queue!.Value, agent, QueuedReason.OfferExpired));
    }

    private static bool IsOfferedTo(Conversation state, Caller caller) =>
        state.State == ConversationState.Offered && IsAgentOf(state, caller);

    private static Rejection NotYours(Conversation state, Caller caller) =>
        caller.Agent is { } agent && state.OfferLapsedFor == agent
            ? Rejection.OfferExpired
            : Rejection.NotAssignedToYou;
}
