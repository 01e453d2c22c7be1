namespace LiveChat.Auditor;

/// <summary>
/// Judges the whole log, after a run, against what was seen outside. It knows nothing of the server but its API: each
/// check is a promise of the product, and each finding a broken one.
/// </summary>
public sealed class LogAudit(IReadOnlyList<LoggedConversation> log, Evidence evidence, Rules rules)
{
    private readonly ILookup<(string Sender, string Contact), LoggedConversation> _threads = log
        .OrderBy(conversation => conversation.Events[0].Version)
        .ToLookup(conversation => (conversation.Sender, conversation.Contact));

    public IReadOnlyList<Finding> Findings() =>
    [
        .. Versions(), .. AcknowledgedOnceInOrder(), .. Caps(), .. OneAgent(), .. RefusalsSayWhy(), .. AnswersLogged(),
        .. HandedOverAtLeastOnce(), .. FirstHandOversInOrder(), .. StreamsToldOnlyWhatIsLogged(),
        .. OrderAudit.Findings(log, rules), .. ReplayAudit.Findings(log), .. IsolationAudit.Strangers(log, rules),
    ];

    /// <summary>P1: a thread's events are numbered without a gap, over all its conversations.</summary>
    public IEnumerable<Finding> Versions() =>
        from thread in _threads
        let versions = thread.SelectMany(conversation => conversation.Events).Select(it => it.Version).ToList()
        where !versions.SequenceEqual(Enumerable.Range(1, versions.Count).Select(number => (long)number))
        select new Finding("P1", $"{Name(thread.Key)}: versions {string.Join(' ', versions)}");

    /// <summary>P1: each thread holds exactly the MO that were acknowledged, once, in the order sent.</summary>
    public IEnumerable<Finding> AcknowledgedOnceInOrder()
    {
        var sent = evidence.Sent.ToLookup(mo => (mo.Sender, mo.Contact));
        foreach (var thread in sent.Select(it => it.Key).Union(_threads.Select(it => it.Key)))
        {
            var wanted = sent[thread].Select(mo => mo.Text).ToList();
            var found = Messages(thread, "mo").Select(message => message.Text).ToList();
            if (wanted.SequenceEqual(found)) continue;
            var lost = wanted.Except(found).ToList();
            var repeated = found.GroupBy(text => text).Where(it => it.Count() > 1).Select(it => it.Key);
            yield return new Finding("P1", $"{Name(thread)}: lost [{string.Join(", ", lost)}], "
                + $"repeated [{string.Join(", ", repeated)}], unknown [{string.Join(", ", found.Except(wanted))}], "
                + (lost.Count == 0 ? "or out of order" : ""));
        }
    }

    /// <summary>P2: at no moment did an agent have more conversations than its cap.</summary>
    public IEnumerable<Finding> Caps()
    {
        foreach (var agent in Stays(_ => { }).GroupBy(stay => stay.AgentId))
        {
            // What ends at the moment at which something begins has made room for it.
            var changes = agent
                .SelectMany<Stay, (DateTimeOffset At, int By)>(stay =>
                    stay.Until is { } until ? [(stay.From, 1), (until, -1)] : [(stay.From, 1)])
                .Order();
            var (now, most, when) = (0, 0, default(DateTimeOffset));
            foreach (var (at, by) in changes)
            {
                now += by;
                if (now > most) (most, when) = (now, at);
            }

            if (most > rules.CapOfAgent[agent.Key])
                yield return new Finding("P2", $"{agent.Key} had {most} of {rules.CapOfAgent[agent.Key]} at {when:O}");
        }
    }

    /// <summary>P3: no conversation was with two agents.</summary>
    public IEnumerable<Finding> OneAgent()
    {
        var overlaps = new List<string>();
        _ = Stays(overlaps.Add).Count();
        return overlaps.Select(overlap => new Finding("P3", overlap));
    }

    /// <summary>P6: who was turned away was told so in a phrase, and every close has its reason.</summary>
    public IEnumerable<Finding> RefusalsSayWhy() =>
        from conversation in log
        where conversation.State == "closed"
        let closed = conversation.Events.LastOrDefault(it => it.Type == "closed")
        let refused = conversation.CloseReason is "queueFull" or "noAgent"
        where closed?.Reason is null
            || closed.Reason != conversation.CloseReason
            || (refused && !conversation.Messages.Any(message => message.Kind == "phrase" && message.Text.Length > 0))
        select new Finding("P6", $"{conversation.Id} closed for '{conversation.CloseReason}' without saying so");

    /// <summary>What an agent was told is accepted is in the log of that conversation, once.</summary>
    public IEnumerable<Finding> AnswersLogged()
    {
        var texts = log.ToDictionary(
            it => it.Id,
            it => it.Messages.Where(message => message.Direction == "mt").ToLookup(message => message.Text));
        return from answer in evidence.Answers.DistinctBy(answer => answer.Text)
               let found = texts.GetValueOrDefault(answer.ConversationId)?[answer.Text].ToList() ?? []
               where found is not [var one] || one.Id != answer.MessageId
               select new Finding("P8", $"answer '{answer.Text}' is {found.Count} times in {answer.ConversationId}");
    }

    /// <summary>P8: every MT of the log reached its adapter, and nothing reached it that is not in the log.</summary>
    public IEnumerable<Finding> HandedOverAtLeastOnce()
    {
        var handed = evidence.HandOvers.Select(it => (it.MessageId, it.ConversationId, it.Text)).ToHashSet();
        var logged = log.SelectMany(
            conversation => Outgoing(conversation).Select(it => (it.Id, conversation.Id, it.Text))).ToHashSet();
        return logged.Except(handed).Select(it => new Finding("P8", $"'{it.Text}' never reached its adapter"))
            .Concat(handed.Except(logged).Select(it => new Finding("P8", $"'{it.Text}' was handed over unlogged")));
    }

    /// <summary>P8: the first hand-overs of a thread came in the order of its log.</summary>
    public IEnumerable<Finding> FirstHandOversInOrder()
    {
        var handed = evidence.HandOvers.DistinctBy(it => it.MessageId).ToLookup(it => (it.Sender, it.Contact));
        return from thread in _threads
               let order = handed[thread.Key].Select(it => it.MessageId).ToList()
               let wanted = thread.SelectMany(Outgoing).Select(message => message.Id).Intersect(order)
               where !wanted.SequenceEqual(order)
               select new Finding("P8", $"{Name(thread.Key)}: handed over in another order than logged");
    }

    /// <summary>
    /// Nothing left the server before it was on disk: each assignment that a stream told is in the log.
    /// </summary>
    public IEnumerable<Finding> StreamsToldOnlyWhatIsLogged()
    {
        var logged = log.SelectMany(conversation => conversation.Events
            .Where(it => it.Type == "assigned")
            .Select(it => new SeenAssignment(it.AgentId!, conversation.Id)));
        return evidence.Assignments.Except(logged).Select(it =>
            new Finding("P3", $"{it.AgentId} was told of {it.ConversationId}, which its log does not give to it"));
    }

    private IEnumerable<Stay> Stays(Action<string> overlap) => log.SelectMany(it => SlotHistory.Of(it, overlap));

    private IEnumerable<LoggedMessage> Messages((string Sender, string Contact) thread, string direction) =>
        _threads[thread].SelectMany(it => it.Messages).Where(message => message.Direction == direction);

    private static IEnumerable<LoggedMessage> Outgoing(LoggedConversation conversation) =>
        conversation.Messages.Where(message => message is { Direction: "mt", Kind: not "note" });

    private static string Name((string Sender, string Contact) thread) => $"{thread.Contact} at {thread.Sender}";
}
