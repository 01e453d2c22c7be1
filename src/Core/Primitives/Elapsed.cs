namespace LiveChat.Core.Primitives;

/// <summary>Time that has passed on a wall clock, which may have been set back meanwhile.</summary>
public static class Elapsed
{
    /// <summary>
    /// Whether so much has passed. A moment that now lies in the future is one before the clock was set back.
    /// </summary>
    public static bool AtLeast(TimeSpan span, DateTimeOffset since, DateTimeOffset now) =>
        now - since >= span || now < since;
}
