using LiveChat.Core.Phrases;
using LiveChat.Core.Primitives;
using LiveChat.Core.Questionnaires;
using static LiveChat.Core.Conversations.Grounds;

namespace LiveChat.Core.Conversations;

/// <summary>
/// What may happen to a thread's session. Pure: the same state and command always give the same events. A command that
/// has already had its effect gives none.
/// </summary>
public static class ConversationDecider
{
    public static Decision<ConversationEvent> Decide(Conversation state, ConversationCommand command) => command switch
    {
        ReceiveMessage it => ContactDecider.Receive(state, it),
        Admit it => WaitsSince(state, it.Ordinal, it.Queue, it.StateVersion) && !state.Admitted
            ? Of(new Admitted(it.At, By.System, it.Queue))
            : Nothing,
        RefuseEntry it => WaitsSince(state, it.Ordinal, it.Queue, it.StateVersion) && !state.Admitted
            ? Dismiss(it.At, it.Reason, it.PhraseKey, it.Phrase)
            : Nothing,
        SendAway it => WaitsSince(state, it.Ordinal, it.Queue, it.StateVersion)
            ? Dismiss(it.At, CloseReason.EndOfService, PhraseKey.EndOfService, it.Phrase)
            : Nothing,
        Assign it => AssignTo(state, it),
        LoseAgent it => Lose(state, it),
        AcceptOffer it => OfferDecider.Accept(state, it),
        DeclineOffer it => OfferDecider.Decline(state, it),
        Take it => SlotDecider.Take(state, it),
        Hold it => SlotDecider.Hold(state, it),
        Resume it => SlotDecider.Resume(state, it),
        EndWrapUp it => EndingDecider.EndWrapUp(state, it),
        SendMessage it => Present(state, it.Ordinal) is var refusal and not Rejection.None ? refusal
            : !Owns(state, it.Caller) ? Rejection.NotAssignedToYou
            : state.OptedOut ? Rejection.ContactOptedOut
            : Of(new MessageSent(it.At, it.Caller.By, it.Text)),
        AddNote it => PresentOrInWrapUp(state, it.Ordinal) is var refusal and not Rejection.None ? refusal
            : MayActOn(state, it.Caller) ? Of(new Noted(it.At, it.Caller.By, it.Text))
            : Rejection.NotAssignedToYou,
        Close it => EndingDecider.Close(state, it),
        SetLabels it => MayTouch(state, it.Ordinal, it.Caller) is var refusal and not Rejection.None ? refusal
            : state.Labels == it.Labels ? Nothing
            : Of(new Labelled(it.At, it.Caller.By, it.Labels)),
        MarkImportant it => MayTouch(state, it.Ordinal, it.Caller) is var refusal and not Rejection.None ? refusal
            : state.Important == it.Important ? Nothing
            : Of(new MarkedImportant(it.At, it.Caller.By, it.Important)),
        AskHelp it => Present(state, it.Ordinal) is var refusal and not Rejection.None ? refusal
            : Owns(state, it.Caller) ? Of(new HelpAsked(it.At, it.Caller.By, it.Note))
            : Rejection.NotAssignedToYou,
        BlockContact it => ContactDecider.Block(state, it),
        UnblockContact it => ContactDecider.Unblock(state, it),
        TransferToAgent it => Transfer(state, it),
        TransferToQueue it => Transfer(state, it),
        ChangePriority it => Reprioritise(state, it),
        SendQuestionnaire it => QuestionnaireDecider.Send(state, it),
        FillForm it => FormDecider.Fill(state, it),
        CancelForm it => FormDecider.Cancel(state, it),
        FireDeadline it => DeadlineDecider.Fire(state, it),
        MoveToOtherAgent it => DeadlineDecider.Move(state, it),
        _ => throw new ArgumentOutOfRangeException(nameof(command), command, "A command nobody decides."),
    };

    private static Decision<ConversationEvent> Dismiss(
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

        if (!WaitsSince(state, it.Ordinal, it.Queue, it.StateVersion)) return Rejection.NotWaiting;
        return it.OfferFor is { } time && state.Preferred != it.Agent
            ? Of(new Offered(it.At, By.System, it.Agent, it.Queue, it.Token, it.At + time, it.Why))
            : Of(new Assigned(it.At, By.System, it.Agent, it.Queue, it.Token, Why: it.Why));
    }

    private static Decision<ConversationEvent> Lose(Conversation state, LoseAgent it)
    {
        if (state.Ordinal != it.Ordinal || !state.FillsSlot || state.Agent != it.Agent) return Nothing;
        return state.State == ConversationState.WrapUp
            ? Of(EndingDecider.AfterWrapUp(state, it.At))
            : Of(
                new Unassigned(it.At, By.System, it.Agent, it.Reason),
                Return(state, it.At, By.System, state.Queue!.Value, excluded: null, it.Reason));
    }

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

    private static Rejection MayTransfer(Conversation state, int ordinal, Caller caller, long expectedVersion)
    {
        var refusal = Present(state, ordinal);
        if (refusal != Rejection.None) return refusal;
        if (!MayActOn(state, caller)) return Rejection.NotAssignedToYou;
        return state.StateVersion > expectedVersion ? Rejection.ConversationChanged : Rejection.None;
    }

    /// <summary>Whether the caller may act on the conversation, which must be open or in wrap-up.</summary>
    private static Rejection MayTouch(Conversation state, int ordinal, Caller caller)
    {
        var refusal = PresentOrInWrapUp(state, ordinal);
        return refusal != Rejection.None ? refusal
            : MayActOn(state, caller) ? Rejection.None
            : Rejection.NotAssignedToYou;
    }

    private static bool WaitsSince(Conversation state, int ordinal, QueueId queue, long stateVersion) =>
        state.Ordinal == ordinal && state.State == ConversationState.Waiting && state.Queue == queue
        && state.StateVersion == stateVersion;
}
