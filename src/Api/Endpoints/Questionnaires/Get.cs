using LiveChat.Api.Auth;
using LiveChat.Api.Problems;
using LiveChat.Contracts.Directory;

namespace LiveChat.Api.Endpoints.Questionnaires;

/// <summary><c>GET /v1/questionnaires/{id}</c>.</summary>
internal static class Get
{
    public static void Map(RouteGroupBuilder v1) => v1.MapGet("/questionnaires/{id}", Handle)
        .RequiresAny([Permission.ManageTeam, Permission.Supervise, Permission.AgentWorkspace], Scope.AdminRead)
        .Produces<QuestionnaireView>()
        .Refuses(404)
        .Described("Questionnaires", "getQuestionnaire", "Get a questionnaire");

    private static async Task<IResult> Handle(
        string id, HttpContext http, IDirectory directory, CancellationToken cancel) =>
        await directory.Questionnaire(http.Principal().Tenant, id, cancel) is { } found
            ? TypedResults.Ok(QuestionnaireView.Of(found))
            : Problem.NotFound();
}
