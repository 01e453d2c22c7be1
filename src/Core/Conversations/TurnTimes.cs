namespace LiveChat.Core.Conversations;

/// <summary>
/// Whose turn it is in a session, and since when: what the timers count from (R4.2–R4.7). System phrases and notes
/// never move these times; they only leave their marks.
/// </summary>
public sealed record TurnTimes
{
    public static readonly TurnTimes None = new();

    /// <summary>The contact's last message.</summary>
    public DateTimeOffset? ContactAt { get; init; }

    /// <summary>The last answer of an agent.</summary>
    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>The first of the contact's messages that nobody has answered; null: it is the contact's turn.</summary>
    public DateTimeOffset? UnansweredSince { get; init; }

    /// <summary>The agent was warned of the end of the present silence.</summary>
    public DateTimeOffset? WarnedAt { get; init; }

    /// <summary>The contact was reminded in the present silence.</summary>
    public DateTimeOffset? RemindedAt { get; init; }

    /// <summary>The contact was asked for patience in its present wait for an answer.</summary>
    public DateTimeOffset? ReengagedAt { get; init; }

    /// <summary>The contact was last told that its present agent is disconnected.</summary>
    public DateTimeOffset? DisconnectToldAt { get; init; }

    /// <summary>When its agent took it up again from hold: what was silent on hold is silent anew.</summary>
    public DateTimeOffset? ResumedAt { get; init; }

    /// <summary>Since when the contact is silent though it is its turn.</summary>
    public DateTimeOffset? SilentSince =>
        UnansweredSince is not null ? null : Later(Later(ContactAt, AnsweredAt), ResumedAt);

    /// <summary>Nobody need answer what answers a questionnaire.</summary>
    public TurnTimes Received(DateTimeOffset at, bool answers = false) => this with
    {
        ContactAt = at,
        UnansweredSince = UnansweredSince ?? (answers ? null : at),
        WarnedAt = null,
        RemindedAt = null,
    };

    public TurnTimes Answered(DateTimeOffset at) => new() { ContactAt = ContactAt, AnsweredAt = at };

    public TurnTimes Resumed(DateTimeOffset at) =>
        this with { ResumedAt = at, WarnedAt = null, RemindedAt = null };

    /// <summary>Another agent, of whom nothing has been told yet.</summary>
    public TurnTimes Assigned() => DisconnectToldAt is null ? this : this with { DisconnectToldAt = null };

    internal static DateTimeOffset? Later(DateTimeOffset? one, DateTimeOffset? other) =>
        one is null || other > one ? other : one;
}
