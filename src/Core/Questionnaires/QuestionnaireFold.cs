using LiveChat.Core.Conversations;

namespace LiveChat.Core.Questionnaires;

/// <summary>What questionnaires leave in a conversation's state.</summary>
internal static class QuestionnaireFold
{
    /// <summary>The state after one of their events; null: it is none.</summary>
    public static Conversation? Evolve(Conversation state, ConversationEvent happened, long version) => happened switch
    {
        QuestionnaireSent it => state with
        {
            Asked = new Asking(
                it.Questionnaire, it.Purpose, it.Run ?? version, it.Question, it.Choices, it.Attempt, it.Until),
            AskedInWait = state.AskedInWait || it.Purpose == QuestionnairePurpose.Waiting,
            ContactAsked = state.ContactAsked || it.Purpose == QuestionnairePurpose.Contact,
        },
        QuestionnaireAnswered it when state.Form?.Run == it.Run => state with
        {
            Form = state.Form with
            {
                Answers = state.Form.Answers.With(it.Question, new Answer(it.Option, it.Score, it.Text)),
            },
        },
        QuestionnaireAnswered { Steering: SteeringKind.LeaveMessage } => state with
        {
            Asked = state.Asked is { } asked ? asked with { LeavesMessage = true } : null,
        },
        QuestionnaireAnswered => state with { Asked = null },
        QuestionnaireOpened it => state with { Form = new AgentForm(it.Questionnaire, version, AnswerSheet.Empty) },
        QuestionnaireEnded it when state.Form?.Run == it.Run => state with
        {
            Form = state.Form with { Outcome = it.Outcome },
        },
        QuestionnaireEnded => state,
        _ => null,
    };

    /// <summary>With an agent, or over: what is asked of those who wait is asked no more.</summary>
    public static Conversation EndWait(Conversation state) => state with
    {
        Asked = state.Asked is { Purpose: QuestionnairePurpose.Waiting } ? null : state.Asked,
        AskedInWait = false,
        WaitingSince = null,
    };

    /// <summary>
    /// It waits: a wait goes on through other queues and offers that come to nothing, and what was parked begins
    /// anew.
    /// </summary>
    public static Conversation Wait(Conversation state, DateTimeOffset at) => state.State switch
    {
        ConversationState.Waiting or ConversationState.Offered =>
            state with { WaitingSince = state.WaitingSince ?? at },
        ConversationState.Parked =>
            state with { WaitingSince = at, Asked = null, ContactAsked = false, Form = null },
        _ => state with { WaitingSince = at },
    };
}
