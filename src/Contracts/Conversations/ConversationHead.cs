using LiveChat.Core.Conversations;
using LiveChat.Core.Primitives;

namespace LiveChat.Contracts.Conversations;

/// <summary>
/// A conversation as its head row says: what lists, queues, agents and streams need to know of it. One is made for each
/// commit and shared by all who are told; the higher <c>Version</c> is the newer one.
/// </summary>
public sealed record ConversationHead
{
    public required TenantId Tenant { get; init; }
    public required ConversationId Id { get; init; }

    /// <summary>The version of the thread's last event while this was the present session.</summary>
    public required long Version { get; init; }

    public required long FirstVersion { get; init; }

    /// <summary>The version at which state, queue or agent last changed.</summary>
    public required long StateVersion { get; init; }

    public required ConversationState State { get; init; }
    public required SenderId Sender { get; init; }
    public required string SenderAddress { get; init; }
    public required Channel Channel { get; init; }
    public required string Contact { get; init; }
    public string? Language { get; init; }
    public QueueId? Queue { get; init; }
    public bool Admitted { get; init; }

    /// <summary>Who has it, is offered it, put it on hold, or had it when it was parked or closed.</summary>
    public AgentId? Agent { get; init; }

    public ReservationToken? Token { get; init; }
    public AgentId? PreviousAgent { get; init; }
    public AgentId? Excluded { get; init; }

    /// <summary>While it waits: the agent who gets it at once if it can take it now.</summary>
    public AgentId? Preferred { get; init; }

    /// <summary>The end of the present offer or wrap-up.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>0–9, higher first.</summary>
    public int Priority { get; init; }

    public LabelSet Labels { get; init; }
    public bool Important { get; init; }

    /// <summary>The contact wants no messages.</summary>
    public bool OptedOut { get; init; }

    public bool Blocked { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>The time of first entry into a queue.</summary>
    public DateTimeOffset? QueuedAt { get; init; }

    public DateTimeOffset? AssignedAt { get; init; }
    public DateTimeOffset? ClosedAt { get; init; }
    public CloseReason CloseReason { get; init; }

    public bool IsOpen => State is not (ConversationState.None or ConversationState.Closed);

    public bool FillsSlot =>
        State is ConversationState.Offered or ConversationState.Assigned or ConversationState.WrapUp;

    /// <summary>Closed, or for the contact as good as closed.</summary>
    public bool IsOver => !IsOpen || State == ConversationState.WrapUp;

    /// <summary>Some agent has it, on hold or not, or is offered it.</summary>
    public bool IsWithAgent => FillsSlot || State == ConversationState.Held;

    /// <summary>The agent has it: in service, on hold, or when it was parked.</summary>
    public bool Has(AgentId agent) => Agent == agent
        && State is (ConversationState.Assigned or ConversationState.Held or ConversationState.Parked);

    public bool WaitsIn(QueueId queue) => State == ConversationState.Waiting && Queue == queue;

    public bool FillsSlotOf(AgentId agent) => FillsSlot && Agent == agent;

    public static ConversationHead Of(TenantId tenant, Conversation state) => new()
    {
        Tenant = tenant,
        Id = state.Id,
        Version = state.Version,
        FirstVersion = state.FirstVersion,
        StateVersion = state.StateVersion,
        State = state.State,
        Sender = state.Sender,
        SenderAddress = state.SenderAddress,
        Channel = state.Channel,
        Contact = state.Contact,
        Language = state.Language,
        Queue = state.Queue,
        Admitted = state.Admitted,
        Agent = state.Agent,
        Token = state.Token,
        PreviousAgent = state.PreviousAgent,
        Excluded = state.Excluded,
        Preferred = state.Preferred,
        ExpiresAt = state.ExpiresAt,
        Priority = state.Priority,
        Labels = state.Labels,
        Important = state.Important,
        OptedOut = state.OptedOut,
        Blocked = state.Blocked,
        OpenedAt = state.OpenedAt,
        QueuedAt = state.QueuedAt,
        AssignedAt = state.AssignedAt,
        ClosedAt = state.ClosedAt,
        CloseReason = state.CloseReason,
    };
}
