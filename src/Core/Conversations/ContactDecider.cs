using LiveChat.Core.Contacts;
using LiveChat.Core.Primitives;
using LiveChat.Core.Questionnaires;
using LiveChat.Core.Rules;
using static LiveChat.Core.Conversations.Grounds;

namespace LiveChat.Core.Conversations;

/// <summary>What a contact's message leads to, and who is written to no more.</summary>
internal static class ContactDecider
{
    public static Decision<ConversationEvent> Receive(Conversation state, ReceiveMessage it)
    {
        var received = new MessageReceived(it.At, By.Contact, it.Text, it.ProviderId, it.SentAt, it.Attachments);
        // A blocked contact has no open session, and gets none: what it writes is kept behind its last one.
        if (state.Blocked) return Of(received);
        if (QuestionnaireDecider.Receive(state, it, received) is { } answered) return Of([.. answered]);
        return state.State switch
        {
            ConversationState.WrapUp => Rejection.ConversationClosed,
            ConversationState.None or ConversationState.Closed => Of([.. Begin(state, it, received)]),
            ConversationState.Held or ConversationState.Parked => Of([.. Continue(state, it, received)]),
            _ => it.Wish == default ? Of(received) : Of([.. Continue(state, it, received)]),
        };
    }

    /// <summary>Who may act on the conversation may block its contact, also after the close.</summary>
    public static Decision<ConversationEvent> Block(Conversation state, BlockContact it)
    {
        var refusal = MayBlock(state, it.Ordinal, it.Caller);
        if (refusal != Rejection.None) return refusal;
        if (state.Blocked) return Nothing;
        var blocked = new ContactBlocked(it.At, it.Caller.By);
        if (!state.IsOpen) return Of(blocked);
        var owns = IsAgentOf(state, it.Caller);
        return Of(
            blocked, new Closed(it.At, it.Caller.By, owns ? CloseReason.Agent : CloseReason.Supervisor));
    }

    public static Decision<ConversationEvent> Unblock(Conversation state, UnblockContact it)
    {
        var refusal = MayBlock(state, it.Ordinal, it.Caller);
        return refusal != Rejection.None ? refusal
            : state.Blocked ? Of(new ContactUnblocked(it.At, it.Caller.By))
            : Nothing;
    }

    private static IEnumerable<ConversationEvent> Continue(
        Conversation state, ReceiveMessage it, MessageReceived received)
    {
        yield return received;
        switch (it.Wish.Consent)
        {
            case Consent.OptOut:
                if (!state.OptedOut) yield return new OptedOut(it.At, By.Contact);
                // With an agent it stays, who is to see it; nobody else need wait for somebody who wants no answer.
                if (state.State is ConversationState.Bot or ConversationState.Waiting or ConversationState.Parked)
                    yield return new Closed(it.At, By.Contact, CloseReason.Contact);
                yield break;
            case Consent.OptIn when state.OptedOut:
                yield return new OptedIn(it.At, By.Contact);
                break;
            default:
                if (it.Wish.Language is { } language && language != state.Language)
                    yield return new LanguageSwitched(it.At, By.Contact, language);
                break;
        }

        if (state.State == ConversationState.Held)
        {
            yield return Return(
                state, it.At, By.System, state.Queue!.Value, excluded: null, QueuedReason.Held, state.Agent);
        }
        else if (state.State == ConversationState.Parked)
        {
            yield return new Queued(
                it.At, By.System, it.Entry.Queue, state.Priority, it.At, Admitted: false, Excluded: null,
                QueuedReason.Parked, state.Agent ?? state.PreviousAgent);
        }
    }

    private static IEnumerable<ConversationEvent> Begin(
        Conversation state, ReceiveMessage it, MessageReceived received)
    {
        var entry = it.Entry;
        var former = state.Agent ?? state.PreviousAgent;
        yield return new Opened(
            it.At, By.Contact, state.Ordinal + 1, entry.Sender, entry.SenderAddress, entry.Channel, entry.Contact,
            entry.Language, former, state.OptedOut);
        yield return received;
        if (it.Wish.Consent == Consent.OptOut)
        {
            if (!state.OptedOut) yield return new OptedOut(it.At, By.Contact);
            yield return new Closed(it.At, By.Contact, CloseReason.Contact);
            yield break;
        }

        if (it.Wish.Consent == Consent.OptIn && state.OptedOut) yield return new OptedIn(it.At, By.Contact);
        var within = (it.Rules ?? LiveChatRules.Default).PreviousAgentWithin;
        var isBackSoon = within > TimeSpan.Zero && it.At - state.ClosedAt < within;
        yield return new Queued(
            it.At, By.System, entry.Queue, entry.Priority, it.At, Admitted: false, Excluded: null, QueuedReason.New,
            isBackSoon ? former : null);
    }

    private static Rejection MayBlock(Conversation state, int ordinal, Caller caller)
    {
        if (ordinal < 1 || ordinal > state.Ordinal) return Rejection.NotFound;
        var had = caller.Agent is { } agent && ordinal == state.Ordinal && state.Agent == agent;
        return had || caller.MaySupervise ? Rejection.None : Rejection.NotAssignedToYou;
    }
}
