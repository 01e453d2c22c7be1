using System.Text.Json.Serialization;
using LiveChat.Api.Auth;
using LiveChat.Api.Endpoints.Questionnaires;
using LiveChat.Api.Json;
using LiveChat.Api.Problems;
using LiveChat.Api.Validation;
using LiveChat.Contracts.Actors;
using LiveChat.Contracts.Conversations;
using LiveChat.Contracts.Directory;
using LiveChat.Core.Primitives;
using LiveChat.Core.Questionnaires;
using LiveChat.Storage.Conversations;
using LiveChat.Storage.Questionnaires;

namespace LiveChat.Api.Endpoints.Conversations;

/// <summary>
/// <c>GET|PUT /v1/conversations/{id}/agent-questionnaire</c> and <c>POST …/agent-questionnaire/cancel</c>: what the
/// agents of a conversation fill in, during it or in its wrap-up.
/// </summary>
internal static class AgentQuestionnaire
{
    private const string Path = "/conversations/{id}/agent-questionnaire";

    /// <param name="Answers">All of them, in place of those before.</param>
    /// <param name="Complete">Hands it in: every required question must be answered. Without it this is a
    /// draft.</param>
    public sealed record AgentQuestionnaireRequest(IReadOnlyList<GivenAnswer> Answers, bool Complete = false);

    /// <summary>One of option (a key), score and text, as the question wants it.</summary>
    public sealed record GivenAnswer(
        string Question, string? Option = null, int? Score = null,
        [property: JsonConverter(typeof(TextConverter))] string? Text = null);

    /// <param name="State">none, while nobody has begun; open, completed or cancelled.</param>
    public sealed record AgentQuestionnaireView(
        QuestionnaireView Questionnaire, string State, IReadOnlyList<AnswerView> Answers);

    public static void Map(RouteGroupBuilder v1)
    {
        v1.MapGet(Path, Get)
            .RequiresAny(
                [Permission.ViewConversations, Permission.Supervise, Permission.AgentWorkspace],
                Scope.ConversationsRead)
            .Produces<AgentQuestionnaireView>()
            .Refuses(404, 409)
            .Described("Conversations", "getAgentQuestionnaire", "Get what the agent is to fill in");
        v1.MapPut(Path, Put)
            .RequiresAny([Permission.AgentWorkspace, Permission.Supervise], Scope.ConversationsWrite)
            .Produces<AgentQuestionnaireView>()
            .WithExample("""{"answers":[{"question":"solved","option":"yes"}],"complete":true}""")
            .Refuses(404, 409)
            .Described("Conversations", "putAgentQuestionnaire", "Save or hand in what the agent fills in",
                "Handing it in ends the wrap-up. Refused with questionnaire-over once it was ended.");
        v1.MapPost($"{Path}/cancel", Cancel)
            .RequiresAny([Permission.AgentWorkspace, Permission.Supervise], Scope.ConversationsWrite)
            .Produces<AgentQuestionnaireView>()
            .Refuses(404, 409)
            .Described("Conversations", "cancelAgentQuestionnaire", "Decide not to fill it in",
                "Ends the wrap-up. Refused with questionnaire-not-allowed where agents may not.");
    }

    private static async Task<IResult> Get(
        string id, HttpContext http, IConversationStore store, IQuestionnaireStore runs, IDirectory directory,
        CancellationToken cancel)
    {
        var caller = http.Principal();
        if (await store.Visible(id, caller, cancel) is not { } head) return Problem.NotFound();
        return await Form(caller.Tenant, directory, cancel) is { } form
            ? await Shown(caller, head.Id, form, runs, cancel)
            : Problem.Of(Rejection.NoQuestionnaire);
    }

    private static async Task<IResult> Put(
        string id, Body<AgentQuestionnaireRequest> body, HttpContext http, IActors actors, IConversationStore store,
        IQuestionnaireStore runs, IDirectory directory, CancellationToken cancel)
    {
        var caller = http.Principal();
        if (!ConversationId.TryParse(id, out var conversation)
            || await store.Head(caller.Tenant, conversation, cancel) is null) return Problem.NotFound();
        if (await Form(caller.Tenant, directory, cancel) is not { } form)
            return Problem.Of(Rejection.NoQuestionnaire);
        var findings = new Findings();
        var sheet = Sheet(findings, form, body.Value);
        if (findings.Problem is { } problem) return problem;
        var reply = await actors.Ask(
            ActorId.Of(caller.Tenant, conversation.Thread),
            new FillAgentForm(conversation, caller.Caller, form.Id, sheet, body.Value.Complete), cancel);
        return reply.Rejection == Rejection.None
            ? await Shown(caller, conversation, form, runs, cancel)
            : Problem.Of(reply.Rejection);
    }

    private static async Task<IResult> Cancel(
        string id, HttpContext http, IActors actors, IQuestionnaireStore runs, IDirectory directory,
        CancellationToken cancel)
    {
        var caller = http.Principal();
        if (!ConversationId.TryParse(id, out var conversation)) return Problem.NotFound();
        var reply = await actors.Ask(
            ActorId.Of(caller.Tenant, conversation.Thread), new CancelAgentForm(conversation, caller.Caller), cancel);
        if (reply.Rejection != Rejection.None) return Problem.Of(reply.Rejection);
        return await Form(caller.Tenant, directory, cancel) is { } form
            ? await Shown(caller, conversation, form, runs, cancel)
            : Problem.Of(Rejection.NoQuestionnaire);
    }

    private static async ValueTask<Questionnaire?> Form(
        TenantId tenant, IDirectory directory, CancellationToken cancel)
    {
        var entry = await directory.Tenant(tenant, cancel);
        return entry?.Questionnaires.Find(entry.QuestionnaireRules.Agent.Questionnaire, QuestionnairePurpose.Agent);
    }

    private static async Task<IResult> Shown(
        Principal caller, ConversationId conversation, Questionnaire form, IQuestionnaireStore runs,
        CancellationToken cancel)
    {
        var all = await runs.RunsOf(caller.Tenant, conversation, cancel);
        var run = all.LastOrDefault(it => it.Questionnaire == form.Id);
        return TypedResults.Ok(new AgentQuestionnaireView(
            QuestionnaireView.Of(form), run is null ? "none" : RunView.StateOf(run.Outcome),
            run is null ? [] : AnswerView.AllOf(run, caller.ShowFullPhone)));
    }

    private static AnswerSheet Sheet(Findings findings, Questionnaire form, AgentQuestionnaireRequest request)
    {
        findings.Require(
            request.Answers.DistinctBy(it => it.Question).Count() == request.Answers.Count, "answers",
            "must not answer a question twice");
        var sheet = AnswerSheet.Empty;
        for (var i = 0; i < request.Answers.Count && i <= Questionnaire.QuestionsMax; i++)
        {
            var it = request.Answers[i];
            if (form.Find(it.Question) is not { } question)
                findings.Add($"answers[{i}].question", "is none of the questionnaire");
            else sheet = sheet.With(question.Key, Answered(findings, $"answers[{i}]", question, it));
        }

        foreach (var question in form.Questions.Where(it => request.Complete && it.Required))
            findings.Require(sheet.Answers.ContainsKey(question.Key), "answers", $"must answer {question.Key}");
        return sheet;
    }

    private static Answer Answered(Findings findings, string field, Question question, GivenAnswer it)
    {
        var (min, max) = question.Bounds;
        findings.Require(
            it.Option is null || question.Kind == QuestionKind.Choice, $"{field}.option", "is for a choice alone");
        findings.Require(it.Score is null || question.IsScale, $"{field}.score", "is for a scale alone");
        findings.Require(
            it.Text is null || question.Kind == QuestionKind.Text, $"{field}.text", "is for a text question alone");
        if (question.Kind == QuestionKind.Choice)
        {
            var isOption = it.Option is { } key && question.FindOption(key) is not null;
            findings.Require(isOption, $"{field}.option", "must be the key of one of its options");
            return Answer.Of(it.Option ?? "");
        }

        if (!question.IsScale)
            return Answer.OfText(findings.Text($"{field}.text", it.Text ?? "", Answer.TextLengthMax));
        findings.Require(
            it.Score is { } score && score >= min && score <= max, $"{field}.score", $"must be from {min} to {max}");
        return Answer.Of(it.Score ?? 0);
    }
}
