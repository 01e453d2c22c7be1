using LiveChat.Core.Phrases;

namespace LiveChat.Core.Conversations;

/// <summary>
/// State from events. Replaying a thread's log from <see cref="Conversation.Empty"/> gives the state held (P9).
/// </summary>
public static class ConversationFold
{
    public static Conversation Evolve(Conversation state, ConversationEvent happened)
    {
        var version = state.Version + 1;
        var next = happened switch
        {
            Opened it => Open(state, it, version),
            Queued it => state with
            {
                State = ConversationState.Waiting,
                Queue = it.Queue,
                Priority = it.Priority,
                QueuedAt = it.QueuedAt,
                Admitted = it.Admitted,
                Excluded = it.Excluded,
                Agent = null,
                Token = null,
                AssignedAt = null,
                PreviousAgent = state.Agent ?? state.PreviousAgent,
                StateVersion = version,
            },
            Admitted => state with { Admitted = true },
            Assigned it => state with
            {
                State = ConversationState.Assigned,
                Agent = it.Agent,
                Token = it.Token,
                Queue = it.Queue,
                AssignedAt = it.At,
                Excluded = null,
                StateVersion = version,
                PreviousAgent = state.Agent ?? state.PreviousAgent,
                Turn = state.Turn.Assigned(),
            },
            PriorityChanged it => state with { Priority = it.Priority },
            Closed it => state with
            {
                State = ConversationState.Closed,
                ClosedAt = it.At,
                CloseReason = it.Reason,
                Token = null,
                StateVersion = version,
            },
            MessageReceived it => state with { Turn = state.Turn.Received(it.At) },
            MessageSent it => state with { Turn = state.Turn.Answered(it.At) },
            PhraseSent it => Mark(state, it),
            Warned it => state with { Turn = state.Turn with { WarnedAt = it.At } },
            Noted or Transferred or Unassigned => state,
            _ => throw new ArgumentOutOfRangeException(nameof(happened), happened, "An event nobody folds."),
        };
        return next with { Version = version };
    }

    public static Conversation Evolve(Conversation state, IEnumerable<ConversationEvent> happened) =>
        happened.Aggregate(state, Evolve);

    /// <summary>Of the phrases, those that a timer sends are its marks.</summary>
    private static Conversation Mark(Conversation state, PhraseSent it) => it.Key switch
    {
        PhraseKey.Reminder => state with { Turn = state.Turn with { RemindedAt = it.At } },
        PhraseKey.Reengagement => state with { Turn = state.Turn with { ReengagedAt = it.At } },
        PhraseKey.AgentDisconnected => state with { Turn = state.Turn with { DisconnectToldAt = it.At } },
        _ => state,
    };

    private static Conversation Open(Conversation state, Opened it, long version) => new()
    {
        Thread = state.Thread,
        FirstVersion = version,
        Ordinal = it.Ordinal,
        State = ConversationState.Bot,
        Sender = it.Sender,
        SenderAddress = it.SenderAddress,
        Channel = it.Channel,
        Contact = it.Contact,
        Language = it.Language,
        PreviousAgent = it.PreviousAgent,
        OpenedAt = it.At,
        StateVersion = version,
    };
}
