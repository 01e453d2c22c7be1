using LiveChat.Core.Deadlines;
using LiveChat.Core.Phrases;
using LiveChat.Core.Primitives;
using LiveChat.Core.Questionnaires;

namespace LiveChat.Core.Conversations;

/// <summary>
/// What a deadline does when it has come. The events of a decision are its mark: once they are in the log the same
/// deadline is no longer due, so none acts twice.
/// </summary>
internal static class DeadlineDecider
{
    public static Decision<ConversationEvent> Fire(Conversation state, FireDeadline it)
    {
        var isDue = state.Ordinal == it.Ordinal && DeadlineTable.Due(state, it.Terms, it.At)?.Kind == it.Kind;
        if (!isDue) return Decision<ConversationEvent>.Nothing;
        return it.Kind switch
        {
            DeadlineKind.LiveChatOff => Say(
                it, PhraseKey.Closed, new Closed(it.At, By.System, CloseReason.LiveChatOff)),
            DeadlineKind.Inactivity => Say(it, PhraseKey.InactivityClosed,
                EndingDecider.End(state, it.At, By.System, CloseReason.Inactivity, it.Terms.Rules)),
            DeadlineKind.DisconnectTransfer => Decision<ConversationEvent>.Of(
                new Unassigned(it.At, By.System, state.Agent!.Value, QueuedReason.AgentDisconnected),
                Grounds.Return(
                    state, it.At, By.System, state.Queue!.Value, state.Agent, QueuedReason.AgentDisconnected)),
            // The queue is asked; the transfer itself comes with the other agent's reservation.
            DeadlineKind.AutoTransfer => Decision<ConversationEvent>.Nothing,
            DeadlineKind.DisconnectNotice => Say(it, PhraseKey.AgentDisconnected),
            DeadlineKind.Reengagement => Say(it, PhraseKey.Reengagement),
            DeadlineKind.Reminder => Say(it, PhraseKey.Reminder),
            DeadlineKind.Warning => Decision<ConversationEvent>.Of(new Warned(
                it.At, By.System, Warned.Inactivity,
                DeadlineTable.At(DeadlineKind.Inactivity, state, it.Terms)!.Value)),
            DeadlineKind.OfferTimeout => OfferDecider.Expire(state, it.At),
            DeadlineKind.WrapUpEnd => Decision<ConversationEvent>.Of(EndingDecider.AfterWrapUp(state, it.At)),
            DeadlineKind.WaitingQuestionnaire => Decision<ConversationEvent>.Of(QuestionnaireDecider.Begin(
                state.Language, it.At, By.System, it.Terms.WaitingQuestionnaire!, it.Terms.FallbackLanguage,
                until: null)),
            _ => throw new ArgumentOutOfRangeException(nameof(it), it.Kind, "A deadline nobody decides."),
        };
    }

    /// <summary>
    /// Another agent has a slot for the conversation, which takes it unless the present one has answered by now.
    /// </summary>
    public static Decision<ConversationEvent> Move(Conversation state, MoveToOtherAgent it)
    {
        if (state.Ordinal == it.Ordinal && state.FillsSlot && state.Agent == it.To && state.Token == it.Token)
        {
            return Decision<ConversationEvent>.Nothing;
        }

        var wanted = DeadlineTable.At(DeadlineKind.AutoTransfer, state, it.Terms with { SoughtAt = null }) < it.At;
        var moves = wanted
            && state.Ordinal == it.Ordinal
            && state.StateVersion == it.StateVersion
            && state.Queue == it.Queue
            && state.Agent != it.To;
        if (!moves) return Rejection.NotWaiting;
        var moved = new Transferred(it.At, By.System, state.Agent, it.To, null, null, TransferReason.Automatic);
        var assigned = new Assigned(it.At, By.System, it.To, it.Queue, it.Token);
        return it.Text.Length == 0
            ? Decision<ConversationEvent>.Of(moved, assigned)
            : Decision<ConversationEvent>.Of(
                new PhraseSent(it.At, By.System, PhraseKey.Transferred, it.Text), moved, assigned);
    }

    private static Decision<ConversationEvent> Say(
        FireDeadline it, string key, params ReadOnlySpan<ConversationEvent> then) =>
        it.Text.Length == 0
            ? Decision<ConversationEvent>.Of(then)
            : Decision<ConversationEvent>.Of([new PhraseSent(it.At, By.System, key, it.Text), .. then]);
}
