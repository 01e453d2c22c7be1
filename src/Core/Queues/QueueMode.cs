namespace LiveChat.Core.Queues;

/// <summary>How a queue's conversation comes to its agent (R1.7). The numbers are part of the storage format.</summary>
public enum QueueMode : byte
{
    /// <summary>It is assigned at once.</summary>
    Auto = 1,

    /// <summary>The agent accepts or declines.</summary>
    Offer = 2,
}
