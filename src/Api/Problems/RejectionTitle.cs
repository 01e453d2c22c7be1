using LiveChat.Core.Primitives;

namespace LiveChat.Api.Problems;

/// <summary>One sentence for each refusal of the core.</summary>
public static class RejectionTitle
{
    public static string Of(Rejection rejection) => rejection switch
    {
        Rejection.NotFound => "There is no such thing.",
        Rejection.NotAssignedToYou => "The conversation is not assigned to you.",
        Rejection.ConversationClosed => "The conversation is closed.",
        Rejection.ConversationChanged => "The conversation has changed meanwhile.",
        Rejection.AgentOffline => "The agent is offline.",
        Rejection.AgentUnavailable => "The agent takes no new conversations now.",
        Rejection.AgentFull => "The agent has no free slot.",
        Rejection.AgentDisabled => "The agent is disabled.",
        Rejection.AgentNotInQueue => "The agent does not serve that queue.",
        Rejection.SameAgent => "The agent has the conversation already.",
        Rejection.QueueClosed => "The queue is closed.",
        Rejection.QueueFull => "The queue has no place left.",
        Rejection.QueueNobodyOnline => "Nobody of the queue is online.",
        Rejection.NotWaiting => "The conversation does not wait in a queue.",
        Rejection.NotAssigned => "The conversation is not with an agent.",
        Rejection.SameQueue => "The conversation waits in that queue already.",
        Rejection.OfferExpired => "The offer is over.",
        Rejection.NotHeld => "You have not put the conversation on hold.",
        Rejection.NotInWrapUp => "The conversation is not in wrap-up.",
        Rejection.ContactOptedOut => "The contact wants no messages.",
        Rejection.CloseNotAllowed => "Only who supervises may close conversations.",
        Rejection.LabelsRequired => "The conversation needs a label before it is closed.",
        Rejection.NoQuestionnaire => "There is no questionnaire for this.",
        Rejection.QuestionnaireNotAllowed => "The tenant's settings do not allow this of its questionnaire.",
        Rejection.QuestionnaireAlreadySent => "The contact has been sent the questionnaire.",
        Rejection.QuestionnaireRequired => "The agent's questionnaire must be answered first.",
        Rejection.QuestionnaireOver => "The questionnaire has been completed or cancelled.",
        _ => "The request was refused.",
    };
}
