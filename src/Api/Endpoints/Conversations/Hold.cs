using LiveChat.Api.Auth;
using LiveChat.Api.Views;
using LiveChat.Contracts.Actors;
using LiveChat.Contracts.Conversations;

namespace LiveChat.Api.Endpoints.Conversations;

/// <summary><c>POST /v1/conversations/{id}/hold</c>: the agent waits for the contact without a slot.</summary>
internal static class Hold
{
    public static void Map(RouteGroupBuilder v1) => v1.MapPost("/conversations/{id}/hold", Handle)
        .Requires(Permission.AgentWorkspace)
        .Produces<ConversationView>()
        .Refuses(404, 409)
        .Described("Conversations", "holdConversation", "Put a conversation on hold",
            "It frees the slot. When the contact writes, it returns to the agent if that one can take it, else to its "
            + "place.");

    private static Task<IResult> Handle(string id, HttpContext http, IActors actors, CancellationToken cancel) =>
        actors.Act(
            http, id, static (conversation, caller) => new HoldConversation(conversation, caller), cancel);
}
