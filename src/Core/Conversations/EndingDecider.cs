using LiveChat.Core.Primitives;
using LiveChat.Core.Rules;
using static LiveChat.Core.Conversations.Grounds;

namespace LiveChat.Core.Conversations;

/// <summary>How a live chat ends: closed, in wrap-up first (R4.14), or parked in stay-open mode (R4.16).</summary>
internal static class EndingDecider
{
    public static Decision<ConversationEvent> Close(Conversation state, Close it)
    {
        if (Present(state, it.Ordinal) is var refusal and not Rejection.None) return refusal;
        if (!MayActOn(state, it.Caller)) return Rejection.NotAssignedToYou;
        var rules = it.Rules ?? LiveChatRules.Default;
        // In stay-open mode a parked conversation is as closed as it gets.
        if (rules.StayOpen && state.State == ConversationState.Parked) return Rejection.ConversationClosed;
        var reason = IsAgentOf(state, it.Caller) && state.State != ConversationState.Offered
            ? CloseReason.Agent
            : CloseReason.Supervisor;
        return CloseAs(state, it, End(state, it.At, it.Caller.By, reason, rules, it.Reason));
    }

    /// <summary>R4.15: a close by a person is bound to what the tenant asks of it.</summary>
    private static Decision<ConversationEvent> CloseAs(Conversation state, Close it, ConversationEvent ending)
    {
        var closure = it.Closure ?? new ClosureRules();
        if (!closure.AgentsMayClose && !it.Caller.MaySupervise) return Rejection.CloseNotAllowed;
        var labels = state.Labels.Union(it.Labels);
        if (closure.LabelsRequired && labels.IsEmpty) return Rejection.LabelsRequired;
        return labels == state.Labels ? Of(ending) : Of(new Labelled(it.At, it.Caller.By, labels), ending);
    }

    /// <summary>
    /// The last event of an open conversation whose live chat ends. Only its own agent's close leads to wrap-up, and
    /// only what an agent served is parked.
    /// </summary>
    public static ConversationEvent End(
        Conversation state, DateTimeOffset at, By by, CloseReason reason, LiveChatRules rules,
        string? closureReason = null)
    {
        var wasServed = state.State is ConversationState.Assigned or ConversationState.Held;
        var parks = rules.StayOpen && wasServed;
        if (reason == CloseReason.Agent && state.State == ConversationState.Assigned && rules.WrapUpMax > TimeSpan.Zero)
        {
            return new WrapUpBegan(at, by, reason, at + rules.WrapUpMax, parks, closureReason);
        }

        return parks ? new Parked(at, by, reason, closureReason) : new Closed(at, by, reason, closureReason);
    }

    public static Decision<ConversationEvent> EndWrapUp(Conversation state, EndWrapUp it)
    {
        var inWrapUp = state.Ordinal == it.Ordinal && state.State == ConversationState.WrapUp;
        if (it.Caller is not { } caller) return inWrapUp ? Of(AfterWrapUp(state, it.At)) : Nothing;
        if (!inWrapUp)
        {
            return Present(state, it.Ordinal) is var refusal and not Rejection.None ? refusal : Rejection.NotInWrapUp;
        }

        return MayActOn(state, caller) ? Of(AfterWrapUp(state, it.At, caller.By)) : Rejection.NotAssignedToYou;
    }

    /// <summary>What follows a wrap-up; <c>by</c> is null where nobody ended it.</summary>
    public static ConversationEvent AfterWrapUp(Conversation state, DateTimeOffset at, By? by = null) =>
        state.ParksAfterWrapUp
            ? new Parked(at, by ?? By.System, state.CloseReason)
            : new Closed(at, by ?? By.System, state.CloseReason);
}
