using LiveChat.Api.Auth;
using LiveChat.Api.Problems;
using LiveChat.Core.Primitives;
using LiveChat.Storage.Administration;
using LiveChat.Storage.Administration.Settings;

namespace LiveChat.Api.Endpoints.Questionnaires;

/// <summary><c>DELETE /v1/questionnaires/{id}</c>: what was answered stays with its conversations.</summary>
internal static class Delete
{
    public static void Map(RouteGroupBuilder v1) => v1.MapDelete("/questionnaires/{id}", Handle)
        .Requires(Permission.ManageTeam, Scope.AdminWrite)
        .Produces(StatusCodes.Status204NoContent)
        .Refuses(404, 409)
        .Described("Questionnaires", "deleteQuestionnaire", "Delete a questionnaire",
            "Refused with questionnaire-in-use while settings name it.");

    private static async Task<IResult> Handle(string id, HttpContext http, AdministrationCommands commands)
    {
        var tenant = http.Principal().Tenant;
        if (!GuidId.TryParse<QuestionnaireId>(id, out var questionnaire)) return Problem.NotFound();
        var outcome = await commands.Run(change => QuestionnaireCommands.Delete(change, tenant, questionnaire));
        return outcome.Refusal == Refusal.None ? TypedResults.NoContent() : RefusalProblem.Of(outcome.Refusal);
    }
}
