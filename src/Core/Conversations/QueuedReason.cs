namespace LiveChat.Core.Conversations;

/// <summary>Why a conversation stands in a queue; a value of the log.</summary>
public static class QueuedReason
{
    public const string New = "new";
    public const string Transfer = "transfer";

    /// <summary>The contact wrote while it was on hold.</summary>
    public const string Held = "held";

    /// <summary>The contact wrote while it was parked.</summary>
    public const string Parked = "parked";

    /// <summary>The contact chose the queue in the waiting questionnaire.</summary>
    public const string Questionnaire = "questionnaire";

    public const string OfferDeclined = "offerDeclined";
    public const string OfferExpired = "offerExpired";
    public const string AgentDisabled = "agentDisabled";
    public const string AgentDeleted = "agentDeleted";
    public const string AgentDisconnected = "agentDisconnected";
}
