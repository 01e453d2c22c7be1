namespace LiveChat.Core.Deadlines;

/// <summary>
/// What can become due in a conversation, in the order of precedence: of several that are due, the first acts, and what
/// it does decides whether the others still matter. <c>docs/deadlines.md</c> has the table.
/// </summary>
public enum DeadlineKind : byte
{
    /// <summary>R3.1: the operator has turned live chat off for the tenant, so the conversation closes.</summary>
    LiveChatOff = 1,

    /// <summary>R4.2: the contact has been silent for too long, the conversation closes.</summary>
    Inactivity,

    /// <summary>R4.7: the agent has been disconnected for too long, the conversation returns to its queue.</summary>
    DisconnectTransfer,

    /// <summary>R4.6: the agent has not answered for too long, the queue is asked for another one.</summary>
    AutoTransfer,

    /// <summary>R4.7: the contact is told that the agent is disconnected.</summary>
    DisconnectNotice,

    /// <summary>R4.5: the contact who waits for an answer is asked for patience.</summary>
    Reengagement,

    /// <summary>R4.4: the silent contact is reminded.</summary>
    Reminder,

    /// <summary>R4.3: the agent is warned that the silence will end the conversation.</summary>
    Warning,

    /// <summary>R1.7: the agent has not answered the offer.</summary>
    OfferTimeout,

    /// <summary>R4.14: the wrap-up has filled its slot for long enough.</summary>
    WrapUpEnd,

    /// <summary>R4.8: the contact has waited long enough to be asked what it wants.</summary>
    WaitingQuestionnaire,
}
