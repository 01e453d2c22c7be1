namespace LiveChat.Core.Deadlines;

/// <summary>
/// Something acts at the first moment after <c>At</c>, unless the conversation moves on: what happens at that very
/// instant comes before it.
/// </summary>
public readonly record struct Deadline(DateTimeOffset At, DeadlineKind Kind);
