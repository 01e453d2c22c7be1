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
}

public sealed record SentMo(string Sender, string Contact, string Text, string ConversationId);

public sealed record AcceptedAnswer(string ConversationId, string AgentId, string MessageId, string Text);

public sealed record HandOver(string Sender, string Contact, string MessageId, string ConversationId, string Text);

public sealed record SeenAssignment(string AgentId, string ConversationId);
