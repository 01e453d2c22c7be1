using LiveChat.Core.Phrases;
using LiveChat.Core.Primitives;

namespace LiveChat.Core.Conversations;

/// <summary>
/// What may happen to a thread's session. Pure: the same state and command always give the same events. A command that
/// has already had its effect gives none.
/// </summary>
public static class ConversationDecider
{
    public static Decision<ConversationEvent> Decide(Conversation state, ConversationCommand command) => command switch
    {
        ReceiveMessage it => Receive(state, it),
        Admit it => WaitsUnadmitted(state, it.Ordinal, it.Queue)
            ? Of(new Admitted(it.At, By.System, it.Queue))
            : Nothing,
        RefuseEntry it => WaitsUnadmitted(state, it.Ordinal, it.Queue)
            ? SendAway(it.At, it.Reason, it.PhraseKey, it.Phrase)
            : Nothing,
        EndService it => WaitsSince(state, it.Ordinal, it.Queue, it.StateVersion)
            ? SendAway(it.At, CloseReason.EndOfService, PhraseKey.EndOfService, it.Phrase)
            : Nothing,
        Assign it => AssignTo(state, it),
        LoseAgent it => Lose(state, it),
        SendMessage it => Present(state, it.Ordinal) is var refusal and not Rejection.None ? refusal
            : Owns(state, it.Caller) ? Of(new MessageSent(it.At, it.Caller.By, it.Text))
            : Rejection.NotAssignedToYou,
        AddNote it => Present(state, it.Ordinal) is var refusal and not Rejection.None ? refusal
            : MayActOn(state, it.Caller) ? Of(new Noted(it.At, it.Caller.By, it.Text))
            : Rejection.NotAssignedToYou,
        Close it => Present(state, it.Ordinal) is var refusal and not Rejection.None ? refusal
            : Owns(state, it.Caller) ? Of(new Closed(it.At, it.Caller.By, CloseReason.Agent))
            : it.Caller.MaySupervise ? Of(new Closed(it.At, it.Caller.By, CloseReason.Supervisor))
            : Rejection.NotAssignedToYou,
        TransferToAgent it => Transfer(state, it),
        TransferToQueue it => Transfer(state, it),
        ChangePriority it => Reprioritise(state, it),
        FireDeadline it => DeadlineDecider.Fire(state, it),
        MoveToOtherAgent it => DeadlineDecider.Move(state, it),
        _ => throw new ArgumentOutOfRangeException(nameof(command), command, "A command nobody decides."),
    };

    private static Decision<ConversationEvent> Nothing => Decision<ConversationEvent>.Nothing;

    private static Decision<ConversationEvent> Of(params ReadOnlySpan<ConversationEvent> events) =>
        Decision<ConversationEvent>.Of(events);

    private static Decision<ConversationEvent> Receive(Conversation state, ReceiveMessage it)
    {
        var received = new MessageReceived(it.At, By.Contact, it.Text, it.ProviderId, it.SentAt, it.Attachments);
        if (state.IsOpen) return Of(received);
        var entry = it.Entry;
        return Of(
            new Opened(
                it.At, By.Contact, state.Ordinal + 1, entry.Sender, entry.SenderAddress, entry.Channel, entry.Contact,
                entry.Language, state.Agent ?? state.PreviousAgent),
            received,
            new Queued(
                it.At, By.System, entry.Queue, entry.Priority, it.At, Admitted: false, Excluded: null,
                QueuedReason.New));
    }

    private static Decision<ConversationEvent> SendAway(
        DateTimeOffset at, CloseReason reason, string phraseKey, string phrase)
    {
        var closed = new Closed(at, By.System, reason);
        return phrase.Length == 0 ? Of(closed) : Of(new PhraseSent(at, By.System, phraseKey, phrase), closed);
    }

    private static Decision<ConversationEvent> AssignTo(Conversation state, Assign it)
    {
        if (state.Ordinal == it.Ordinal && state.FillsSlot && state.Agent == it.Agent && state.Token == it.Token)
        {
            return Nothing;
        }

        return WaitsSince(state, it.Ordinal, it.Queue, it.StateVersion)
            ? Of(new Assigned(it.At, By.System, it.Agent, it.Queue, it.Token))
            : Rejection.NotWaiting;
    }

    private static Decision<ConversationEvent> Lose(Conversation state, LoseAgent it) =>
        state.Ordinal == it.Ordinal && state.FillsSlot && state.Agent == it.Agent
            ? Of(
                new Unassigned(it.At, By.System, it.Agent, it.Reason),
                Return(state, it.At, By.System, state.Queue!.Value, excluded: null, it.Reason))
            : Nothing;

    private static Decision<ConversationEvent> Transfer(Conversation state, TransferToAgent it)
    {
        var refusal = MayTransfer(state, it.Ordinal, it.Caller, it.ExpectedVersion);
        if (refusal != Rejection.None) return refusal;
        if (state.Agent == it.To && state.FillsSlot) return Rejection.SameAgent;
        if (state.Queue is not { } queue) return Rejection.NotWaiting;
        return Of(
            new Transferred(it.At, it.Caller.By, Holder(state), it.To, null, it.Note),
            new Assigned(it.At, it.Caller.By, it.To, queue, it.Token));
    }

    private static Decision<ConversationEvent> Transfer(Conversation state, TransferToQueue it)
    {
        var refusal = MayTransfer(state, it.Ordinal, it.Caller, it.ExpectedVersion);
        if (refusal != Rejection.None) return refusal;
        if (state.Queue == it.To && state.State == ConversationState.Waiting) return Rejection.SameQueue;
        return Of(
            new Transferred(it.At, it.Caller.By, Holder(state), null, it.To, it.Note),
            Return(state, it.At, it.Caller.By, it.To, Holder(state), QueuedReason.Transfer));
    }

    private static Decision<ConversationEvent> Reprioritise(Conversation state, ChangePriority it)
    {
        var refusal = Present(state, it.Ordinal);
        if (refusal != Rejection.None) return refusal;
        if (state.State != ConversationState.Waiting) return Rejection.NotWaiting;
        return state.Priority == it.Priority ? Nothing : Of(new PriorityChanged(it.At, it.Caller.By, it.Priority));
    }

    /// <summary>Back to a queue, in the place of the first entry.</summary>
    internal static Queued Return(
        Conversation state, DateTimeOffset at, By by, QueueId queue, AgentId? excluded, string reason) =>
        new(at, by, queue, state.Priority, state.QueuedAt ?? at, Admitted: true, excluded, reason);

    private static Rejection MayTransfer(Conversation state, int ordinal, Caller caller, long expectedVersion)
    {
        var refusal = Present(state, ordinal);
        if (refusal != Rejection.None) return refusal;
        if (!MayActOn(state, caller)) return Rejection.NotAssignedToYou;
        return state.StateVersion > expectedVersion ? Rejection.ConversationChanged : Rejection.None;
    }

    /// <summary>
    /// Whether the conversation named is the present, open one: an earlier one of its thread is closed.
    /// </summary>
    private static Rejection Present(Conversation state, int ordinal) =>
        ordinal < 1 || ordinal > state.Ordinal ? Rejection.NotFound
        : ordinal < state.Ordinal || !state.IsOpen ? Rejection.ConversationClosed
        : Rejection.None;

    private static AgentId? Holder(Conversation state) => state.FillsSlot ? state.Agent : null;

    private static bool Owns(Conversation state, Caller caller) =>
        caller.Agent is { } agent && state.FillsSlot && state.Agent == agent;

    private static bool MayActOn(Conversation state, Caller caller) => caller.MaySupervise || Owns(state, caller);

    private static bool WaitsSince(Conversation state, int ordinal, QueueId queue, long stateVersion) =>
        state.Ordinal == ordinal && state.State == ConversationState.Waiting && state.Queue == queue
        && state.StateVersion == stateVersion;

    private static bool WaitsUnadmitted(Conversation state, int ordinal, QueueId queue) =>
        state.Ordinal == ordinal && state.State == ConversationState.Waiting && state.Queue == queue && !state.Admitted;
}
