using LiveChat.Api.Auth;
using LiveChat.Api.Json;
using LiveChat.Api.Problems;
using LiveChat.Api.Validation;
using LiveChat.Storage.Administration;
using LiveChat.Storage.Administration.Settings;

namespace LiveChat.Api.Endpoints.Questionnaires;

/// <summary><c>POST /v1/questionnaires</c>.</summary>
internal static class Create
{
    internal const string Example =
        """
        {"name":"Satisfaction","purpose":"contact","questions":[
          {"key":"csat","kind":"csat","texts":{"en":"How satisfied are you?"}},
          {"key":"why","kind":"text","texts":{"en":"What could we do better?"},"required":false}]}
        """;

    public static void Map(RouteGroupBuilder v1) => v1.MapPost("/questionnaires", Handle)
        .Requires(Permission.ManageTeam, Scope.AdminWrite)
        .Produces<QuestionnaireView>(StatusCodes.Status201Created)
        .Refuses(404, 409)
        .WithExample(Example)
        .Described("Questionnaires", "createQuestionnaire", "Create a questionnaire",
            "Refused with questionnaire-name-taken. At most 50.");

    private static async Task<IResult> Handle(
        Body<QuestionnaireRequest> body, HttpContext http, AdministrationCommands commands)
    {
        var tenant = http.Principal().Tenant;
        var findings = new Findings();
        var (name, questions) = findings.Questionnaire(body.Value);
        if (findings.Problem is { } problem) return problem;
        var outcome = await commands.Run(
            change => QuestionnaireCommands.Create(change, tenant, name, body.Value.Purpose, questions));
        return outcome.Value is { } made
            ? TypedResults.Created($"/v1/questionnaires/{made.Id}", QuestionnaireView.Of(made))
            : RefusalProblem.Of(outcome.Refusal, "questions");
    }
}
