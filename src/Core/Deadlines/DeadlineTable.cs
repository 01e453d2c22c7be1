using LiveChat.Core.Conversations;

namespace LiveChat.Core.Deadlines;

/// <summary>
/// What becomes due in a conversation, and when: a pure function of its state and the terms. Nothing else arms, moves
/// or cancels a timer.
/// </summary>
public static class DeadlineTable
{
    /// <summary>
    /// A queue that was asked for another agent keeps the wish; in case the asking was lost it is asked again after
    /// this.
    /// </summary>
    public static readonly TimeSpan SeekAgainAfter = TimeSpan.FromSeconds(5);

    private static readonly DeadlineKind[] Kinds = Enum.GetValues<DeadlineKind>();

    /// <summary>The earliest deadline; of several at the same instant, the first in precedence.</summary>
    public static Deadline? Next(Conversation state, DeadlineTerms terms)
    {
        Deadline? next = null;
        foreach (var kind in Kinds)
        {
            if (At(kind, state, terms) is { } at && !(at >= next?.At)) next = new Deadline(at, kind);
        }

        return next;
    }

    /// <summary>Of all that is due at a time, what acts first; null: nothing.</summary>
    public static Deadline? Due(Conversation state, DeadlineTerms terms, DateTimeOffset now)
    {
        foreach (var kind in Kinds)
        {
            if (At(kind, state, terms) is { } at && at < now) return new Deadline(at, kind);
        }

        return null;
    }

    /// <summary>When a kind becomes due as things stand; null: not at all.</summary>
    public static DateTimeOffset? At(DeadlineKind kind, Conversation state, DeadlineTerms terms)
    {
        if (kind == DeadlineKind.LiveChatOff) return state.IsOpen && !terms.LiveChat ? state.OpenedAt : null;
        if (kind == DeadlineKind.OfferTimeout)
            return state.State == ConversationState.Offered ? state.ExpiresAt : null;
        if (kind == DeadlineKind.WrapUpEnd)
            return state.State == ConversationState.WrapUp ? state.ExpiresAt : null;
        if (kind == DeadlineKind.WaitingQuestionnaire) return Asks(state, terms);
        if (state.State != ConversationState.Assigned) return null;
        var (rules, turn) = (terms.Rules, state.Turn);
        return kind switch
        {
            DeadlineKind.Inactivity => Silence(state, terms, rules.InactivityTimeout),
            DeadlineKind.DisconnectTransfer => Dropped(state, terms, rules.DisconnectTransferAfter),
            DeadlineKind.AutoTransfer => Unanswered(state, terms, rules.AutoTransferAfter) is { } at
                ? Later(at, terms.SoughtAt + SeekAgainAfter)
                : null,
            DeadlineKind.DisconnectNotice => turn.DisconnectToldAt > PresenceOf(state, terms)?.DroppedAt
                ? null
                : Dropped(state, terms, rules.DisconnectNotifyAfter),
            DeadlineKind.Reengagement => turn.ReengagedAt is null && MayReengage(state, terms)
                ? Unanswered(state, terms, rules.ReengagementAfter)
                : null,
            DeadlineKind.Reminder => turn.RemindedAt is null ? Silence(state, terms, rules.ReminderAfter) : null,
            DeadlineKind.Warning => turn.WarnedAt is null && rules.InactivityWarning > TimeSpan.Zero
                ? Silence(state, terms, rules.InactivityTimeout - rules.InactivityWarning)
                : null,
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "A kind nobody counts."),
        };
    }

    /// <summary>From the beginning of the wait, by the wall clock, once in it.</summary>
    private static DateTimeOffset? Asks(Conversation state, DeadlineTerms terms)
    {
        var (after, asks) = (terms.Rules.WaitingQuestionnaireAfter, terms.WaitingQuestionnaire is not null);
        return asks && after > TimeSpan.Zero && !state.AskedInWait && !state.IsSilenced
            && state is { State: ConversationState.Waiting, Admitted: true, WaitingSince: { } since }
                ? since + after
                : null;
    }

    /// <summary>
    /// From the later of the contact's last message and the last answer, while it is the contact's turn.
    /// </summary>
    private static DateTimeOffset? Silence(Conversation state, DeadlineTerms terms, TimeSpan after) =>
        After(state.Turn.SilentSince, after, terms);

    /// <summary>
    /// From the contact's first unanswered message, or from the assignment where that came later: an agent answers for
    /// its own time only.
    /// </summary>
    private static DateTimeOffset? Unanswered(Conversation state, DeadlineTerms terms, TimeSpan after) =>
        state.Turn.UnansweredSince is { } since ? After(Later(since, state.AssignedAt), after, terms) : null;

    /// <summary>
    /// From the drop of the agent's last stream, or from the assignment where that came later; by the wall clock,
    /// whatever the hours.
    /// </summary>
    private static DateTimeOffset? Dropped(Conversation state, DeadlineTerms terms, TimeSpan after) =>
        after > TimeSpan.Zero && PresenceOf(state, terms)?.DroppedAt is { } droppedAt
            ? Later(droppedAt, state.AssignedAt) + after
            : null;

    private static bool MayReengage(Conversation state, DeadlineTerms terms) =>
        PresenceOf(state, terms) is not { } presence || terms.Rules.ReengagementStatuses.Contains(presence.Status);

    private static AgentPresence? PresenceOf(Conversation state, DeadlineTerms terms) =>
        terms.Presence is { } presence && presence.Agent == state.Agent ? presence : null;

    private static DateTimeOffset? After(DateTimeOffset? since, TimeSpan after, DeadlineTerms terms)
    {
        if (since is not { } from || after <= TimeSpan.Zero) return null;
        return terms.Rules.TimersInOpeningHoursOnly ? terms.Hours.AddOpenTime(from, after) : from + after;
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset? other) => other > one ? other.Value : one;
}
