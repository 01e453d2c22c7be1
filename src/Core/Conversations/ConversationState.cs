namespace LiveChat.Core.Conversations;

/// <summary>
/// Where a thread's present session stands. Reserved (at the agent only), offered, assigned and wrap-up fill a slot of
/// an agent; waiting, held, parked and closed do not.
/// </summary>
public enum ConversationState : byte
{
    /// <summary>No session was ever opened.</summary>
    None = 0,
    Bot,
    Waiting,
    Offered,
    Assigned,
    Held,
    WrapUp,
    Parked,
    Closed,
}
