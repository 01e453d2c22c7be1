namespace LiveChat.Auditor;

/// <summary>A conversation's stay with one agent; without an end it goes on.</summary>
public sealed record Stay(string AgentId, string ConversationId, DateTimeOffset From, DateTimeOffset? Until);

/// <summary>Replays a conversation's events into its stays with agents.</summary>
public static class SlotHistory
{
    /// <param name="overlap">Gets what was found when a second agent got the conversation while the first had
    /// it.</param>
    public static IEnumerable<Stay> Of(LoggedConversation conversation, Action<string> overlap)
    {
        LoggedEvent? began = null;
        foreach (var happened in conversation.Events)
        {
            switch (happened.Type)
            {
                case "assigned" or "offered":
                    if (began is not null && happened.Type == "assigned" && began.AgentId != happened.AgentId)
                        overlap($"{conversation.Id} went to {happened.AgentId} while {began.AgentId} had it");
                    if (began is not null) yield return Ended(began, happened.At);
                    began = happened;
                    break;
                case "transferred" or "unassigned" or "closed" or "queued" or "held" or "parked" or "offerDeclined"
                    or "offerExpired":
                    if (began is not null) yield return Ended(began, happened.At);
                    began = null;
                    break;
            }
        }

        if (began is not null) yield return new Stay(began.AgentId!, conversation.Id, began.At, null);

        Stay Ended(LoggedEvent from, DateTimeOffset at) => new(from.AgentId!, conversation.Id, from.At, at);
    }
}
