using LiveChat.Api.Auth;
using LiveChat.Api.Json;
using LiveChat.Api.Problems;
using LiveChat.Api.Views;
using LiveChat.Contracts.Actors;
using LiveChat.Contracts.Conversations;
using LiveChat.Core.Primitives;

namespace LiveChat.Api.Endpoints.Conversations;

/// <summary><c>POST /v1/conversations/{id}/important</c>: marks it, or takes the mark away.</summary>
internal static class SetImportant
{
    public sealed record SetImportantRequest(bool Important = true) : IMayBeEmpty;

    public static void Map(RouteGroupBuilder v1) => v1.MapPost("/conversations/{id}/important", Handle)
        .RequiresAny([Permission.AgentWorkspace, Permission.Supervise], Scope.ConversationsWrite)
        .WhereWorkspaceAllows(WorkspaceAction.MarkImportant)
        .Produces<ConversationView>()
        .WithExample("""{"important":true}""")
        .Refuses(404, 409)
        .Described("Conversations", "markImportant", "Mark a conversation as important");

    private static async Task<IResult> Handle(
        string id, Body<SetImportantRequest> body, HttpContext http, IActors actors, CancellationToken cancel)
    {
        var caller = http.Principal();
        if (!ConversationId.TryParse(id, out var conversation)) return Problem.NotFound();
        var reply = await actors.Ask(
            ActorId.Of(caller.Tenant, conversation.Thread),
            new MarkConversation(conversation, caller.Caller, body.Value.Important), cancel);
        return Acting.Answer(reply, caller);
    }
}
