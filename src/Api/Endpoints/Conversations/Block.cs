using LiveChat.Api.Auth;
using LiveChat.Api.Problems;
using LiveChat.Api.Views;
using LiveChat.Contracts.Actors;
using LiveChat.Contracts.Conversations;
using LiveChat.Core.Primitives;

namespace LiveChat.Api.Endpoints.Conversations;

/// <summary>
/// <c>POST|DELETE /v1/conversations/{id}/block</c>: the contact opens no more conversations with this sender, and is
/// sent nothing; or does again. What it writes meanwhile is kept.
/// </summary>
internal static class Block
{
    public static void Map(RouteGroupBuilder v1)
    {
        v1.MapPost("/conversations/{id}/block", (
                string id, HttpContext http, IActors actors, CancellationToken cancel) =>
                Handle(id, blocked: true, http, actors, cancel))
            .AsBlock("blockContact", "Block the contact, and close what is open with it");
        v1.MapDelete("/conversations/{id}/block", (
                string id, HttpContext http, IActors actors, CancellationToken cancel) =>
                Handle(id, blocked: false, http, actors, cancel))
            .AsBlock("unblockContact", "Let the contact write again");
    }

    private static void AsBlock(this RouteHandlerBuilder endpoint, string name, string summary) => endpoint
        .RequiresAny([Permission.AgentWorkspace, Permission.Supervise], Scope.ConversationsWrite)
        .Produces<ConversationView>()
        .Refuses(404, 409)
        .Described("Conversations", name, summary);

    private static async Task<IResult> Handle(
        string id, bool blocked, HttpContext http, IActors actors, CancellationToken cancel)
    {
        var caller = http.Principal();
        if (!ConversationId.TryParse(id, out var conversation)) return Problem.NotFound();
        var reply = await actors.Ask(
            ActorId.Of(caller.Tenant, conversation.Thread),
            new SetBlocked(conversation, caller.Caller, blocked), cancel);
        return Acting.Answer(reply, caller);
    }
}
