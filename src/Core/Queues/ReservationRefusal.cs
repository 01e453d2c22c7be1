namespace LiveChat.Core.Queues;

/// <summary>Why a reservation came to nothing.</summary>
public enum ReservationRefusal : byte
{
    /// <summary>The agent takes nothing now.</summary>
    Unavailable = 1,

    /// <summary>The agent is at a cap.</summary>
    Full,

    /// <summary>In its round the agent took another queue's bid.</summary>
    Outbid,

    /// <summary>The conversation no longer waits as it did when it was reserved.</summary>
    Gone,

    /// <summary>The conversation did not answer the agent in time.</summary>
    TimedOut,
}
