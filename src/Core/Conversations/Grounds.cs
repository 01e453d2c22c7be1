using LiveChat.Core.Primitives;

namespace LiveChat.Core.Conversations;

/// <summary>What the deciders of a conversation ask of its state, and how they answer.</summary>
internal static class Grounds
{
    public static Decision<ConversationEvent> Nothing => Decision<ConversationEvent>.Nothing;

    public static Decision<ConversationEvent> Of(params ReadOnlySpan<ConversationEvent> events) =>
        Decision<ConversationEvent>.Of(events);

    /// <summary>
    /// Whether the conversation named is the present, open one: an earlier one of its thread is closed, and one in
    /// wrap-up is over for the contact.
    /// </summary>
    public static Rejection Present(Conversation state, int ordinal) =>
        ordinal < 1 || ordinal > state.Ordinal ? Rejection.NotFound
        : ordinal < state.Ordinal || !state.IsOpen || state.State == ConversationState.WrapUp
            ? Rejection.ConversationClosed
        : Rejection.None;

    public static Rejection PresentOrInWrapUp(Conversation state, int ordinal) =>
        ordinal == state.Ordinal && state.State == ConversationState.WrapUp ? Rejection.None : Present(state, ordinal);

    /// <summary>The caller is the agent who serves it.</summary>
    public static bool Owns(Conversation state, Caller caller) =>
        state.State == ConversationState.Assigned && IsAgentOf(state, caller);

    /// <summary>A supervisor, or the agent who has it: in service, on hold, in wrap-up or parked.</summary>
    public static bool MayActOn(Conversation state, Caller caller) => caller.MaySupervise
        || (IsAgentOf(state, caller) && state.State is not (ConversationState.Offered or ConversationState.Closed));

    /// <summary>The caller is the agent who has it, is offered it, or had it last.</summary>
    public static bool IsAgentOf(Conversation state, Caller caller) =>
        caller.Agent is { } agent && state.Agent == agent;

    /// <summary>Who gives it away, where somebody does.</summary>
    public static AgentId? Holder(Conversation state) =>
        state.FillsSlot || state.State == ConversationState.Held ? state.Agent : null;

    /// <summary>Back to a queue, in its old place.</summary>
    public static Queued Return(
        Conversation state, DateTimeOffset at, By by, QueueId queue, AgentId? excluded, string reason,
        AgentId? preferred = null) =>
        new(at, by, queue, state.Priority, state.QueuedAt ?? at, Admitted: true, excluded, reason, preferred);
}
