using System.Collections.Concurrent;

namespace LiveChat.Auditor;

/// <summary>
/// What everybody outside the server saw and was told, written down the moment it happened. Each text is unique, so
/// that it names its message wherever it shows up. Any thread may write.
/// </summary>
public sealed class Evidence
{
    private readonly ConcurrentQueue<SentMo> _sent = new();
    private readonly ConcurrentQueue<AcceptedAnswer> _answers = new();
    private readonly ConcurrentQueue<HandOver> _handOvers = new();
    private readonly ConcurrentQueue<SeenAssignment> _assignments = new();

    public IReadOnlyCollection<SentMo> Sent => _sent;
    public IReadOnlyCollection<AcceptedAnswer> Answers => _answers;
    public IReadOnlyCollection<HandOver> HandOvers => _handOvers;
    public IReadOnlyCollection<SeenAssignment> Assignments => _assignments;

    /// <summary>How much was seen until now: what a backup that begins now must have.</summary>
    public EvidenceMark Mark() => new(_sent.Count, _answers.Count, _handOvers.Count, _assignments.Count);

    /// <summary>
    /// What a log may be judged by that begins again at a former state: all that was seen before the mark, and of what
    /// was seen afterwards that which is in the log.
    /// </summary>
    public Evidence AsOf(EvidenceMark mark, IReadOnlyList<LoggedConversation> log)
    {
        var messages = log.SelectMany(it => it.Messages.Select(one => (it.Id, one.Id, one.Text))).ToHashSet();
        var texts = messages.Select(it => it.Text).ToHashSet();
        var agents = log.SelectMany(it => it.Events.Select(one => (one.AgentId, it.Id))).ToHashSet();
        var kept = new Evidence();
        Keep(_sent, mark.Sent, it => texts.Contains(it.Text), kept.Acknowledged);
        Keep(_answers, mark.Answers, it => texts.Contains(it.Text), kept.Accepted);
        Keep(
            _handOvers, mark.HandOvers, it => messages.Contains((it.ConversationId, it.MessageId, it.Text)),
            kept.HandedOver);
        Keep(_assignments, mark.Assignments, it => agents.Contains((it.AgentId, it.ConversationId)), kept.SawAssigned);
        return kept;
    }

    /// <summary>A contact's MO was acknowledged. Each contact writes these in the order it sent them.</summary>
    public void Acknowledged(SentMo mo) => _sent.Enqueue(mo);

    /// <summary>An agent's answer was accepted with 2xx.</summary>
    public void Accepted(AcceptedAnswer answer) => _answers.Enqueue(answer);

    /// <summary>
    /// An adapter was given an MT, perhaps not for the first time; written before it says that it took it.
    /// </summary>
    public void HandedOver(HandOver handOver) => _handOvers.Enqueue(handOver);

    /// <summary>An agent's stream told of a conversation that is now the agent's.</summary>
    public void SawAssigned(SeenAssignment assignment) => _assignments.Enqueue(assignment);

    private static void Keep<T>(IEnumerable<T> seen, int before, Predicate<T> isLogged, Action<T> keep)
    {
        foreach (var (index, it) in seen.Index())
            if (index < before || isLogged(it)) keep(it);
    }
}

/// <summary>How many of each had been seen at a moment.</summary>
public sealed record EvidenceMark(int Sent, int Answers, int HandOvers, int Assignments);

public sealed record SentMo(string Sender, string Contact, string Text, string ConversationId);

public sealed record AcceptedAnswer(string ConversationId, string AgentId, string MessageId, string Text);

public sealed record HandOver(string Sender, string Contact, string MessageId, string ConversationId, string Text);

public sealed record SeenAssignment(string AgentId, string ConversationId);
