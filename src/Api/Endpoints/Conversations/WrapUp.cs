using LiveChat.Api.Auth;
using LiveChat.Api.Views;
using LiveChat.Contracts.Actors;
using LiveChat.Contracts.Conversations;

namespace LiveChat.Api.Endpoints.Conversations;

/// <summary><c>POST /v1/conversations/{id}/wrap-up</c>: the agent is done with what follows a conversation.</summary>
internal static class WrapUp
{
    public static void Map(RouteGroupBuilder v1) => v1.MapPost("/conversations/{id}/wrap-up", Handle)
        .RequiresAny([Permission.AgentWorkspace, Permission.Supervise], Scope.ConversationsWrite)
        .Produces<ConversationView>()
        .Refuses(404, 409)
        .Described("Conversations", "finishWrapUp", "End the wrap-up",
            "The slot is free again. It ends by itself after wrapUpMaxSeconds.");

    private static Task<IResult> Handle(string id, HttpContext http, IActors actors, CancellationToken cancel) =>
        actors.Act(
            http, id, static (conversation, caller) => new FinishWrapUp(conversation, caller), cancel);
}
