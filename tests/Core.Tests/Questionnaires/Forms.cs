using System.Collections.Immutable;
using LiveChat.Core.Primitives;
using LiveChat.Core.Questionnaires;
using LiveChat.Core.Rules;
using LiveChat.Core.Tests.Conversations;

namespace LiveChat.Core.Tests.Questionnaires;

/// <summary>One questionnaire of each purpose.</summary>
internal static class Forms
{
    public static readonly QuestionnaireId WaitingId = new(new Guid(20, 0, 0, new byte[8]));
    public static readonly QuestionnaireId ContactId = new(new Guid(21, 0, 0, new byte[8]));
    public static readonly QuestionnaireId FormId = new(new Guid(22, 0, 0, new byte[8]));

    /// <summary>What to do, with a way for each number: 1 to 5.</summary>
    public static readonly Question What = Choice(
        "what", "Qué prefiere",
        Option("stay", "Esperar", new Steering(SteeringKind.Stay), "aguardar"),
        Option("leave", "Dejar un mensaje", new Steering(SteeringKind.LeaveMessage)),
        Option("call", "Llámenme", new Steering(SteeringKind.CallBack), "llamada"),
        Option("soon", "Llámenme y espero", new Steering(SteeringKind.CallBack, Closes: false)),
        Option("sales", "Soporte", new Steering(SteeringKind.Transfer, Sample.Support)));

    public static readonly Question About =
        new("about", QuestionKind.Text, Text("De qué se trata"), Required: false, []);

    public static readonly Question Csat = new("csat", QuestionKind.Csat, Text("Cómo le hemos atendido"), true, []);

    public static readonly Question Nps = new("nps", QuestionKind.Nps, Text("Nos recomendaría"), false, []);

    public static readonly Question Solved =
        Choice("solved", "Resuelto", Option("yes", "Sí", null), Option("no", "No", null));

    public static readonly Questionnaire Waiting =
        new(WaitingId, "Waiting", QuestionnairePurpose.Waiting, [What, About]);

    public static readonly Questionnaire Contact =
        new(ContactId, "Contact", QuestionnairePurpose.Contact, [Csat, Nps]);

    public static readonly Questionnaire Agent = new(FormId, "Agent", QuestionnairePurpose.Agent, [Solved, About]);

    public static readonly QuestionnaireTerms Terms =
        new(new QuestionnaireCatalogue { Questionnaires = [Agent, Contact, Waiting] }, "es")
        {
            AnswerWithin = TimeSpan.FromSeconds(100),
            RepeatText = "¿Cómo?",
            OpenQueues = [Sample.Support],
        };

    public static readonly AgentQuestionnaireRules FormRules = new()
    {
        Questionnaire = FormId,
        HoldMax = TimeSpan.FromSeconds(60),
    };

    public static AnswerSheet Sheet(params (string Question, Answer Answer)[] answers) =>
        answers.Aggregate(AnswerSheet.Empty, (sheet, it) => sheet.With(it.Question, it.Answer));

    public static LocalTexts Text(string spanish) => LocalTexts.Of("es", spanish);

    private static Question Choice(string key, string text, params QuestionOption[] options) =>
        new(key, QuestionKind.Choice, Text(text), true, [.. options]);

    private static QuestionOption Option(string key, string text, Steering? steering, params string[] keywords) =>
        new(key, Text(text), keywords.ToImmutableArray(), steering);
}
