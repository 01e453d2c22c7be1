using System.Text.Json.Serialization;
using LiveChat.Core.Conversations;
using LiveChat.Core.Primitives;

namespace LiveChat.Api.Views;

/// <summary>One fact of a conversation's log; which fields there are depends on <c>Type</c>.</summary>
public sealed record EventView
{
    public required long Version { get; init; }
    public required string Type { get; init; }
    public required DateTimeOffset At { get; init; }
    public required AuthorView By { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Reason { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public MessageId? MessageId { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Text { get; init; }

    /// <summary>The phrase that was sent.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Key { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public QueueId? QueueId { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public AgentId? AgentId { get; init; }

    /// <summary>With a transfer: who had it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public AgentId? FromAgentId { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public AgentId? PreviousAgentId { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Priority { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? QueuedAt { get; init; }

    /// <summary>With a warning: when what it warns of will happen.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>The end of the offer or wrap-up.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>By how many the agent's cap was explicitly exceeded.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? OverCap { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Note { get; init; }

    /// <summary>With a close: the reason that its closer gave.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ClosureReason { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<LabelId>? Labels { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Important { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Language { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public QuestionnaireId? QuestionnaireId { get; init; }

    /// <summary>The key of the question.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Question { get; init; }

    /// <summary>The key of the option that was chosen.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Option { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Score { get; init; }

    /// <summary>An event as a reader may see it.</summary>
    internal static EventView Of(
        ThreadId thread, long version, ConversationEvent happened, AuthorView by, ContactSight sight)
    {
        var view = Of(thread, version, happened, by);
        return view with
        {
            Text = sight.Text(view.Text),
            Note = sight.Text(view.Note),
            ClosureReason = sight.Text(view.ClosureReason),
        };
    }

    private static EventView Of(ThreadId thread, long version, ConversationEvent happened, AuthorView by)
    {
        var view = new EventView { Version = version, Type = "", At = happened.At, By = by };
        return QuestionnaireEventView.Of(view, thread, happened) ?? happened switch
        {
            Opened it => view with { Type = "opened", PreviousAgentId = it.PreviousAgent },
            MessageReceived it => view with
            {
                Type = "messageReceived",
                MessageId = new MessageId(thread, version),
                Text = it.Text,
            },
            MessageSent it => view with
            {
                Type = "messageSent",
                MessageId = new MessageId(thread, version),
                Text = it.Text,
            },
            PhraseSent it => view with
            {
                Type = "phraseSent",
                MessageId = new MessageId(thread, version),
                Key = it.Key,
                Text = it.Text,
                Reason = it.Reason,
            },
            Noted it => view with { Type = "noted", MessageId = new MessageId(thread, version), Text = it.Text },
            Queued it => view with
            {
                Type = "queued",
                QueueId = it.Queue,
                Priority = it.Priority,
                QueuedAt = it.QueuedAt,
                Reason = it.Reason,
            },
            Admitted it => view with { Type = "admitted", QueueId = it.Queue },
            Assigned it => view with
            {
                Type = "assigned",
                AgentId = it.Agent,
                QueueId = it.Queue,
                OverCap = it.OverCap,
            },
            Transferred it => view with
            {
                Type = "transferred",
                FromAgentId = it.FromAgent,
                AgentId = it.ToAgent,
                QueueId = it.ToQueue,
                Note = it.Note,
                Reason = it.Reason,
            },
            Unassigned it => view with { Type = "unassigned", AgentId = it.Agent, Reason = it.Reason },
            PriorityChanged it => view with { Type = "priorityChanged", Priority = it.Priority },
            Warned it => view with { Type = "warned", Reason = it.Kind, DueAt = it.DueAt },
            Closed it => view with
            {
                Type = "closed",
                Reason = CloseReasonNames.Of(it.Reason),
                ClosureReason = it.ClosureReason,
            },
            _ => OfSlot(view, happened),
        };
    }

    private static EventView OfSlot(EventView view, ConversationEvent happened) => happened switch
    {
        Offered it => view with
        {
            Type = "offered",
            AgentId = it.Agent,
            QueueId = it.Queue,
            ExpiresAt = it.ExpiresAt,
        },
        OfferDeclined it => view with { Type = "offerDeclined", AgentId = it.Agent },
        OfferExpired it => view with { Type = "offerExpired", AgentId = it.Agent },
        Held it => view with { Type = "held", AgentId = it.Agent },
        Resumed it => view with { Type = "resumed", AgentId = it.Agent },
        WrapUpBegan it => view with
        {
            Type = "wrapUpBegan",
            Reason = CloseReasonNames.Of(it.Reason),
            ExpiresAt = it.Until,
            ClosureReason = it.ClosureReason,
        },
        Parked it => view with
        {
            Type = "parked",
            Reason = CloseReasonNames.Of(it.Reason),
            ClosureReason = it.ClosureReason,
        },
        _ => OfCase(view, happened),
    };

    /// <summary>What is not of the way through queues and agents.</summary>
    private static EventView OfCase(EventView view, ConversationEvent happened) => happened switch
    {
        Labelled it => view with { Type = "labelled", Labels = it.Labels.Ids },
        MarkedImportant it => view with { Type = "markedImportant", Important = it.Important },
        HelpAsked it => view with { Type = "helpAsked", Note = it.Note },
        LanguageSwitched it => view with { Type = "languageSwitched", Language = it.Language },
        OptedOut => view with { Type = "optedOut" },
        OptedIn => view with { Type = "optedIn" },
        ContactBlocked => view with { Type = "contactBlocked" },
        ContactUnblocked => view with { Type = "contactUnblocked" },
        _ => throw new ArgumentOutOfRangeException(
            nameof(happened), happened.GetType().Name, "No view of this event."),
    };
}
