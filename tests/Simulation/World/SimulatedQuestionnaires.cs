using LiveChat.Core.Primitives;
using LiveChat.Core.Questionnaires;
using LiveChat.Core.Rules;

namespace LiveChat.Simulation.World;

/// <summary>One questionnaire of each purpose, and how they are used.</summary>
internal static class SimulatedQuestionnaires
{
    public static readonly QuestionnaireId WaitingId = new(new Guid(1, 0, 0, new byte[8]));
    public static readonly QuestionnaireId ContactId = new(new Guid(2, 0, 0, new byte[8]));
    public static readonly QuestionnaireId FormId = new(new Guid(3, 0, 0, new byte[8]));

    /// <summary>What a contact writes to answer, with luck.</summary>
    public static string AnyAnswer(Random random) => random.Next(8) switch
    {
        0 => "-",
        var number => $"{number}",
    };

    public static AnswerSheet AnySheet(Random random) => random.Next(3) switch
    {
        0 => AnswerSheet.Empty,
        1 => AnswerSheet.Empty.With("why", Answer.OfText("because")),
        _ => AnswerSheet.Empty.With("ease", Answer.Of(random.Next(1, 6))),
    };

    public static QuestionnaireRules DrawRules(Random random) => new()
    {
        Contact = new ContactQuestionnaireRules
        {
            Questionnaire = ContactId,
            SendAtClose = random.Next(2) == 0,
            AgentsMaySend = random.Next(2) == 0,
            AnswerWithin = TimeSpan.FromSeconds(random.Next(1, 20)),
        },
        Agent = new AgentQuestionnaireRules
        {
            Questionnaire = random.Next(2) == 0 ? null : FormId,
            CompleteDuring = random.Next(2) == 0,
            MayCancel = random.Next(2) == 0,
            MayCloseUnanswered = random.Next(2) == 0,
            HoldMax = TimeSpan.FromSeconds(random.Next(4)),
        },
    };

    public static QuestionnaireCatalogue Draw(Random random, IReadOnlyList<QueueId> queues)
    {
        var text = LocalTexts.Of("en", "?");
        Question ease = new("ease", QuestionKind.Csat, text, Required: true, []);
        Question why = new("why", QuestionKind.Text, text, Required: false, []);
        Question what = new(
            "what", QuestionKind.Choice, text, Required: true,
            [
                Option("stay", new Steering(SteeringKind.Stay)),
                Option("leave", new Steering(SteeringKind.LeaveMessage)),
                Option("call", new Steering(SteeringKind.CallBack)),
                Option("soon", new Steering(SteeringKind.CallBack, Closes: false)),
                Option("move", new Steering(SteeringKind.Transfer, queues[random.Next(queues.Count)])),
            ]);
        return new QuestionnaireCatalogue
        {
            Questionnaires =
            [
                new Questionnaire(WaitingId, "waiting", QuestionnairePurpose.Waiting, [what, why]),
                new Questionnaire(ContactId, "contact", QuestionnairePurpose.Contact, [ease, why]),
                new Questionnaire(FormId, "agent", QuestionnairePurpose.Agent, [ease, why]),
            ],
        };

        static QuestionOption Option(string key, Steering steering) =>
            new(key, LocalTexts.Of("en", key), [], steering);
    }
}
