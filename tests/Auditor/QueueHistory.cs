namespace LiveChat.Auditor;

/// <summary>A stay of a conversation in a queue under one priority; without an end it goes on.</summary>
/// <param name="Excluded">The agent who gave it to the queue, which passes over that agent.</param>
/// <param name="Wanted">The agent it had before, to whom it may have been given out of turn.</param>
public sealed record Wait(
    string ConversationId, string QueueId, int Priority, DateTimeOffset QueuedAt, string? Excluded, string? Wanted)
{
    /// <summary>
    /// Since when it stands in the line: it came back to a queue, or was given a place. Null: it never did.
    /// </summary>
    public DateTimeOffset? From { get; init; }

    public DateTimeOffset? Until { get; init; }

    /// <summary>Whom the queue chose for it at the end; null where it left in another way.</summary>
    public string? MatchedWith { get; init; }
}

/// <summary>Replays a conversation's events into its stays in queues.</summary>
public static class QueueHistory
{
    public static IEnumerable<Wait> Of(LoggedConversation conversation)
    {
        var head = LogReplay.Of([]);
        string? giver = null;
        Wait? wait = null;
        foreach (var it in conversation.Events)
        {
            head = LogReplay.After(head, it);
            giver = GivenBy(it) ?? giver;
            // A changed priority is another place in the line.
            var begins = it.Type == "queued" || (it.Type == "priorityChanged" && wait is not null);
            if (wait is not null && (begins || head.State != "waiting"))
                yield return wait with { Until = it.At, MatchedWith = ChosenByQueue(it) };
            if (it.Type == "queued") wait = Begun(conversation.Id, head, giver, it);
            else if (begins) wait = wait! with { Priority = head.Priority, From = wait.From is null ? null : it.At };
            else if (head.State != "waiting") wait = null;
            else if (it.Type == "admitted") wait = wait! with { From = wait.From ?? it.At };
            if (it.Type is "queued" or "assigned") giver = null;
        }

        if (wait is not null) yield return wait;
    }

    private static Wait Begun(string conversation, LoggedHead head, string? giver, LoggedEvent it) =>
        new(conversation, head.QueueId!, head.Priority, head.QueuedAt!.Value, giver, head.PreviousAgentId)
        {
            From = it.Reason is "new" or "parked" ? null : it.At,
        };

    private static string? GivenBy(LoggedEvent it) => it.Type switch
    {
        "transferred" => it.FromAgentId,
        "offerDeclined" or "offerExpired" => it.AgentId,
        "unassigned" when it.Reason == "agentDisconnected" => it.AgentId,
        _ => null,
    };

    /// <summary>
    /// What a person takes, assigns or transfers is that person's doing; whom a queue chose, the system assigned.
    /// </summary>
    private static string? ChosenByQueue(LoggedEvent it) =>
        it is { Type: "assigned" or "offered", By: "system" } ? it.AgentId : null;
}
