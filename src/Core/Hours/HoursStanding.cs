namespace LiveChat.Core.Hours;

/// <summary>
/// Whether it is open at an instant, whether new conversations are admitted, when open or closed changes next, and
/// until when all of this holds (null: for good).
/// </summary>
public readonly record struct HoursStanding(bool Open, bool Admits, DateTimeOffset? NextChange, DateTimeOffset? Until)
{
    /// <summary>Of a queue without hours.</summary>
    public static readonly HoursStanding AlwaysOpen = new(true, true, null, null);
}
