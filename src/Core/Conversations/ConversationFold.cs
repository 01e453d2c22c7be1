using LiveChat.Core.Phrases;
using LiveChat.Core.Primitives;
using LiveChat.Core.Questionnaires;

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
            Queued it => Wait(QuestionnaireFold.Wait(state, it.At), it, version),
            Admitted => state with { Admitted = true },
            Assigned it => QuestionnaireFold.EndWait(
                With(state, ConversationState.Assigned, it.Agent, it.Queue, it.Token, version)) with
            {
                AssignedAt = it.At,
                Turn = state.Turn.Assigned(),
            },
            Offered it => With(state, ConversationState.Offered, it.Agent, it.Queue, it.Token, version) with
            {
                ExpiresAt = it.ExpiresAt,
            },
            OfferDeclined it => Lapse(state, it.Agent),
            OfferExpired it => Lapse(state, it.Agent),
            Held => state with { State = ConversationState.Held, Token = null, StateVersion = version },
            Resumed it => state with
            {
                State = ConversationState.Assigned,
                Token = it.Token,
                AssignedAt = it.At,
                Turn = state.Turn.Resumed(it.At),
                StateVersion = version,
            },
            WrapUpBegan it => state with
            {
                State = ConversationState.WrapUp,
                ClosedAt = it.At,
                CloseReason = it.Reason,
                ExpiresAt = it.Until,
                ParksAfterWrapUp = it.Parks,
                StateVersion = version,
            },
            Parked => End(state, ConversationState.Parked, version) with
            {
                ClosedAt = null,
                CloseReason = CloseReason.None,
            },
            PriorityChanged it => state with { Priority = it.Priority },
            Closed it => End(state, ConversationState.Closed, version) with
            {
                ClosedAt = state.ClosedAt ?? it.At,
                CloseReason = it.Reason,
            },
            MessageReceived it => state with { Turn = state.Turn.Received(it.At, it.Answers) },
            MessageSent it => state with { Turn = state.Turn.Answered(it.At) },
            PhraseSent it => Mark(state, it),
            Warned it => state with { Turn = state.Turn with { WarnedAt = it.At } },
            Labelled it => state with { Labels = it.Labels },
            MarkedImportant it => state with { Important = it.Important },
            LanguageSwitched it => state with { Language = it.Language },
            OptedOut => state with { OptedOut = true, Asked = null },
            OptedIn => state with { OptedOut = false },
            ContactBlocked => state with { Blocked = true, Asked = null },
            ContactUnblocked => state with { Blocked = false },
            Noted or Transferred or Unassigned or HelpAsked => state,
            _ => QuestionnaireFold.Evolve(state, happened, version)
                ?? throw new ArgumentOutOfRangeException(nameof(happened), happened, "An event nobody folds."),
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

    private static Conversation With(
        Conversation state, ConversationState filling, AgentId agent, QueueId queue, ReservationToken token,
        long version) => state with
        {
            State = filling,
            Agent = agent,
            Token = token,
            Queue = queue,
            ExpiresAt = null,
            Excluded = null,
            Preferred = null,
            StateVersion = version,
            PreviousAgent = state.Agent == agent ? state.PreviousAgent : Former(state),
        };

    private static Conversation Wait(Conversation state, Queued it, long version) => state with
    {
        State = ConversationState.Waiting,
        Queue = it.Queue,
        Priority = it.Priority,
        QueuedAt = it.QueuedAt,
        Admitted = it.Admitted,
        Excluded = it.Excluded,
        Preferred = it.Preferred,
        Agent = null,
        Token = null,
        ExpiresAt = null,
        AssignedAt = null,
        PreviousAgent = Former(state),
        StateVersion = version,
    };

    private static Conversation Lapse(Conversation state, AgentId agent) =>
        state with { Agent = null, Token = null, OfferLapsedFor = agent };

    private static Conversation End(Conversation state, ConversationState ended, long version) =>
        QuestionnaireFold.EndWait(state) with
        {
            State = ended,
            Agent = state.State == ConversationState.Offered ? null : state.Agent,
            Token = null,
            ExpiresAt = null,
            Preferred = null,
            ParksAfterWrapUp = false,
            StateVersion = version,
        };

    /// <summary>The last agent, once the present one is gone: whoever was only offered it never had it.</summary>
    private static AgentId? Former(Conversation state) =>
        state.State == ConversationState.Offered ? state.PreviousAgent : state.Agent ?? state.PreviousAgent;

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
        OptedOut = it.OptedOut,
        OpenedAt = it.At,
        StateVersion = version,
    };
}
