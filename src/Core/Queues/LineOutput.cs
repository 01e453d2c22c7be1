using LiveChat.Core.Conversations;
using LiveChat.Core.Primitives;

namespace LiveChat.Core.Queues;

/// <summary>
/// What a <see cref="QueueLine"/> wants its shell to tell, in this order. Each may be lost: the line repeats it.
/// </summary>
public abstract record LineOutput
{
    private LineOutput()
    {
    }

    /// <summary>
    /// The agent is to take the conversation under the token; with <c>Round</c> it is the bid for that round. Comes
    /// again with the same token each <see cref="QueueLine.RetellAfter"/> until the line hears what became of it.
    /// </summary>
    public sealed record Reserve(
        AgentId Agent, ConversationId Conversation, ReservationToken Token, long StateVersion, int Priority,
        DateTimeOffset QueuedAt, long? Round, MatchReason Why) : LineOutput;

    /// <summary>
    /// The conversation may wait in this stay; comes again with each head that does not yet know it.
    /// </summary>
    public sealed record Admit(ConversationId Conversation, long StateVersion) : LineOutput;

    /// <summary>
    /// There is no place: <see cref="CloseReason.QueueFull"/>, or <see cref="CloseReason.NoAgent"/> with nobody online,
    /// or <see cref="CloseReason.OutsideHours"/>. The conversation has left the line; a later head of it is decided
    /// anew.
    /// </summary>
    public sealed record Refuse(ConversationId Conversation, long StateVersion, CloseReason Reason) : LineOutput;

    /// <summary>
    /// The service has ended for one who waited, or who came back to a closed queue. Comes again each <see
    /// cref="QueueLine.RetellAfter"/> until it has left, or the queue opens.
    /// </summary>
    public sealed record SendAway(ConversationId Conversation, long StateVersion) : LineOutput;

    /// <summary>
    /// The agent spoke under an epoch that is older than one it was heard under: it was alive twice, and the one that
    /// is left may not know. Harmless where the word was only late.
    /// </summary>
    public sealed record Passed(AgentId Agent, long Epoch) : LineOutput;

    /// <summary>The line has nothing for the agent in this round.</summary>
    public sealed record NoBid(AgentId Agent, long Round) : LineOutput;
}
