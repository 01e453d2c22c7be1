namespace LiveChat.Auditor;

/// <summary>
/// P5: within a queue and priority nobody overtakes an earlier one whom the same agent could have served. Outside no
/// bid is seen, and not when a queue came to know of somebody; both may last as long after a fault as P4 allows. So it
/// is a finding when somebody waits on for longer than that after a later one was given to an agent who could have
/// served both. A queue that makes no match at all, as one whose process has just been killed, lets nobody pass: its
/// pauses count only for a few seconds each.
/// </summary>
/// <remarks>
/// No match of the queue is judged that is the doing of a person (take, assign, transfer to an agent), or of the
/// automatic transfer of what does not wait, or that went to the agent the conversation had before, for whom it may
/// have been kept (R1.11, R1.15, R4.16). Whoever comes back keeps the time of its first entry, and is judged by it.
/// </remarks>
public static class OrderAudit
{
    /// <summary>P4 allows 15 s after a fault.</summary>
    private static readonly TimeSpan SlackMax = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan PauseCounted = TimeSpan.FromSeconds(5);

    public static IEnumerable<Finding> Findings(IReadOnlyList<LoggedConversation> log, Rules rules)
    {
        var end = log.SelectMany(it => it.Events).Select(it => it.At).DefaultIfEmpty().Max();
        return from queue in log.SelectMany(QueueHistory.Of).GroupBy(wait => wait.QueueId)
               let agents = rules.AgentsOfQueue.GetValueOrDefault(queue.Key)
               where agents is not null
               let matches = queue.Where(it => it.MatchedWith is not null).OrderBy(it => it.Until).ToList()
               from waited in queue
               let until = waited.Until ?? end
               where until - waited.From > SlackMax
               let passed = matches.Where(match => Passed(match, waited, until) && agents.Contains(match.MatchedWith!))
                   .Where(match => Served(matches, match.Until!.Value, until) > SlackMax).ToList()
               where passed.Count > 0
               select new Finding(
                   "P5", $"{waited.ConversationId}, queued at {waited.QueuedAt:O}, waited in {queue.Key} "
                   + $"from {waited.From:O} to {until:O}; {passed.Count} queued later were served before, so "
                   + $"{passed[0].ConversationId} by {passed[0].MatchedWith} at {passed[0].Until:O}; "
                   + $"its events: {Told(log.First(it => it.Id == waited.ConversationId))}");
    }

    private static string Told(LoggedConversation conversation) => string.Join(", ", conversation.Events.Select(
        it => $"{it.Type} {it.Reason} {it.AgentId} {it.QueueId} {it.At:HH:mm:ss.fff}"));

    /// <summary>The match is of a later one, at a time at which the earlier one waited, too.</summary>
    private static bool Passed(Wait match, Wait earlier, DateTimeOffset until) =>
        match.Priority == earlier.Priority
        && match.QueuedAt > earlier.QueuedAt
        && match.Until >= earlier.From
        && match.Until < until
        && match.MatchedWith != earlier.Excluded
        && match.MatchedWith != match.Wanted;

    /// <summary>The time between, in which the queue made its matches.</summary>
    private static TimeSpan Served(List<Wait> matches, DateTimeOffset from, DateTimeOffset until)
    {
        var (served, last) = (TimeSpan.Zero, from);
        var between = matches.Select(it => it.Until!.Value).Where(at => at > from && at < until);
        foreach (var at in between.Append(until))
        {
            served += at - last < PauseCounted ? at - last : PauseCounted;
            last = at;
        }

        return served;
    }
}
