using LiveChat.Core.Primitives;
using LiveChat.Core.Questionnaires;

namespace LiveChat.Core.Conversations;

/// <summary>The present session of a thread: what its events say, and nothing else.</summary>
public sealed record Conversation
{
    public static readonly Conversation Empty = new();

    public ThreadId Thread { get; init; }

    /// <summary>
    /// The version of the thread's last event; events of a thread are numbered 1, 2, … over all its sessions.
    /// </summary>
    public long Version { get; init; }

    /// <summary>The version of this session's <see cref="Opened"/>.</summary>
    public long FirstVersion { get; init; }

    public int Ordinal { get; init; }
    public ConversationState State { get; init; }
    public SenderId Sender { get; init; }
    public string SenderAddress { get; init; } = "";
    public Channel Channel { get; init; }
    public string Contact { get; init; } = "";
    public string? Language { get; init; }
    public QueueId? Queue { get; init; }

    /// <summary>Whether the queue it waits in has given it a place; an unadmitted one may still be refused.</summary>
    public bool Admitted { get; init; }

    /// <summary>Who has it, is offered it, put it on hold, or had it when it was parked or closed.</summary>
    public AgentId? Agent { get; init; }

    /// <summary>The reservation under which <see cref="Agent"/> got it.</summary>
    public ReservationToken? Token { get; init; }

    /// <summary>
    /// The version of the event that last changed <see cref="State"/>, <see cref="Queue"/> or <see cref="Agent"/>. A
    /// reservation names the one it saw, so that a late one can never commit against a later stay in the same queue.
    /// </summary>
    public long StateVersion { get; init; }

    public AgentId? PreviousAgent { get; init; }

    /// <summary>
    /// The agent who gave it to the queue it waits in. The queue passes over this agent while another member is online.
    /// </summary>
    public AgentId? Excluded { get; init; }

    /// <summary>While it waits: the agent who gets it at once if it can take it now.</summary>
    public AgentId? Preferred { get; init; }

    /// <summary>The end of the present offer or wrap-up.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The last agent who let an offer of this session pass.</summary>
    public AgentId? OfferLapsedFor { get; init; }

    /// <summary>After its wrap-up it is parked, not closed.</summary>
    public bool ParksAfterWrapUp { get; init; }

    public LabelSet Labels { get; init; }

    public bool Important { get; init; }

    /// <summary>The contact wants no messages; as <see cref="Blocked"/>, it outlives the session.</summary>
    public bool OptedOut { get; init; }

    public bool Blocked { get; init; }

    public int Priority { get; init; }
    public DateTimeOffset OpenedAt { get; init; }
    public DateTimeOffset? QueuedAt { get; init; }
    public DateTimeOffset? AssignedAt { get; init; }
    public DateTimeOffset? ClosedAt { get; init; }
    public CloseReason CloseReason { get; init; }

    /// <summary>Whose turn it is, and since when.</summary>
    public TurnTimes Turn { get; init; } = TurnTimes.None;

    /// <summary>The beginning of its present wait; null: it does not wait for an agent.</summary>
    public DateTimeOffset? WaitingSince { get; init; }

    /// <summary>The contact has been asked the waiting questionnaire in its present wait.</summary>
    public bool AskedInWait { get; init; }

    /// <summary>The contact has been sent the contact questionnaire.</summary>
    public bool ContactAsked { get; init; }

    /// <summary>What the contact was asked last and has not answered; it may outlive the close.</summary>
    public Asking? Asked { get; init; }

    /// <summary>What its agents fill in.</summary>
    public AgentForm? Form { get; init; }

    public ConversationId Id => new(Thread, Ordinal);

    /// <summary>Nothing may be sent to the contact.</summary>
    public bool IsSilenced => OptedOut || Blocked;

    public bool IsOpen => State is not (ConversationState.None or ConversationState.Closed);

    public bool FillsSlot =>
        State is ConversationState.Offered or ConversationState.Assigned or ConversationState.WrapUp;
}
