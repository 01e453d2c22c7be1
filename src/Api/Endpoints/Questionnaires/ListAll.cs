using LiveChat.Api.Auth;
using LiveChat.Contracts.Directory;

namespace LiveChat.Api.Endpoints.Questionnaires;

/// <summary><c>GET /v1/questionnaires</c>: all of them, by name.</summary>
internal static class ListAll
{
    public sealed record QuestionnaireList(IReadOnlyList<QuestionnaireView> Items, string? Next);

    public static void Map(RouteGroupBuilder v1) => v1.MapGet("/questionnaires", Handle)
        .RequiresAny([Permission.ManageTeam, Permission.Supervise, Permission.AgentWorkspace], Scope.AdminRead)
        .Produces<QuestionnaireList>()
        .Described("Questionnaires", "listQuestionnaires", "List the questionnaires", "By name, in one part.");

    private static async Task<IResult> Handle(HttpContext http, IDirectory directory, CancellationToken cancel)
    {
        var tenant = await directory.Tenant(http.Principal().Tenant, cancel);
        var items = tenant?.Questionnaires.Questionnaires.Select(QuestionnaireView.Of) ?? [];
        return TypedResults.Ok(new QuestionnaireList([.. items], Next: null));
    }
}
