using LiveChat.Core.Primitives;
using LiveChat.Core.Questionnaires;
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
        var hold = reason == CloseReason.Agent ? FormDecider.HoldFor(state, it.Form) : TimeSpan.Zero;
        var ending = End(state, it.At, it.Caller.By, reason, rules, it.Reason, hold);
        // In its wrap-up it can still be answered.
        if (ending is not WrapUpBegan && FormDecider.Bars(state, it.Caller, it.Form))
            return Rejection.QuestionnaireRequired;
        return CloseAs(state, it, FormDecider.AtClose(state, it.At, reason, it.Form), ending);
    }

    /// <summary>R4.15: a close by a person is bound to what the tenant asks of it.</summary>
    private static Decision<ConversationEvent> CloseAs(
        Conversation state, Close it, QuestionnaireOpened? form, ConversationEvent ending)
    {
        var closure = it.Closure ?? new ClosureRules();
        if (!closure.AgentsMayClose && !it.Caller.MaySupervise) return Rejection.CloseNotAllowed;
        var labels = state.Labels.Union(it.Labels);
        if (closure.LabelsRequired && labels.IsEmpty) return Rejection.LabelsRequired;
        var labelled = labels == state.Labels ? null : new Labelled(it.At, it.Caller.By, labels);
        return Of([.. new ConversationEvent?[] { labelled, form, ending }.OfType<ConversationEvent>()]);
    }

    /// <summary>
    /// The last event of an open conversation whose live chat ends. Only its own agent's close leads to wrap-up, and
    /// only what an agent served is parked. <c>formHold</c>: so long its slot is held for the agent's questionnaire.
    /// </summary>
    public static ConversationEvent End(
        Conversation state, DateTimeOffset at, By by, CloseReason reason, LiveChatRules rules,
        string? closureReason = null, TimeSpan formHold = default)
    {
        var hold = rules.WrapUpMax > formHold ? rules.WrapUpMax : formHold;
        var wasServed = state.State is ConversationState.Assigned or ConversationState.Held;
        var parks = rules.StayOpen && wasServed;
        if (reason == CloseReason.Agent && state.State == ConversationState.Assigned && hold > TimeSpan.Zero)
        {
            return new WrapUpBegan(at, by, reason, at + hold, parks, closureReason);
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

        if (!MayActOn(state, caller)) return Rejection.NotAssignedToYou;
        return FormDecider.Bars(state, caller, it.Form)
            ? Rejection.QuestionnaireRequired
            : Of(AfterWrapUp(state, it.At, caller.By));
    }

    /// <summary>What follows a wrap-up; <c>by</c> is null where nobody ended it.</summary>
    public static ConversationEvent AfterWrapUp(Conversation state, DateTimeOffset at, By? by = null) =>
        state.ParksAfterWrapUp
            ? new Parked(at, by ?? By.System, state.CloseReason)
            : new Closed(at, by ?? By.System, state.CloseReason);
}
