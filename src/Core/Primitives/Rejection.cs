namespace LiveChat.Core.Primitives;

/// <summary>
/// Why a command was refused. A refusal is an expected outcome: it changes nothing, and the API answers 409 with the
/// kebab-case code of the member.
/// </summary>
public enum Rejection : byte
{
    None = 0,
    NotFound,
    NotAssignedToYou,
    ConversationClosed,
    ConversationChanged,
    AgentOffline,
    AgentUnavailable,
    AgentFull,
    AgentDisabled,
    AgentNotInQueue,
    SameAgent,
    QueueClosed,
    QueueFull,
    QueueNobodyOnline,
    NotWaiting,
    NotAssigned,
    SameQueue,
    OfferExpired,
    NotHeld,
    NotInWrapUp,
    ContactOptedOut,
    CloseNotAllowed,
    LabelsRequired,
    NoQuestionnaire,
    QuestionnaireNotAllowed,
    QuestionnaireAlreadySent,
    QuestionnaireRequired,
    QuestionnaireOver,
}

/// <summary>The stable codes of <see cref="Rejection"/>, as the API shows them.</summary>
public static class RejectionCode
{
    public static string Of(Rejection rejection) => rejection switch
    {
        Rejection.NotFound => "not-found",
        Rejection.NotAssignedToYou => "not-assigned-to-you",
        Rejection.ConversationClosed => "conversation-closed",
        Rejection.ConversationChanged => "conversation-changed",
        Rejection.AgentOffline => "agent-offline",
        Rejection.AgentUnavailable => "agent-unavailable",
        Rejection.AgentFull => "agent-full",
        Rejection.AgentDisabled => "agent-disabled",
        Rejection.AgentNotInQueue => "agent-not-in-queue",
        Rejection.SameAgent => "same-agent",
        Rejection.QueueClosed => "queue-closed",
        Rejection.QueueFull => "queue-full",
        Rejection.QueueNobodyOnline => "queue-nobody-online",
        Rejection.NotWaiting => "not-waiting",
        Rejection.NotAssigned => "not-assigned",
        Rejection.SameQueue => "same-queue",
        Rejection.OfferExpired => "offer-expired",
        Rejection.NotHeld => "not-held",
        Rejection.NotInWrapUp => "not-in-wrap-up",
        Rejection.ContactOptedOut => "contact-opted-out",
        Rejection.CloseNotAllowed => "close-not-allowed",
        Rejection.LabelsRequired => "labels-required",
        Rejection.NoQuestionnaire => "no-questionnaire",
        Rejection.QuestionnaireNotAllowed => "questionnaire-not-allowed",
        Rejection.QuestionnaireAlreadySent => "questionnaire-already-sent",
        Rejection.QuestionnaireRequired => "questionnaire-required",
        Rejection.QuestionnaireOver => "questionnaire-over",
        _ => throw new ArgumentOutOfRangeException(nameof(rejection), rejection, "A rejection without a code."),
    };
}
