using LiveChat.Api.Auth;
using LiveChat.Api.Problems;
using LiveChat.Api.Views;
using LiveChat.Contracts.Actors;
using LiveChat.Contracts.Conversations;
using LiveChat.Contracts.Queues;
using LiveChat.Core.Conversations;
using LiveChat.Storage.Conversations;

namespace LiveChat.Api.Endpoints.Conversations;

/// <summary><c>GET /v1/conversations/{id}</c>: one conversation, with its place while it waits.</summary>
internal static class Get
{
    public static void Map(RouteGroupBuilder v1) => v1.MapGet("/conversations/{id}", Handle)
        .RequiresAny([Permission.ViewConversations, Permission.AgentWorkspace], Scope.ConversationsRead)
        .Produces<ConversationView>()
        .Refuses(404)
        .Described("Conversations", "getConversation", "Get a conversation");

    private static async Task<IResult> Handle(
        string id, HttpContext http, IConversationStore store, IActors actors, CancellationToken cancel)
    {
        var caller = http.Principal();
        if (await store.Visible(id, caller, cancel) is not { } head) return Problem.NotFound();
        return TypedResults.Ok(ConversationView.Of(head, caller.ShowFullPhone, await Place(head, actors, cancel)));
    }

    private static async ValueTask<PositionReply?> Place(
        ConversationHead head, IActors actors, CancellationToken cancel) =>
        head is { State: ConversationState.Waiting, Queue: { } queue }
            ? await actors.Ask(ActorId.Of(head.Tenant, queue), new FindPosition(head.Id), cancel)
            : null;
}
