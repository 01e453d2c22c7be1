namespace LiveChat.Auditor;

/// <summary>
/// Where a conversation stands by its events alone, folded here once more: it shares nothing with the product's own
/// fold, so that a mistake of that one shows.
/// </summary>
public static class LogReplay
{
    private static readonly LoggedHead Nothing = new() { Version = 0, State = "none" };

    public static LoggedHead Of(IEnumerable<LoggedEvent> events) => events.Aggregate(Nothing, After);

    public static LoggedHead After(LoggedHead head, LoggedEvent it) => Next(head, it) with { Version = it.Version };

    private static LoggedHead Next(LoggedHead head, LoggedEvent it) => it.Type switch
    {
        "opened" => Nothing with { State = "bot", PreviousAgentId = it.PreviousAgentId },
        "queued" => head with
        {
            State = "waiting",
            QueueId = it.QueueId,
            Priority = it.Priority ?? 0,
            QueuedAt = it.QueuedAt,
            AgentId = null,
            AssignedAt = null,
            PreviousAgentId = Former(head),
        },
        "assigned" => With(head, "assigned", it) with { AssignedAt = it.At },
        "offered" => With(head, "offered", it),
        "offerDeclined" or "offerExpired" => head with { AgentId = null },
        "held" => head with { State = "held" },
        "resumed" => head with { State = "assigned", AssignedAt = it.At },
        "priorityChanged" => head with { Priority = it.Priority ?? 0 },
        "wrapUpBegan" => head with { State = "wrapUp", ClosedAt = it.At },
        "parked" => Ended(head, "parked") with { ClosedAt = null },
        "closed" => Ended(head, "closed") with { ClosedAt = head.ClosedAt ?? it.At, CloseReason = it.Reason },
        _ => head,
    };

    private static LoggedHead With(LoggedHead head, string state, LoggedEvent it) => head with
    {
        State = state,
        AgentId = it.AgentId,
        QueueId = it.QueueId,
        PreviousAgentId = head.AgentId == it.AgentId ? head.PreviousAgentId : Former(head),
    };

    /// <summary>Who was only offered it never had it.</summary>
    private static LoggedHead Ended(LoggedHead head, string state) =>
        head with { State = state, AgentId = head.State == "offered" ? null : head.AgentId };

    private static string? Former(LoggedHead head) =>
        head.State == "offered" ? head.PreviousAgentId : head.AgentId ?? head.PreviousAgentId;
}
