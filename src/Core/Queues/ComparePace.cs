namespace LiveChat.Core.Queues;

/// <summary>
/// How often a line compares itself with the rows that wait in it, which finds those of whom it was not told. A tell
/// lost in a fault and then a reservation silent for <see cref="Agents.AgentLimits.ReservationSilentMax"/> both fit
/// into the 15 s in which P4 and P5 hold again, unless very many wait.
/// </summary>
public static class ComparePace
{
    public static readonly TimeSpan Min = TimeSpan.FromSeconds(3);
    public static readonly TimeSpan Max = TimeSpan.FromSeconds(10);

    /// <summary>So many are compared a second at most, up to <see cref="Max"/>: a long line's rows cost too.</summary>
    private const int PerSecond = 10_000;

    public static TimeSpan Of(int waiting)
    {
        var paced = TimeSpan.FromSeconds((double)waiting / PerSecond);
        return paced < Min ? Min : paced > Max ? Max : paced;
    }
}
