namespace LiveChat.Core.Deadlines;

/// <summary>A clock that stands still while a queue is closed.</summary>
public interface IOpenTime
{
    /// <summary>
    /// When <c>open</c> of open time has passed since <c>from</c>; null when it never will have. Zero gives <c>from</c>.
    /// </summary>
    DateTimeOffset? AddOpenTime(DateTimeOffset from, TimeSpan open);
}
