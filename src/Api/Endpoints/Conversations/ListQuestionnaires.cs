using LiveChat.Api.Auth;
using LiveChat.Api.Endpoints.Questionnaires;
using LiveChat.Api.Lists;
using LiveChat.Api.Problems;
using LiveChat.Storage.Conversations;
using LiveChat.Storage.Questionnaires;

namespace LiveChat.Api.Endpoints.Conversations;

/// <summary><c>GET /v1/conversations/{id}/questionnaires</c>: what was asked in it, and answered so far.</summary>
internal static class ListQuestionnaires
{
    public static void Map(RouteGroupBuilder v1) => v1.MapGet("/conversations/{id}/questionnaires", Handle)
        .RequiresAny(
            [Permission.ViewConversations, Permission.Supervise, Permission.AgentWorkspace], Scope.ConversationsRead)
        .Produces<PageOf<RunView>>()
        .Refuses(404)
        .Described("Conversations", "listQuestionnairesOfConversation", "List what was asked and answered",
            "In their order, in one part.");

    private static async Task<IResult> Handle(
        string id, HttpContext http, IConversationStore store, IQuestionnaireStore questionnaires,
        CancellationToken cancel)
    {
        var caller = http.Principal();
        if (await store.Visible(id, caller, cancel) is not { } head) return Problem.NotFound();
        var runs = await questionnaires.RunsOf(head.Tenant, head.Id, cancel);
        return TypedResults.Ok(new PageOf<RunView>(
            [.. runs.Select(run => RunView.Of(run, caller.ShowFullPhone))], Next: null));
    }
}
