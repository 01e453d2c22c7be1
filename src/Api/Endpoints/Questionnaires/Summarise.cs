using System.Text.Json.Serialization;
using LiveChat.Api.Auth;
using LiveChat.Api.Problems;
using LiveChat.Api.Validation;
using LiveChat.Contracts.Directory;
using LiveChat.Core.Questionnaires;
using LiveChat.Storage.Questionnaires;

namespace LiveChat.Api.Endpoints.Questionnaires;

/// <summary><c>GET /v1/questionnaires/{id}/summary</c>: the answers counted.</summary>
internal static class Summarise
{
    /// <param name="Sent">How many were asked; of an agents' questionnaire: how many conversations it was for.</param>
    /// <param name="Answered">How many of them answered something.</param>
    /// <param name="ResponseRate">From 0 to 1; null where nobody was asked. Of an agents' questionnaire: those
    /// completed, and only their answers count.</param>
    public sealed record Summary(
        DateTimeOffset From, DateTimeOffset To, int Sent, int Answered, int Completed, double? ResponseRate,
        IReadOnlyList<QuestionSummary> Questions);

    /// <summary>One question; which figures there are depends on its kind.</summary>
    public sealed record QuestionSummary(string Question, QuestionKind Kind, int Answers)
    {
        /// <summary>How often each option of a choice was taken.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public IReadOnlyDictionary<string, int>? Options { get; init; }

        /// <summary>How often each number of a scale was given.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public IReadOnlyList<ScoreCount>? Scores { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public double? Average { get; init; }

        /// <summary>The share of 4 and 5.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public double? CsatPercent { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public NpsSummary? Nps { get; init; }
    }

    public sealed record ScoreCount(int Score, int Count);

    /// <param name="Score">Promoters (9, 10) less detractors (0 to 6) in percent, from -100 to 100; null without
    /// answers.</param>
    public sealed record NpsSummary(double? Score, int Promoters, int Passives, int Detractors);

    public static void Map(RouteGroupBuilder v1) => v1.MapGet("/questionnaires/{id}/summary", Handle)
        .RequiresAny([Permission.ViewAnalytics, Permission.Supervise, Permission.ManageTeam], Scope.AdminRead)
        .Produces<Summary>()
        .Refuses(404)
        .Described("Questionnaires", "summariseResults", "Count what was answered")
        .TakesQuery(
            ("from", "Sent at or after this time; 30 days before to by default"),
            ("to", "Sent before this time; now by default, and at most 366 days after from"));

    private static async Task<IResult> Handle(
        string id, HttpContext http, IDirectory directory, IQuestionnaireStore store, TimeProvider time,
        CancellationToken cancel)
    {
        var tenant = http.Principal().Tenant;
        var findings = new Findings();
        var span = ResultSpan.Of(http, time, findings);
        if (findings.Problem is { } problem) return problem;
        if (await directory.Questionnaire(tenant, id, cancel) is not { } questionnaire) return Problem.NotFound();
        var isForm = questionnaire.Purpose == QuestionnairePurpose.Agent;
        var tally = await store.Tally(tenant, questionnaire.Id, span, completedOnly: isForm, cancel);
        return TypedResults.Ok(new Summary(
            span.From, span.To, tally.Sent, tally.Answered, tally.Completed,
            Rounded(tally.ResponseRate(questionnaire.Purpose), 4),
            [.. questionnaire.Questions.Select(question => Of(question, tally))]));
    }

    private static QuestionSummary Of(Question question, QuestionnaireTally tally)
    {
        var it = new QuestionSummary(question.Key, question.Kind, tally.AnswersTo(question.Key));
        if (question.Kind == QuestionKind.Choice)
        {
            var keys = question.Options.Select(option => option.Key);
            it = it with { Options = keys.ToDictionary(key => key, key => tally.OfOption(question.Key, key)) };
        }

        if (!question.IsScale) return it;
        it = it with
        {
            Scores = [.. tally.Scores(question.Key).Select(score => new ScoreCount(score.Score, score.Count))],
            Average = Rounded(tally.Average(question.Key), 2),
        };
        if (question.Kind == QuestionKind.Csat)
            return it with { CsatPercent = Rounded(tally.CsatPercent(question.Key), 1) };
        if (question.Kind != QuestionKind.Nps) return it;
        var all = tally.Promoters(question.Key);
        return it with
        {
            Nps = new NpsSummary(Rounded(all.Score, 1), all.Promoters, all.Passives, all.Detractors),
        };
    }

    private static double? Rounded(double? value, int digits) => value is { } number
        ? Math.Round(number, digits, MidpointRounding.AwayFromZero)
        : null;
}
