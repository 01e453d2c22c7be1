namespace LiveChat.Core.Queues;

/// <summary>Which of several eligible agents gets the next conversation; ties go to the lower id.</summary>
public enum QueueStrategy : byte
{
    /// <summary>Longest since a slot was last freed or the agent became eligible.</summary>
    LongestIdle = 1,

    /// <summary>Smallest share of the cap in use; without a cap, by count.</summary>
    LeastLoaded,

    /// <summary>Least recently assigned.</summary>
    RoundRobin,
}
