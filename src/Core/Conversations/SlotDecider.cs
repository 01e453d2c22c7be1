using LiveChat.Core.Primitives;
using static LiveChat.Core.Conversations.Grounds;

namespace LiveChat.Core.Conversations;

/// <summary>What people do with an agent's slot: take, assign and take over (R1.8), hold and resume (R1.15).</summary>
internal static class SlotDecider
{
    public const string TakenOver = "takenOver";
    public const string Reassigned = "reassigned";

    public static Decision<ConversationEvent> Take(Conversation state, Take it)
    {
        if (Present(state, it.Ordinal) is var refusal and not Rejection.None) return refusal;
        if (state.FillsSlot && state.Agent == it.Agent) return Rejection.SameAgent;
        var mayHaveIt = it.Caller.MaySupervise
            || (it.Caller.Agent == it.Agent && state.State == ConversationState.Waiting);
        if (!mayHaveIt || state.Queue is not { } queue) return Rejection.NotWaiting;
        if (state.StateVersion > it.ExpectedVersion) return Rejection.ConversationChanged;
        var by = it.Caller.By;
        var assigned = new Assigned(it.At, by, it.Agent, queue, it.Token, it.OverCap);
        if (!state.FillsSlot) return Of(assigned);
        var reason = it.Caller.Agent == it.Agent ? TakenOver : Reassigned;
        return Of(new Unassigned(it.At, by, state.Agent!.Value, reason), assigned);
    }

    public static Decision<ConversationEvent> Hold(Conversation state, Hold it)
    {
        if (Present(state, it.Ordinal) is var refusal and not Rejection.None) return refusal;
        if (!IsAgentOf(state, it.Caller)) return Rejection.NotAssignedToYou;
        return state.State switch
        {
            ConversationState.Assigned => Of(new Held(it.At, it.Caller.By, state.Agent!.Value)),
            ConversationState.Held => Nothing,
            _ => Rejection.NotAssignedToYou,
        };
    }

    public static Decision<ConversationEvent> Resume(Conversation state, Resume it)
    {
        if (Present(state, it.Ordinal) is var refusal and not Rejection.None) return refusal;
        if (!IsAgentOf(state, it.Caller)) return Rejection.NotAssignedToYou;
        return state.State == ConversationState.Held
            ? Of(new Resumed(it.At, it.Caller.By, state.Agent!.Value, it.Token))
            : Rejection.NotHeld;
    }
}
