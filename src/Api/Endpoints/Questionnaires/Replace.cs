using LiveChat.Api.Auth;
using LiveChat.Api.Json;
using LiveChat.Api.Problems;
using LiveChat.Api.Validation;
using LiveChat.Core.Primitives;
using LiveChat.Core.Questionnaires;
using LiveChat.Storage.Administration;
using LiveChat.Storage.Administration.Settings;

namespace LiveChat.Api.Endpoints.Questionnaires;

/// <summary>
/// <c>PUT /v1/questionnaires/{id}</c>: acts at once; a question that was asked already is answered as it is now, and by
/// the numbers that were shown.
/// </summary>
internal static class Replace
{
    public static void Map(RouteGroupBuilder v1) => v1.MapPut("/questionnaires/{id}", Handle)
        .Requires(Permission.ManageTeam, Scope.AdminWrite)
        .Produces<QuestionnaireView>()
        .Refuses(404, 409)
        .WithExample(Create.Example)
        .Described("Questionnaires", "putQuestionnaire", "Replace a questionnaire",
            "Refused with questionnaire-in-use where settings name it and its purpose is to change.");

    private static async Task<IResult> Handle(
        string id, Body<QuestionnaireRequest> body, HttpContext http, AdministrationCommands commands)
    {
        var tenant = http.Principal().Tenant;
        if (!GuidId.TryParse<QuestionnaireId>(id, out var questionnaire)) return Problem.NotFound();
        var findings = new Findings();
        var (name, questions) = findings.Questionnaire(body.Value);
        if (findings.Problem is { } problem) return problem;
        var next = new Questionnaire(questionnaire, name, body.Value.Purpose, questions);
        var outcome = await commands.Run(change => QuestionnaireCommands.Replace(change, tenant, next));
        return outcome.Value is { } replaced
            ? TypedResults.Ok(QuestionnaireView.Of(replaced))
            : RefusalProblem.Of(outcome.Refusal, "questions");
    }
}
